package org.lilt.engine.network;

/**
 * Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): 64 bits of state, 2^64 numbers before it repeats, the same on every machine.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double TO_UNIT = 0x1p-53;

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    /** All of the generator that changes: set it, and the same numbers follow again. */
    long state() {
        return state;
    }

    void state(long newState) {
        state = newState;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), of 53 bits. */
    double nextDouble() {
        return (nextLong() >>> 11) * TO_UNIT;
    }

    /**
     * The seed of the n-th of many independent streams. Mixed twice, so that neighbours do not walk the same sequence.
     *
     * @param seed of all
     * @param n which stream
     * @return a number that follows from both
     */
    public static long streamSeed(long seed, long n) {
        return mix(mix(seed + GOLDEN_GAMMA) + n * GOLDEN_GAMMA);
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return y ^ (y >>> 31);
    }
}
