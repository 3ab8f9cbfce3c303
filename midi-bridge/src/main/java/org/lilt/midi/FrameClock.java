package org.lilt.midi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that counts the frames of something that asks for them block by block, such as an audio device or a JACK server. Between the
 * blocks, and when no more are asked for, it runs on by the system's clock.
 *
 * <p>It keeps to the earliest blocks: one that is asked for late does not set it back, because the next may be early again, and what
 * is sent by a clock that lags comes too late. What it is ahead it loses slowly; only when that is more than a bound, after a stall, it
 * waits.
 */
public final class FrameClock implements MediaClock {
    private static final long NANOS = 1_000_000_000L;

    /** Share of the time that passes by which the clock may be slowed: more than the quartz of any device is off. */
    private static final double LEAK = 1e-3;

    private final int rate;
    private final long bound;
    private final AtomicLong latest;
    private long markedAt;

    /** The system's time at which frame 0 was, or would have been. */
    private volatile long origin;

    /**
     * A clock that starts now.
     *
     * @param rate frames a second
     * @param frame frame that is now
     * @param boundFrames how many frames it may be ahead of the blocks before it waits for them
     */
    public FrameClock(int rate, long frame, long boundFrames) {
        this.rate = rate;
        bound = nanos(boundFrames);
        latest = new AtomicLong(frame);
        markedAt = System.nanoTime();
        origin = markedAt - nanos(frame);
    }

    /**
     * Says that a block begins. [one thread]
     *
     * @param frame first frame of the block that is processed from now on
     */
    public void mark(long frame) {
        mark(frame, System.nanoTime());
    }

    void mark(long frame, long nanoTime) {
        long candidate = nanoTime - nanos(frame);
        long ahead = candidate - origin;
        if (ahead < 0 || ahead > bound) {
            origin = candidate;
        } else {
            origin += Math.min(ahead, (long) ((nanoTime - markedAt) * LEAK));
        }
        markedAt = nanoTime;
    }

    /**
     * The system's time of a frame. [any thread]
     *
     * @param frame a frame
     * @return time on the clock of {@link System#nanoTime}
     */
    public long nanosAt(long frame) {
        return origin + nanos(frame);
    }

    private long frames(long nanos) {
        return nanos / NANOS * rate + Math.floorDiv(nanos % NANOS * rate + NANOS / 2, NANOS);
    }

    private long nanos(long frames) {
        return frames / rate * NANOS + frames % rate * NANOS / rate;
    }

    @Override
    public long from(MediaClock other, long time) {
        return other == MediaClock.SYSTEM ? frames(time - origin) : MediaClock.super.from(other, time);
    }

    @Override
    public long now() {
        return at(System.nanoTime());
    }

    long at(long nanoTime) {
        long at = frames(nanoTime - origin);
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
