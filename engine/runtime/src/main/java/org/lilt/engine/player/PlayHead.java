package org.lilt.engine.player;

import org.lilt.midi.MediaClock;

/**
 * Where the play head is: between two looks of the player it goes on along the line of the music, so that nobody has to wake the player to know. The player
 * writes it, any thread reads it, and neither waits: the fields lie between two writings of a version, by which a reader sees that they belong together.
 */
final class PlayHead {
    /** A reader that comes in between so often takes the tick that it finds, which is as late as the player's last look. */
    private static final int TRIES = 8;

    private volatile long version; // odd while the rest is being written
    private volatile long tick;
    private volatile long limit;
    private volatile long time;
    private volatile double ticksPerUnit;
    private volatile MediaClock clock = MediaClock.SYSTEM;

    /** Stays at a tick. [player thread] */
    void stand(long at) {
        move(at, at, clock, 0, 0);
    }

    /**
     * Goes on from a tick. [player thread]
     *
     * @param from where it is
     * @param to where it waits for the player; not before {@code from}
     * @param onClock of the destination
     * @param at when it is there, on that clock
     * @param newTicksPerUnit how far it goes in a unit of the clock
     */
    // One thread writes: a plain read and a volatile write suffice.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void move(long from, long to, MediaClock onClock, long at, double newTicksPerUnit) {
        version = version + 1;
        tick = from;
        limit = to;
        clock = onClock;
        time = at;
        ticksPerUnit = newTicksPerUnit;
        version = version + 1;
    }

    /** The tick up to which events have been handed over. [any thread] */
    long tick() {
        for (int i = 0; i < TRIES; i++) {
            long before = version;
            long from = tick;
            long to = limit;
            MediaClock onClock = clock;
            long at = time;
            double slope = ticksPerUnit;
            if (version == before && (before & 1) == 0) {
                return Math.max(from, Math.min(to, from + (long) ((onClock.now() - at) * slope)));
            }
            Thread.onSpinWait();
        }
        return tick;
    }
}
