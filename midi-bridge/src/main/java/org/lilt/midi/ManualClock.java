package org.lilt.midi;

/** A clock that stands still until it is moved: for what is played faster than it sounds, and for tests. [moved by one thread, read by any] */
public final class ManualClock implements MediaClock {
    private final long rate;
    private volatile long now;

    /**
     * A clock that shows 0.
     *
     * @param rate units a second
     */
    public ManualClock(long rate) {
        this.rate = rate;
    }

    /**
     * Moves the clock; to an earlier time than it shows, it stays.
     *
     * @param time what it shows afterwards, in units of 1/{@link #rate()} second
     */
    public void moveTo(long time) {
        now = Math.max(now, time);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long rate() {
        return rate;
    }
}
