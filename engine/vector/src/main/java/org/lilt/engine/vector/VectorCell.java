package org.lilt.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.lilt.engine.network.RecurrentActivation;
import org.lilt.engine.network.Squash;

/** The gates and the cell, a vector of units at a time: {@link Squash} operation for operation. */
final class VectorCell {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private VectorCell() {}

    static void update(RecurrentActivation activation, float[] z, float[] c, float[] h) {
        int n = h.length;
        if (activation == RecurrentActivation.SIGMOID) {
            sigmoid(z, 0, 2 * n);
            sigmoid(z, 3 * n, 4 * n);
        } else {
            hardSigmoid(z, 0, 2 * n);
            hardSigmoid(z, 3 * n, 4 * n);
        }
        tanh(z, 2 * n, 3 * n);
        combine(z, c, h);
    }

    // One squashing to a loop: with more the compiler gives up inlining and makes every vector an object.

    private static void sigmoid(float[] x, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            sigmoid(FloatVector.fromArray(FLOATS, x, i)).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = Squash.sigmoid(x[i]);
        }
    }

    private static void hardSigmoid(float[] x, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            hardSigmoid(FloatVector.fromArray(FLOATS, x, i)).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = Squash.hardSigmoid(x[i]);
        }
    }

    private static void tanh(float[] x, int from, int to) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            tanh(FloatVector.fromArray(FLOATS, x, i)).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = Squash.tanh(x[i]);
        }
    }

    private static void combine(float[] z, float[] c, float[] h) {
        int n = h.length;
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            FloatVector kept = FloatVector.fromArray(FLOATS, z, n + i).mul(FloatVector.fromArray(FLOATS, c, i));
            FloatVector added = FloatVector.fromArray(FLOATS, z, i).mul(FloatVector.fromArray(FLOATS, z, 2 * n + i));
            FloatVector cell = kept.add(added);
            cell.intoArray(c, i);
            FloatVector.fromArray(FLOATS, z, 3 * n + i).mul(tanh(cell)).intoArray(h, i);
        }
        for (; i < n; i++) {
            c[i] = z[n + i] * c[i] + z[i] * z[2 * n + i];
            h[i] = z[3 * n + i] * Squash.tanh(c[i]);
        }
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector y = x.min(Squash.LIMIT).max(-Squash.LIMIT);
        FloatVector t = y.mul(y);
        FloatVector p = t.mul(Squash.P4)
                .add(Squash.P3)
                .mul(t)
                .add(Squash.P2)
                .mul(t)
                .add(Squash.P1)
                .mul(t)
                .add(Squash.P0);
        FloatVector q = t.mul(Squash.Q4)
                .add(Squash.Q3)
                .mul(t)
                .add(Squash.Q2)
                .mul(t)
                .add(Squash.Q1)
                .mul(t)
                .add(Squash.Q0);
        return y.mul(p).div(q);
    }

    private static FloatVector sigmoid(FloatVector x) {
        return tanh(x.mul(0.5f)).mul(0.5f).add(0.5f);
    }

    private static FloatVector hardSigmoid(FloatVector x) {
        return x.mul(0.2f).add(0.5f).min(1f).max(0f);
    }
}
