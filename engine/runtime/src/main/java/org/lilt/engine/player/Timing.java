package org.lilt.engine.player;

/**
 * Counters of a performance's punctuality. Written by the player thread alone, read by any thread.
 */
public final class Timing {
    private volatile long events;
    private volatile long underruns;
    private volatile long jumps;
    private volatile long refused;
    private volatile long worstLatenessNanos;

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

    // One writing thread: a plain read and a volatile write suffice, no atomic increment.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void handedOver(int count, long latenessNanos) {
        events = events + count;
        if (count > 0 && latenessNanos > worstLatenessNanos) {
            worstLatenessNanos = latenessNanos;
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
