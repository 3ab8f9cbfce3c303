package org.lilt.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lilt.engine.network.Arithmetic;

/**
 * Float32 weights in groups of two vectors of outputs, each group from its first input to its last:
 *
 * <pre>
 *   group 0: W[0][0 .. 2L)  W[1][0 .. 2L)  W[2][0 .. 2L) ...      L = lanes of a vector
 *   group 1: W[0][2L .. 4L) W[1][2L .. 4L) ...
 * </pre>
 *
 * <p>so that the sums of a group stay in registers while its weights stream by.
 */
final class Float32Matrix implements Arithmetic.Matrix {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int GROUP = Groups.SIZE;

    private final int inputs;
    private final int groups;
    private final float[] w;

    Float32Matrix(float[][] rows) {
        inputs = rows.length;
        groups = Groups.count(rows[0].length);
        w = new float[groups * inputs * GROUP];
        for (int k = 0; k < inputs; k++) {
            for (int i = 0; i < rows[k].length; i++) {
                w[(i / GROUP * inputs + k) * GROUP + i % GROUP] = rows[k][i];
            }
        }
    }

    @Override
    public void addProduct(float[] z, float[] x) {
        int g = 0;
        for (; g + 4 <= groups; g += 4) {
            addFourGroups(z, x, w, g * GROUP, g * inputs * GROUP, inputs);
        }
        for (; g < groups; g++) {
            addGroup(z, x, w, g * GROUP, g * inputs * GROUP, inputs);
        }
    }

    @Override
    public void addProducts(float[][] z, float[][] x, int streams) {
        int fours = streams / 4 * 4;
        for (int g = 0; g < groups; g++) {
            int output = g * GROUP;
            int from = g * inputs * GROUP;
            for (int s = 0; s < fours; s += 4) {
                addToFour(z, x, s, w, output, from, inputs);
            }
        }
        for (int s = fours; s < streams; s++) {
            addProduct(z[s], x[s]);
        }
    }

    /** Eight accumulators: enough to hide the latency of an addition. */
    private static void addFourGroups(float[] z, float[] x, float[] w, int output, int from, int inputs) {
        int stride = inputs * GROUP;
        FloatVector a0 = load(z, output);
        FloatVector a1 = load(z, output + LANES);
        FloatVector a2 = load(z, output + 2 * LANES);
        FloatVector a3 = load(z, output + 3 * LANES);
        FloatVector a4 = load(z, output + 4 * LANES);
        FloatVector a5 = load(z, output + 5 * LANES);
        FloatVector a6 = load(z, output + 6 * LANES);
        FloatVector a7 = load(z, output + 7 * LANES);
        for (int k = 0; k < inputs; k++) {
            int at = from + k * GROUP;
            FloatVector xk = FloatVector.broadcast(FLOATS, x[k]);
            a0 = a0.add(xk.mul(load(w, at)));
            a1 = a1.add(xk.mul(load(w, at + LANES)));
            a2 = a2.add(xk.mul(load(w, at + stride)));
            a3 = a3.add(xk.mul(load(w, at + stride + LANES)));
            a4 = a4.add(xk.mul(load(w, at + 2 * stride)));
            a5 = a5.add(xk.mul(load(w, at + 2 * stride + LANES)));
            a6 = a6.add(xk.mul(load(w, at + 3 * stride)));
            a7 = a7.add(xk.mul(load(w, at + 3 * stride + LANES)));
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

    private static void addGroup(float[] z, float[] x, float[] w, int output, int from, int inputs) {
        FloatVector a0 = load(z, output);
        FloatVector a1 = load(z, output + LANES);
        for (int k = 0; k < inputs; k++) {
            int at = from + k * GROUP;
            FloatVector xk = FloatVector.broadcast(FLOATS, x[k]);
            a0 = a0.add(xk.mul(load(w, at)));
            a1 = a1.add(xk.mul(load(w, at + LANES)));
        }
        a0.intoArray(z, output);
        a1.intoArray(z, output + LANES);
    }

    private static void addToFour(float[][] z, float[][] x, int s, float[] w, int output, int from, int inputs) {
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
        for (int k = 0; k < inputs; k++) {
            int at = from + k * GROUP;
            FloatVector a = load(w, at);
            FloatVector b = load(w, at + LANES);
            a0 = a0.add(a.mul(x0[k]));
            b0 = b0.add(b.mul(x0[k]));
            a1 = a1.add(a.mul(x1[k]));
            b1 = b1.add(b.mul(x1[k]));
            a2 = a2.add(a.mul(x2[k]));
            b2 = b2.add(b.mul(x2[k]));
            a3 = a3.add(a.mul(x3[k]));
            b3 = b3.add(b.mul(x3[k]));
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

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(FLOATS, array, at);
    }
}
