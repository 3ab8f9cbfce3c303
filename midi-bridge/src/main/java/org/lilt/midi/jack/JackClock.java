package org.lilt.midi.jack;

import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.lilt.midi.FrameClock;
import org.lilt.midi.MediaClock;

/**
 * Frames of a JACK server as 64 bits: JACK counts 32, which are through after a day at 48 kHz.
 *
 * <p>Does not ask {@code jack_frame_time}: that is smoothed, and on a server that has to catch up it lags hundreds of frames behind the
 * cycle that is being processed, so that what is sent by it comes too late.
 */
final class JackClock implements MediaClock {
    /** How far the clock may be ahead of the server, in periods, before it waits. */
    private static final int BOUND_PERIODS = 2;

    private final JackClient client;
    private final int generation;
    private final FrameClock clock;
    private final JackNanos nanos;
    private long frame;

    JackClock(JackSession session) throws JackException {
        client = session.client();
        generation = session.generation();
        frame = client.getFrameTime();
        clock = new FrameClock(client.getSampleRate(), frame, (long) BOUND_PERIODS * client.getBufferSize());
        nanos = new JackNanos(clock, generation);
    }

    /** The same frames as nanoseconds, for those who listen. */
    JackNanos nanos() {
        return nanos;
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public long rate() {
        return clock.rate();
    }

    @Override
    public long from(MediaClock other, long time) {
        // All clients of a server count the same frames; but one that came after 2^31 of them began at another multiple
        // of 2^32.
        boolean sameFrames = other instanceof JackNanos n && n.generation() == generation;
        return sameFrames ? extend(now(), (int) ((JackNanos) other).frame(time)) : clock.from(other, time);
    }

    /** First frame of the cycle that is being processed. [process thread, once a cycle] */
    long cycle() throws JackException {
        frame = extend(frame, (int) client.getLastFrameTime());
        clock.mark(frame);
        return frame;
    }

    /** The 64-bit count that lies nearest to a reference and ends in these 32 bits. */
    static long extend(long reference, int frame) {
        return reference + (frame - (int) reference);
    }
}
