package org.lilt.abc;

/**
 * Musical time inside the reader: fixed-point ticks with {@value #FRACTION_BITS} fractional bits, so that a sum of lengths that are finer
 * than a tick (elevenths, say) comes out right within half a tick.
 */
final class Ticks {
    static final int FRACTION_BITS = 16;
    static final long ONE = 1L << FRACTION_BITS;
    static final long QUARTER = AbcReader.TICKS_PER_QUARTER << FRACTION_BITS;
    static final long WHOLE = 4 * QUARTER;

    /** No note is longer, so that the time of a tune stays far from overflow. */
    static final long LONGEST = 256 * WHOLE;

    /** A tune stands still after this, some 3 million years at a moderate tempo. */
    static final long END_OF_TIME = 1L << 61;

    private static final long HALF = ONE / 2;

    /** A sum of rounded lengths within this of a whole tick is taken to mean that tick. */
    private static final long SNAP = ONE / 64;

    private Ticks() {}

    static long toTick(long time) {
        return (time + HALF) >> FRACTION_BITS;
    }

    /** Removes at a bar line what rounding has left over. */
    static long snap(long time) {
        long whole = toTick(time) << FRACTION_BITS;
        return Math.abs(time - whole) <= SNAP ? whole : time;
    }
}
