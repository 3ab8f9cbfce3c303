package org.lilt.midi.jack;

import java.util.concurrent.atomic.AtomicLong;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.lilt.midi.MediaClock;

/**
 * Frames of a JACK server as 64 bits: JACK counts 32, which are through after a day at 48 kHz. When the server has gone the clock
 * runs on by the system's, so that music that waits for it does not stand still.
 */
final class JackClock implements MediaClock {
    /** A reading that lies further than this from the last cycle is that of a client which is just being closed. */
    private static final int PLAUSIBLE_SECONDS = 60;

    private final JackClient client;
    private final int rate;
    private final AtomicLong latest = new AtomicLong();
    private volatile long reference;
    private volatile Stopped stopped;

    private record Stopped(long frame, long nanos) {}

    JackClock(JackClient client, int rate) throws JackException {
        this.client = client;
        this.rate = rate;
        reference = client.getFrameTime();
        latest.set(reference);
    }

    /** First frame of the cycle that is being processed. [process thread, once a cycle] */
    long cycle() throws JackException {
        long frame = extend(reference, (int) client.getLastFrameTime());
        reference = frame;
        return frame;
    }

    /** The 64-bit count that lies nearest to a reference and ends in these 32 bits. */
    static long extend(long reference, int frame) {
        return reference + (frame - (int) reference);
    }

    /** The server has gone. [any thread] */
    void stop() {
        if (stopped == null) {
            stopped = new Stopped(latest.get(), System.nanoTime());
        }
    }

    @Override
    public long now() {
        Stopped s = stopped;
        if (s != null) {
            return s.frame + (long) ((System.nanoTime() - s.nanos) * (rate / 1e9));
        }
        long at;
        try {
            long near = reference;
            at = extend(near, (int) client.getFrameTime());
            if (Math.abs(at - near) > (long) PLAUSIBLE_SECONDS * rate) {
                return latest.get();
            }
        } catch (JackException e) {
            return latest.get();
        }
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
