package org.lilt.host.keras;

import org.lilt.engine.network.Model;

/** Layouts of an LSTM's weights that are not that of Keras' {@code LSTM} since version 2. Source: {@code hdf5_format.py} of Keras 2. */
final class GateLayouts {
    private static final int GATES = 4;
    /** Where gates i, f, c, o stand in Keras 1, which has them as i, c, f, o. */
    private static final int[] IN_KERAS_1 = {0, 2, 1, 3};

    private GateLayouts() {}

    /**
     * From Keras 1.
     *
     * @param parts kernel [in][H], recurrent kernel [H][H] and bias [1][H] of one gate after another
     */
    static Model.Layer fromKeras1(float[][][] parts) {
        return new Model.Layer(besides(parts, 0), besides(parts, 1), besides(parts, 2)[0]);
    }

    private static float[][] besides(float[][][] parts, int part) {
        int hidden = parts[part][0].length;
        float[][] all = new float[parts[part].length][GATES * hidden];
        for (int gate = 0; gate < GATES; gate++) {
            for (int r = 0; r < all.length; r++) {
                System.arraycopy(parts[3 * IN_KERAS_1[gate] + part][r], 0, all[r], gate * hidden, hidden);
            }
        }
        return all;
    }

    /**
     * From {@code CuDNNLSTM}: each gate's kernel holds the numbers of its transpose, [H][in], row by row as [in][H]; each gate's
     * recurrent kernel is transposed; and there are two biases, which are added.
     */
    static Model.Layer fromCudnn(float[][] kernel, float[][] recurrent, float[] biases) {
        int hidden = recurrent.length;
        float[] bias = new float[GATES * hidden];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = biases[i] + biases[bias.length + i];
        }
        return new Model.Layer(transposed(kernel, hidden), transposed(recurrent, hidden), bias);
    }

    private static float[][] transposed(float[][] rows, int hidden) {
        float[][] result = new float[rows.length][GATES * hidden];
        for (int gate = 0; gate < GATES; gate++) {
            for (int r = 0; r < rows.length; r++) {
                for (int h = 0; h < hidden; h++) {
                    int n = h * rows.length + r;
                    result[r][gate * hidden + h] = rows[n / hidden][gate * hidden + n % hidden];
                }
            }
        }
        return result;
    }
}
