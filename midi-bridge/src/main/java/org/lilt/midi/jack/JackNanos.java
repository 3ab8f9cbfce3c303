package org.lilt.midi.jack;

import org.lilt.midi.FrameClock;
import org.lilt.midi.MediaClock;

/**
 * Frames of a JACK server told as nanoseconds. It goes exactly as the frames go, also where a busy server stretches them, so that what comes in at
 * a frame is known in frames again where it goes out.
 */
final class JackNanos implements MediaClock {
    private static final long NANOS = 1_000_000_000L;

    private final FrameClock frames;
    private final int generation;

    JackNanos(FrameClock frames, int generation) {
        this.frames = frames;
        this.generation = generation;
    }

    /** That of the session; see {@link JackSession#generation}. */
    int generation() {
        return generation;
    }

    /** Nanoseconds of a frame, rounded down. */
    long of(long frame) {
        long rate = frames.rate();
        return Math.floorDiv(frame, rate) * NANOS + Math.floorMod(frame, rate) * NANOS / rate;
    }

    /** The frame that lies nearest to a moment. */
    long frame(long nanos) {
        long rate = frames.rate();
        return Math.floorDiv(nanos, NANOS) * rate + (Math.floorMod(nanos, NANOS) * rate + NANOS / 2) / NANOS;
    }

    @Override
    public long now() {
        return of(frames.now());
    }

    @Override
    public long rate() {
        return NANOS;
    }
}
