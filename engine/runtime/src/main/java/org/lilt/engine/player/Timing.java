package org.lilt.engine.player;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters of a performance's punctuality. Written by the player thread alone, read by any thread.
 */
public final class Timing {
    private static final int RECENT = 16;

    private volatile long events;
    private volatile long underruns;
    private volatile long jumps;
    private volatile long refused;
    private volatile long worstLatenessNanos;
    /** Lateness of the last moments at which something was due, in nanoseconds. */
    private final AtomicLongArray recent = new AtomicLongArray(RECENT);

    private int next; // player thread

    Timing() {}

    /**
     * Channel messages handed over.
     *
     * @return a count
     */
    public long events() {
        return events;
    }

    /**
     * How often the generator was too late, so that the music had to wait for it.
     *
     * @return a count
     */
    public long underruns() {
        return underruns;
    }

    /**
     * How often the clock ran on without the player, as when the machine slept.
     *
     * @return a count
     */
    public long jumps() {
        return jumps;
    }

    /**
     * Note-ons that the destination had no room for.
     *
     * @return a count
     */
    public long refused() {
        return refused;
    }

    /**
     * The worst lateness of an event so far, those aside for which the music waited.
     *
     * @return nanoseconds
     */
    public long worstLatenessNanos() {
        return worstLatenessNanos;
    }

    /**
     * The worst lateness of the last few moments at which something was due.
     *
     * @return nanoseconds
     */
    public long recentLatenessNanos() {
        long worst = 0;
        for (int i = 0; i < RECENT; i++) {
            worst = Math.max(worst, recent.get(i));
        }
        return worst;
    }

    // One writing thread: a plain read and a volatile write suffice, no atomic increment.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void handedOver(int count, long latenessNanos) {
        events = events + count;
        if (count > 0 && latenessNanos > worstLatenessNanos) {
            worstLatenessNanos = latenessNanos;
        }
        if (count > 0) {
            recent.setOpaque(next, latenessNanos);
            next = (next + 1) % RECENT;
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void slipped(boolean queueWasEmpty) {
        if (queueWasEmpty) {
            underruns = underruns + 1;
        } else {
            jumps = jumps + 1;
        }
    }

    /** A note for which it is too late, where the host's clock does not wait. */
    void leftOut() {
        slipped(false);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void refusedNote() {
        refused = refused + 1;
    }
}
