package org.lilt.training;

import java.util.List;

/**
 * What a network learns to say beside the next character: what is left of the bar ({@link BarClock}), what is open of the repeats, and how many bars
 * the section has ({@link SectionClock}). It never says any of it when it writes, but has to count to know it.
 */
final class Clocks {
    /** Classes of each clock. */
    private static final List<Integer> CLASSES = List.of(BarClock.CLASSES, SectionClock.STATES, SectionClock.BARS);

    private Clocks() {}

    /** The number of clocks. */
    static int count() {
        return CLASSES.size();
    }

    /** How much each clock counts beside the character, by two numbers: the bar, and the section with its repeats. */
    static double[] weights(double bar, double section) {
        return new double[] {bar, section, section};
    }

    /** Columns of a clock in the network's output: none for one that does not count. */
    static int columns(double[] weights, int clock) {
        return weights[clock] > 0 ? CLASSES.get(clock) : 0;
    }

    /** Columns of all clocks. */
    static int columns(double[] weights) {
        int columns = 0;
        for (int clock = 0; clock < count(); clock++) {
            columns += columns(weights, clock);
        }
        return columns;
    }

    /**
     * Reads a tune.
     *
     * @param tune in normal form
     * @return [clock][character]: what each clock says after each character
     */
    static byte[][] of(String tune) {
        SectionClock section = SectionClock.of(tune);
        return new byte[][] {BarClock.of(tune), section.states(), section.bars()};
    }
}
