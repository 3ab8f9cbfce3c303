package org.lilt.engine.effects;

import org.lilt.plugin.Event;

/**
 * Chance without a history: a number that follows from a seed and an event alone, so that it does not matter what was played before. Mixed as in SplitMix64
 * (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Chance() {}

    /** A number from 0 (included) to 1 (not), another for each use of the same event. */
    static double of(long seed, Event event, int use) {
        long z = seed + GOLDEN * (event.tick + 1);
        z = mix(z ^ (long) (event.channel << 7 | event.data1) << 32 ^ use * GOLDEN);
        return (z >>> 11) * 0x1.0p-53;
    }

    private static long mix(long seed) {
        long z = seed;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
