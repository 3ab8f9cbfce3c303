package org.lilt.midi.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.lilt.midi.Destination;
import org.lilt.midi.ManualClock;
import org.lilt.midi.MediaClock;
import org.lilt.midi.SoundingNotes;

/**
 * Renders what is sent to a WAV file, as fast as it is asked to: its clock stands still but for {@link #advance}. A message at frame 0
 * is heard at the very start of the file; the same messages make the same bytes. [one thread]
 */
public final class WavDestination implements Destination {
    /** What the player may hand over ahead, as it does live. */
    private static final long LEAD_FRAMES = SoundRenderer.RATE / 200;

    /** Longest sound after the last note: its release and the reverb. */
    private static final int TAIL_SECONDS = 4;

    /** Below this the tail is silent: 1/8192 of full scale, -78 dB. */
    private static final int SILENT = 4;

    private final SoundRenderer renderer;
    private final WavWriter file;
    private final ManualClock clock = new ManualClock(SoundRenderer.RATE);
    private final SoundingNotes sounding = new SoundingNotes();
    private final byte[] buffer;
    private long rendered;
    private long lastTime;
    private boolean done;

    /**
     * Begins a file.
     *
     * @param renderer makes the sound; closed with this
     * @param target the file's name
     * @throws IOException when it cannot be written
     */
    public WavDestination(SoundRenderer renderer, Path target) throws IOException {
        this.renderer = renderer;
        file = new WavWriter(target);
        buffer = new byte[renderer.block() * SoundRenderer.FRAME_BYTES];
    }

    @Override
    public String name() {
        return renderer.name();
    }

    @Override
    public MediaClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        return LEAD_FRAMES;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        if (status < 0xF0) {
            renderer.send(time, status, data1, data2);
            sounding.sent(status, data1, data2);
        }
        lastTime = time;
        return true;
    }

    /**
     * Moves the clock and renders up to it. Everything due before must have been sent.
     *
     * @param until frame that the clock shows afterwards
     * @throws IOException when the file cannot be written
     */
    public void advance(long until) throws IOException {
        while (rendered + renderer.block() <= until) {
            block();
        }
        clock.moveTo(until);
    }

    /** Renders a block; returns its greatest sample. */
    private int block() throws IOException {
        renderer.render(buffer, renderer.block());
        int skipped = (int) Math.min(Math.max(0, renderer.latency() - rendered), renderer.block());
        int offset = skipped * SoundRenderer.FRAME_BYTES;
        file.write(buffer, offset, buffer.length - offset);
        rendered += renderer.block();
        int peak = 0;
        for (int i = 0; i < buffer.length; i += 2) {
            peak = Math.max(peak, Math.abs((short) (buffer[i] & 0xFF | buffer[i + 1] << 8)));
        }
        return peak;
    }

    /**
     * Ends every note, lets it fade and finishes the file, which then appears under its name.
     *
     * @throws IOException when it cannot be written
     */
    public void finish() throws IOException {
        long end = Math.max(lastTime, clock.now());
        sounding.end((status, data1, data2) -> renderer.send(end, status, data1, data2));
        advance(end + renderer.latency() + renderer.block());
        long most = rendered + (long) TAIL_SECONDS * SoundRenderer.RATE;
        while (rendered < most && block() > SILENT) {
            continue;
        }
        file.commit();
        close();
    }

    /** Without {@link #finish}, no file remains. */
    @Override
    public void close() {
        if (!done) {
            done = true;
            renderer.close();
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
