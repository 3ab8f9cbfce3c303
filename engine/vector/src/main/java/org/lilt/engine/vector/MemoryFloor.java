package org.lilt.engine.vector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The least that a step can cost: its weights read once, and nothing done with them but what keeps the compiler from leaving it out. */
public final class MemoryFloor {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = INTS.length();

    private MemoryFloor() {}

    /**
     * Reads an array from its first element to its last.
     *
     * @param array its length a multiple of four vectors; what lies beyond the last such multiple is not read
     * @return the sum of what was read
     */
    public static int read(int[] array) {
        IntVector a = IntVector.zero(INTS);
        IntVector b = IntVector.zero(INTS);
        IntVector c = IntVector.zero(INTS);
        IntVector d = IntVector.zero(INTS);
        for (int i = 0; i + 4 * LANES <= array.length; i += 4 * LANES) {
            a = a.add(IntVector.fromArray(INTS, array, i));
            b = b.add(IntVector.fromArray(INTS, array, i + LANES));
            c = c.add(IntVector.fromArray(INTS, array, i + 2 * LANES));
            d = d.add(IntVector.fromArray(INTS, array, i + 3 * LANES));
        }
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    }
}
