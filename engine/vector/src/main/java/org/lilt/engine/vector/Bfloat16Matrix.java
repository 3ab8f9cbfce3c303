package org.lilt.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lilt.engine.network.Arithmetic;
import org.lilt.engine.network.Bfloat16;

/**
 * Weights that are {@link Bfloat16}, two in an int: the output in the upper half as it stands, the one that lies a vector further in
 * the lower half. A mask and a shift restore each weight exactly. Outputs are cut into blocks of eight vectors, each block from its
 * first input to its last:
 *
 * <pre>
 *   block 0: W[0][0 .. 8L)   W[1][0 .. 8L)   W[2][0 .. 8L) ...      L = lanes of a vector
 *   block 1: W[0][8L .. 16L) W[1][8L .. 16L) ...
 * </pre>
 *
 * <p>so that the sums of a block stay in registers while its weights stream by in one run, which is what the processor fetches ahead best.
 *
 * <p>Multiplications and additions are fused: the products are exact, so nothing would be rounded between the two.
 */
final class Bfloat16Matrix implements Arithmetic.Matrix {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int HALF = 16;

    /** Outputs of two vectors, whose weights share a vector of ints. */
    private static final int PAIR = 2 * LANES;

    private static final int PAIRS = 4;

    /** Outputs of a block. */
    private static final int BLOCK = PAIRS * PAIR;

    /** Ints that hold the weights of one input in a block. */
    private static final int WORDS = PAIRS * LANES;

    /** Inputs whose weights stay in the first cache while several streams use them: 16 KiB of them in vectors of 512 bits. */
    private static final int CHUNK = 64;

    private final int inputs;
    private final int blocks;
    private final int[] w;

    /**
     * Lays out a matrix.
     *
     * @param rows [inputs][outputs], all numbers {@link Bfloat16}
     */
    Bfloat16Matrix(float[][] rows) {
        inputs = rows.length;
        blocks = (rows[0].length + BLOCK - 1) / BLOCK;
        w = new int[blocks * inputs * WORDS];
        for (int k = 0; k < inputs; k++) {
            for (int i = 0; i < rows[k].length; i++) {
                int bits = Float.floatToRawIntBits(rows[k][i]);
                boolean upper = i % PAIR < LANES;
                int at = (i / BLOCK * inputs + k) * WORDS + i % BLOCK / PAIR * LANES + i % LANES;
                w[at] |= upper ? bits : bits >>> HALF;
            }
        }
    }

    /** Whether the last block stays within the padding of the sums; false for vectors of more than 512 bits. */
    static boolean fits() {
        return Arithmetic.PADDING % BLOCK == 0;
    }

    @Override
    public void addProduct(float[] z, float[] x) {
        for (int b = 0; b < blocks; b++) {
            addBlock(z, x, w, b * BLOCK, b * inputs * WORDS, inputs);
        }
    }

    @Override
    public void addProducts(float[][] z, float[][] x, int streams) {
        int fours = streams / 4 * 4;
        for (int b = 0; fours > 0 && b < blocks; b++) {
            for (int from = 0; from < inputs; from += CHUNK) {
                int to = Math.min(inputs, from + CHUNK);
                for (int s = 0; s < fours; s += 4) {
                    for (int pair = 0; pair < PAIRS; pair++) {
                        int output = b * BLOCK + pair * PAIR;
                        addToFour(z, x, s, w, output, b * inputs * WORDS + pair * LANES, from, to);
                    }
                }
            }
        }
        for (int s = fours; s < streams; s++) {
            addProduct(z[s], x[s]);
        }
    }

    /** Eight accumulators: enough to hide the latency of an addition. */
    private static void addBlock(float[] z, float[] x, int[] w, int output, int at, int inputs) {
        FloatVector a0 = load(z, output);
        FloatVector a1 = load(z, output + LANES);
        FloatVector a2 = load(z, output + 2 * LANES);
        FloatVector a3 = load(z, output + 3 * LANES);
        FloatVector a4 = load(z, output + 4 * LANES);
        FloatVector a5 = load(z, output + 5 * LANES);
        FloatVector a6 = load(z, output + 6 * LANES);
        FloatVector a7 = load(z, output + 7 * LANES);
        for (int k = 0; k < inputs; k++) {
            int row = at + k * WORDS;
            FloatVector xk = FloatVector.broadcast(FLOATS, x[k]);
            IntVector w0 = IntVector.fromArray(INTS, w, row);
            IntVector w1 = IntVector.fromArray(INTS, w, row + LANES);
            IntVector w2 = IntVector.fromArray(INTS, w, row + 2 * LANES);
            IntVector w3 = IntVector.fromArray(INTS, w, row + 3 * LANES);
            a0 = xk.fma(upper(w0), a0);
            a1 = xk.fma(lower(w0), a1);
            a2 = xk.fma(upper(w1), a2);
            a3 = xk.fma(lower(w1), a3);
            a4 = xk.fma(upper(w2), a4);
            a5 = xk.fma(lower(w2), a5);
            a6 = xk.fma(upper(w3), a6);
            a7 = xk.fma(lower(w3), a7);
        }
        a0.intoArray(z, output);
        a1.intoArray(z, output + LANES);
        a2.intoArray(z, output + 2 * LANES);
        a3.intoArray(z, output + 3 * LANES);
        a4.intoArray(z, output + 4 * LANES);
        a5.intoArray(z, output + 5 * LANES);
        a6.intoArray(z, output + 6 * LANES);
        a7.intoArray(z, output + 7 * LANES);
    }

    private static void addToFour(float[][] z, float[][] x, int s, int[] w, int output, int at, int from, int to) {
        float[] x0 = x[s];
        float[] x1 = x[s + 1];
        float[] x2 = x[s + 2];
        float[] x3 = x[s + 3];
        FloatVector a0 = load(z[s], output);
        FloatVector b0 = load(z[s], output + LANES);
        FloatVector a1 = load(z[s + 1], output);
        FloatVector b1 = load(z[s + 1], output + LANES);
        FloatVector a2 = load(z[s + 2], output);
        FloatVector b2 = load(z[s + 2], output + LANES);
        FloatVector a3 = load(z[s + 3], output);
        FloatVector b3 = load(z[s + 3], output + LANES);
        for (int k = from; k < to; k++) {
            IntVector pairs = IntVector.fromArray(INTS, w, at + k * WORDS);
            FloatVector a = upper(pairs);
            FloatVector b = lower(pairs);
            FloatVector k0 = FloatVector.broadcast(FLOATS, x0[k]);
            FloatVector k1 = FloatVector.broadcast(FLOATS, x1[k]);
            FloatVector k2 = FloatVector.broadcast(FLOATS, x2[k]);
            FloatVector k3 = FloatVector.broadcast(FLOATS, x3[k]);
            a0 = a.fma(k0, a0);
            b0 = b.fma(k0, b0);
            a1 = a.fma(k1, a1);
            b1 = b.fma(k1, b1);
            a2 = a.fma(k2, a2);
            b2 = b.fma(k2, b2);
            a3 = a.fma(k3, a3);
            b3 = b.fma(k3, b3);
        }
        a0.intoArray(z[s], output);
        b0.intoArray(z[s], output + LANES);
        a1.intoArray(z[s + 1], output);
        b1.intoArray(z[s + 1], output + LANES);
        a2.intoArray(z[s + 2], output);
        b2.intoArray(z[s + 2], output + LANES);
        a3.intoArray(z[s + 3], output);
        b3.intoArray(z[s + 3], output + LANES);
    }

    private static FloatVector upper(IntVector pairs) {
        return pairs.and(Bfloat16.MASK).reinterpretAsFloats();
    }

    private static FloatVector lower(IntVector pairs) {
        return pairs.lanewise(VectorOperators.LSHL, HALF).reinterpretAsFloats();
    }

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FLOATS, array, at);
    }
}
