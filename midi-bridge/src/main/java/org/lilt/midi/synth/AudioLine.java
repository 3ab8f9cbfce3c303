package org.lilt.midi.synth;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.lilt.midi.DestinationException;

/** The system's audio device, by {@code javax.sound.sampled}, with a buffer of 10 ms or the least that the device has. */
final class AudioLine implements SynthDestination.AudioSink {
    static final AudioFormat FORMAT = new AudioFormat(SoundRenderer.RATE, 16, 2, true, false);

    private static final int BUFFER_FRAMES = SoundRenderer.RATE / 100;

    private final SourceDataLine line;

    private AudioLine(SourceDataLine line) {
        this.line = line;
    }

    private static final DataLine.Info LINE = new DataLine.Info(SourceDataLine.class, FORMAT);

    static boolean isThere() {
        return AudioSystem.isLineSupported(LINE);
    }

    static AudioLine open() throws DestinationException {
        SourceDataLine line;
        try {
            line = (SourceDataLine) AudioSystem.getLine(LINE);
            line.open(FORMAT, BUFFER_FRAMES * SoundRenderer.FRAME_BYTES);
        } catch (LineUnavailableException e) {
            throw new DestinationException("synth: the audio device is in use: " + e.getMessage(), e);
        } catch (IllegalArgumentException | SecurityException e) {
            throw new DestinationException("synth: there is no audio device", e);
        }
        line.start();
        return new AudioLine(line);
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
