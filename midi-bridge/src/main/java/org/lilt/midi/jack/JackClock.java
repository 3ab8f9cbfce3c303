package org.lilt.midi.jack;

import java.util.concurrent.atomic.AtomicLong;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.lilt.midi.MediaClock;

/**
 * Frames of a JACK server as 64 bits: JACK counts 32, which are through after a day at 48 kHz. Between the cycles, and when the server
 * has gone, the clock runs on by the system's.
 *
 * <p>It does not ask {@code jack_frame_time}: that is smoothed, and on a server that has to catch up it lags hundreds of frames behind
 * the cycle that is being processed, so that what is sent by it comes too late. This one is never behind the latest cycle.
 */
final class JackClock implements MediaClock {
    private static final long NANOS = 1_000_000_000L;

    private final JackClient client;
    private final int rate;
    private final AtomicLong latest = new AtomicLong();
    private long frame;

    /** The system's time at which frame 0 was, or would have been. */
    private volatile long origin;

    JackClock(JackClient client, int rate) throws JackException {
        this.client = client;
        this.rate = rate;
        frame = client.getFrameTime();
        origin = System.nanoTime() - nanos(frame);
    }

    /** First frame of the cycle that is being processed. [process thread, once a cycle] */
    long cycle() throws JackException {
        frame = extend(frame, (int) client.getLastFrameTime());
        origin = System.nanoTime() - nanos(frame);
        return frame;
    }

    /** The 64-bit count that lies nearest to a reference and ends in these 32 bits. */
    static long extend(long reference, int frame) {
        return reference + (frame - (int) reference);
    }

    private long nanos(long frames) {
        return frames / rate * NANOS + frames % rate * NANOS / rate;
    }

    @Override
    public long now() {
        long nanos = System.nanoTime() - origin;
        long at = nanos / NANOS * rate + nanos % NANOS * rate / NANOS;
        long before = latest.get();
        while (before < at && !latest.compareAndSet(before, at)) {
            before = latest.get();
        }
        return Math.max(before, at);
    }

    @Override
    public long rate() {
        return rate;
    }
}
