package org.lilt.engine.network;

/**
 * {@code z += x W} for one vector, in the one order of additions that every path keeps: each output has one accumulator, to which the
 * products are added for inputs in ascending order, each product rounded before it is added.
 *
 * <pre>
 *          W[0]  . . . . . . . .
 *   x      W[1]  . . . . . . . .     a row an input, a column an output
 *          W[2]  . . . . . . . .
 *                | | | | | | | |
 *          z     . . . . . . . .
 * </pre>
 */
final class MatrixVector {
    private MatrixVector() {}

    /**
     * Adds {@code x W} to z.
     *
     * @param z [outputs]
     * @param w [inputs][outputs]
     * @param x [inputs]
     */
    static void addProduct(float[] z, float[][] w, float[] x) {
        int n = x.length;
        int k = 0;
        // Four inputs to a pass spare three loads and stores of z in four; the additions stay in their order.
        for (; k + 4 <= n; k += 4) {
            addRows(z, w[k], w[k + 1], w[k + 2], w[k + 3], x[k], x[k + 1], x[k + 2], x[k + 3]);
        }
        for (; k < n; k++) {
            addRow(z, w[k], x[k]);
        }
    }

    private static void addRows(
            float[] z, float[] w0, float[] w1, float[] w2, float[] w3, float x0, float x1, float x2, float x3) {
        for (int i = 0; i < z.length; i++) {
            z[i] = (((z[i] + x0 * w0[i]) + x1 * w1[i]) + x2 * w2[i]) + x3 * w3[i];
        }
    }

    private static void addRow(float[] z, float[] w, float x) {
        for (int i = 0; i < z.length; i++) {
            z[i] += x * w[i];
        }
    }
}
