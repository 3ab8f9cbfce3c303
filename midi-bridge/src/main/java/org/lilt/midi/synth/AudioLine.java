package org.lilt.midi.synth;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.lilt.midi.DestinationException;

/** The system's audio device, by {@code javax.sound.sampled}, with a buffer of 11 ms, or of the next size that the device takes. */
final class AudioLine implements SynthDestination.AudioSink {
    static final AudioFormat FORMAT = new AudioFormat(SoundRenderer.RATE, 16, 2, true, false);

    /** Buffers to try, in frames: 11, 10, 21, 20, 43 and 50 ms. Some devices take powers of two alone, others round times alone. */
    private static final int[] BUFFERS = {512, 480, 1024, 960, 2048, 2400};

    private final SourceDataLine line;

    private AudioLine(SourceDataLine line) {
        this.line = line;
    }

    private static final DataLine.Info LINE = new DataLine.Info(SourceDataLine.class, FORMAT);

    static boolean isThere() {
        return AudioSystem.isLineSupported(LINE);
    }

    static AudioLine open() throws DestinationException {
        if (!isThere()) {
            throw new DestinationException("synth: there is no audio device");
        }
        LineUnavailableException refusal = null;
        for (int frames : BUFFERS) {
            try {
                SourceDataLine line = (SourceDataLine) AudioSystem.getLine(LINE);
                line.open(FORMAT, frames * SoundRenderer.FRAME_BYTES);
                line.start();
                return new AudioLine(line);
            } catch (LineUnavailableException e) {
                refusal = e;
            } catch (IllegalArgumentException | SecurityException e) {
                throw new DestinationException("synth: the audio device does not open: " + e.getMessage(), e);
            }
        }
        throw new DestinationException("synth: the audio device does not open: " + refusal.getMessage(), refusal);
    }

    /** The device's buffer, in frames. */
    int bufferFrames() {
        return line.getBufferSize() / SoundRenderer.FRAME_BYTES;
    }

    @Override
    public int write(byte[] sound, int length) {
        return line.write(sound, 0, length);
    }

    @Override
    public void close() {
        line.drain();
        line.close();
    }
}
