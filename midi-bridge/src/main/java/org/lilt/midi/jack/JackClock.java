package org.lilt.midi.jack;

import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.lilt.midi.FrameClock;

/**
 * Frames of a JACK server as 64 bits: JACK counts 32, which are through after a day at 48 kHz.
 *
 * <p>Does not ask {@code jack_frame_time}: that is smoothed, and on a server that has to catch up it lags hundreds of frames behind the
 * cycle that is being processed, so that what is sent by it comes too late.
 */
final class JackClock {
    /** How far the clock may be ahead of the server, in periods, before it waits. */
    private static final int BOUND_PERIODS = 2;

    private final JackClient client;
    private final FrameClock clock;
    private long frame;

    JackClock(JackClient client) throws JackException {
        this.client = client;
        frame = client.getFrameTime();
        clock = new FrameClock(client.getSampleRate(), frame, (long) BOUND_PERIODS * client.getBufferSize());
    }

    /** What the player goes by. */
    FrameClock frames() {
        return clock;
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
