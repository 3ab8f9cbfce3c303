package org.lilt.training;

/**
 * Text as a network learns it.
 *
 * @param tokens characters as numbers; the first is given, the others are to be predicted
 * @param bars what is left of the bar after each of them, see {@link BarClock}
 */
record Line(int[] tokens, byte[] bars) {
    /** Characters to be predicted. */
    int length() {
        return tokens.length - 1;
    }
}
