package org.lilt.engine.network;

import java.util.Optional;

/**
 * Loops over rows of floats, which the just-in-time compiler vectorises by itself; every other arithmetic is compared against this one.
 *
 * <pre>
 *          W[0]  . . . . . . . .
 *   x      W[1]  . . . . . . . .     a row an input, a column an output
 *          W[2]  . . . . . . . .
 *                | | | | | | | |
 *          z     . . . . . . . .
 * </pre>
 */
final class PlainArithmetic implements Arithmetic {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public Matrix matrix(float[][] rows) {
        return new Rows(rows);
    }

    @Override
    public void updateCell(RecurrentActivation activation, float[] z, float[] c, float[] h) {
        int n = h.length;
        if (activation == RecurrentActivation.SIGMOID) {
            sigmoid(z, 0, 2 * n);
            sigmoid(z, 3 * n, 4 * n);
        } else {
            hardSigmoid(z, 0, 2 * n);
            hardSigmoid(z, 3 * n, 4 * n);
        }
        tanh(z, 2 * n, 3 * n);
        for (int i = 0; i < n; i++) {
            c[i] = z[n + i] * c[i] + z[i] * z[2 * n + i];
        }
        System.arraycopy(c, 0, h, 0, n);
        tanh(h, 0, n);
        for (int i = 0; i < n; i++) {
            h[i] = z[3 * n + i] * h[i];
        }
    }

    private static void tanh(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Squash.tanh(x[i]);
        }
    }

    private static void sigmoid(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Squash.sigmoid(x[i]);
        }
    }

    private static void hardSigmoid(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Squash.hardSigmoid(x[i]);
        }
    }

    private record Rows(float[][] w) implements Matrix {
        @Override
        public void addProduct(float[] z, float[] x) {
            int k = 0;
            // Four inputs to a pass spare three loads and stores of z in four; the additions stay in their order.
            for (; k + 4 <= w.length; k += 4) {
                addRows(z, w[k], w[k + 1], w[k + 2], w[k + 3], x[k], x[k + 1], x[k + 2], x[k + 3]);
            }
            for (; k < w.length; k++) {
                addRow(z, w[k], x[k]);
            }
        }

        @Override
        public void addProducts(float[][] z, float[][] x, int streams) {
            int k = 0;
            for (; k + 4 <= w.length; k += 4) {
                for (int s = 0; s < streams; s++) {
                    float[] a = x[s];
                    addRows(z[s], w[k], w[k + 1], w[k + 2], w[k + 3], a[k], a[k + 1], a[k + 2], a[k + 3]);
                }
            }
            for (; k < w.length; k++) {
                for (int s = 0; s < streams; s++) {
                    addRow(z[s], w[k], x[s][k]);
                }
            }
        }

        private static void addRows(
                float[] z, float[] w0, float[] w1, float[] w2, float[] w3, float x0, float x1, float x2, float x3) {
            for (int i = 0; i < w0.length; i++) {
                z[i] = (((z[i] + x0 * w0[i]) + x1 * w1[i]) + x2 * w2[i]) + x3 * w3[i];
            }
        }

        private static void addRow(float[] z, float[] w, float x) {
            for (int i = 0; i < w.length; i++) {
                z[i] += x * w[i];
            }
        }
    }
}
