package org.lilt.abc;

/**
 * Ornaments as notes: for each the steps away from the written note, and their lengths as parts of it. The fast ones play thirty-second notes, as far as the
 * note has room for them.
 */
final class Ornament {
    private static final long FAST = Ticks.QUARTER / 8;
    private static final int MOST_NOTES = 64;

    /** Main note, upper, main, lower, main: the first takes a third, the others a sixth each. */
    private static final int[] ROLL = {0, 1, 0, -1, 0};

    private static final int[] TURN = {1, 0, -1, 0};

    private Ornament() {}

    /** Number of notes of an ornament on a note of this length. */
    static int size(int decorations, long length) {
        if ((decorations & Decorations.TRILL) != 0) {
            return (int) Math.max(3, Math.min(MOST_NOTES, length / FAST)) | 1;
        }
        if ((decorations & Decorations.ROLL) != 0) {
            return ROLL.length;
        }
        return (decorations & (Decorations.TURN | Decorations.INVERTED_TURN)) != 0 ? TURN.length : 3;
    }

    /** Steps of the i-th note above the written one. */
    static int step(int decorations, int i) {
        if ((decorations & Decorations.TRILL) != 0) {
            return i & 1;
        }
        if ((decorations & Decorations.ROLL) != 0) {
            return ROLL[i];
        }
        if ((decorations & Decorations.TURN) != 0) {
            return TURN[i];
        }
        if ((decorations & Decorations.INVERTED_TURN) != 0) {
            return -TURN[i];
        }
        int neighbour = (decorations & Decorations.MORDENT) != 0 ? -1 : 1;
        return i == 1 ? neighbour : 0;
    }

    /** When the i-th note begins, after the beginning of the ornament; for i = size, its end. */
    static long onset(int decorations, int i, int size, long length) {
        if (i == size) {
            return length;
        }
        if ((decorations & Decorations.ROLL) != 0) {
            return i == 0 ? 0 : length * (i + 1) / 6;
        }
        boolean even = (decorations & (Decorations.TURN | Decorations.INVERTED_TURN)) != 0 || length < size * FAST;
        return even ? length * i / size : FAST * i;
    }
}
