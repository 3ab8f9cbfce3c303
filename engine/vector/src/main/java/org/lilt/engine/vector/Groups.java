package org.lilt.engine.vector;

import org.lilt.engine.network.Arithmetic;

/** How outputs are cut into groups of two vectors. */
final class Groups {
    private Groups() {}

    /**
     * Groups that cover the outputs.
     *
     * @throws IllegalStateException when vectors are so long that a group would run over the padding of the sums
     */
    static int count(int outputs, int group) {
        if (Arithmetic.PADDING % group != 0) {
            throw new IllegalStateException(
                    "vectors of " + group / 2 + " floats are longer than the sums are padded for");
        }
        return (outputs + group - 1) / group;
    }
}
