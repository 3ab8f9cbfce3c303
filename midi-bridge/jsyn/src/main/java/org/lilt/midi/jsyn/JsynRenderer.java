package org.lilt.midi.jsyn;

import com.jsyn.JSyn;
import com.jsyn.Synthesizer;
import com.jsyn.engine.SynthesisEngine;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.synth.SoundRenderer;

/**
 * The folk band, pulled. A message takes effect at the block of eight frames that begins nearest to its frame, at most four frames
 * (0.08 ms) away. Allocates nothing once each part has had its instrument.
 */
final class JsynRenderer implements SoundRenderer {
    /** 2 ms, the same as of the other synthesizer. */
    private static final int BLOCK = RATE / 500;

    /** 0.6 s. */
    private static final int WARM_UP_BLOCKS = 300;

    private static final int GRAIN = Synthesizer.FRAMES_PER_BLOCK;

    private final MessageQueue queue = new MessageQueue();
    private final Band band;
    private long rendered;

    JsynRenderer() {
        // Without devices and without its thread: it tells the unit generators the frame rate, no more.
        SynthesisEngine engine = new SynthesisEngine(null);
        engine.setRealTime(false);
        engine.start(RATE, -1, 0, -1, 2);
        band = new Band(engine);
    }

    @Override
    public String name() {
        return "folk band of JSyn " + JSyn.VERSION;
    }

    @Override
    public void send(long frame, int status, int data1, int data2) {
        queue.add(frame, ShortMessages.pack(status, data1, data2));
    }

    @Override
    public void render(byte[] buffer, int frames) {
        int at = 0;
        for (int done = 0; done < frames; done += GRAIN) {
            while (!queue.isEmpty() && queue.frame() <= rendered + GRAIN / 2) {
                int message = queue.remove();
                band.receive(ShortMessages.status(message), ShortMessages.data1(message), ShortMessages.data2(message));
            }
            band.generate(0, GRAIN);
            double[] left = band.output.getValues(0);
            double[] right = band.output.getValues(1);
            for (int i = 0; i < GRAIN; i++) {
                at = put(buffer, at, left[i]);
                at = put(buffer, at, right[i]);
            }
            rendered += GRAIN;
        }
    }

    /** Writes a sample; the limiter has kept it between -1 and 1. */
    private static int put(byte[] buffer, int at, double sample) {
        int value = (int) Math.rint(sample * Short.MAX_VALUE);
        buffer[at] = (byte) value;
        buffer[at + 1] = (byte) (value >> Byte.SIZE);
        return at + 2;
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public int latency() {
        return Limiter.LATENCY;
    }

    /** Nothing to release: it has no thread and no device. */
    @Override
    public void close() {}

    /** Plays each instrument for a moment. */
    void warmUp() {
        int[] programs = {40, 72, 21, 46, 32};
        for (int channel = 0; channel < programs.length; channel++) {
            send(0, ShortMessages.PROGRAM | channel, programs[channel], 0);
            send(0, ShortMessages.NOTE_ON | channel, 60, 64);
        }
        byte[] nobody = new byte[BLOCK * FRAME_BYTES];
        for (int block = 0; block < WARM_UP_BLOCKS; block++) {
            render(nobody, BLOCK);
        }
    }

    /** For tests: voices that sound and have not been told to make room. */
    int voices() {
        return band.voices();
    }
}
