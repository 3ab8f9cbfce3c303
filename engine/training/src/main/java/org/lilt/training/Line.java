package org.lilt.training;

/**
 * Text as a network learns it: one sequence after another in one row of a batch.
 *
 * @param tokens characters as numbers
 * @param clocks [clock][token]: what the clocks say after each of them, see {@link Clocks}
 * @param starts where in the tokens sequences begin, in ascending order: the state is zero before such a token, which is given and not to be predicted; always the first
 */
record Line(int[] tokens, byte[][] clocks, int... starts) {
    /** Characters to be predicted. */
    int length() {
        return tokens.length - starts.length;
    }

    /** Steps that it takes: the last token is predicted only. */
    int steps() {
        return tokens.length - 1;
    }
}
