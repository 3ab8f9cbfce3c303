package org.lilt.engine.vector;

import jdk.incubator.vector.FloatVector;
import org.lilt.engine.network.Arithmetic;

/** How outputs are cut into groups of two vectors. */
final class Groups {
    /** Outputs of a group. */
    static final int SIZE = 2 * FloatVector.SPECIES_PREFERRED.length();

    private Groups() {}

    /** Whether the last group stays within the padding of the sums; false for vectors of more than 512 bits. */
    static boolean fit() {
        return Arithmetic.PADDING % SIZE == 0;
    }

    /** Groups that cover the outputs. */
    static int count(int outputs) {
        return (outputs + SIZE - 1) / SIZE;
    }
}
