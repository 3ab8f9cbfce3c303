package org.lilt.engine.effects;

import org.lilt.engine.network.SplitMix64;
import org.lilt.plugin.Event;

/** Chance without a history: a number that follows from a seed and an event alone, so that it does not matter what was played before. */
final class Chance {
    private static final int NOTES = 16 * 128;

    private Chance() {}

    /** A number from 0 (included) to 1 (not), another for each use of the same event. */
    static double of(long seed, Event event, int use) {
        long note = event.tick * NOTES + event.channel * 128L + event.data1;
        return (SplitMix64.streamSeed(seed + use, note) >>> 11) * 0x1.0p-53;
    }
}
