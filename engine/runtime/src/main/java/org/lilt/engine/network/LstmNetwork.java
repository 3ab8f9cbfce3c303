package org.lilt.engine.network;

import java.util.List;

/**
 * A model made ready to be stepped one character at a time. Weights are shared: any number of streams, each with its own {@link
 * LstmState}, step through one network on any threads.
 *
 * <p>The equations are those of Keras' LSTM: with {@code z = x W + h U + b} and gates i, f, g, o side by side in z,
 *
 * <pre>
 *   c' = s(f) c + s(i) tanh(g)        s = the recurrent activation
 *   h' = s(o) tanh(c')
 * </pre>
 *
 * <p>Since a character is one of V, its way through the embedding and the first layer's kernel is looked up: the products are made
 * when the network is. All other arithmetic is float32 in one fixed order ({@link MatrixVector}, {@link Squash}), so that the same tokens
 * leave the same bits on every machine.
 */
public final class LstmNetwork {
    private final Model model;
    private final int[] hidden;
    /** What a token adds to the first layer: its embedding times the kernel, plus the bias; [V][4H]. */
    private final float[][] table;

    /**
     * Prepares a model.
     *
     * @param model the model; its arrays are shared, not copied
     */
    public LstmNetwork(Model model) {
        this.model = model;
        List<Model.Layer> layers = model.layers();
        hidden = layers.stream().mapToInt(Model.Layer::hidden).toArray();
        table = new float[model.vocabularySize()][];
        for (int token = 0; token < table.length; token++) {
            table[token] = inputs(layers.get(0), model.embedding()[token]);
        }
    }

    /** {@code x W + b}, summed in float64: an error here would come back at every step, and it costs nothing later. */
    private static float[] inputs(Model.Layer layer, float[] x) {
        double[] sums = new double[layer.bias().length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = layer.bias()[i];
        }
        for (int k = 0; k < x.length; k++) {
            addRow(sums, layer.kernel()[k], x[k]);
        }
        float[] rounded = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            rounded[i] = (float) sums[i];
        }
        return rounded;
    }

    private static void addRow(double[] sums, float[] row, double x) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += x * row[i];
        }
    }

    /**
     * The model.
     *
     * @return the model that is stepped
     */
    public Model model() {
        return model;
    }

    /**
     * Number of characters, which is the length of the logits.
     *
     * @return V
     */
    public int vocabularySize() {
        return table.length;
    }

    /**
     * A new stream.
     *
     * @return a state at zero
     */
    public LstmState newState() {
        return new LstmState(hidden);
    }

    /**
     * Feeds one token and says how likely each token is to come next. Allocates nothing.
     *
     * @param state where the stream stands; moved on by one step
     * @param token index into the vocabulary, 0 to V - 1
     * @param logits [V], overwritten: the unnormalised natural logarithms of the next token's probabilities
     * @throws IndexOutOfBoundsException when there is no such token
     */
    public void step(LstmState state, int token, float[] logits) {
        System.arraycopy(table[token], 0, state.z[0], 0, table[token].length);
        for (int l = 0; l < hidden.length; l++) {
            Model.Layer layer = model.layers().get(l);
            float[] z = state.z[l];
            if (l > 0) {
                System.arraycopy(layer.bias(), 0, z, 0, z.length);
                MatrixVector.addProduct(z, layer.kernel(), state.h[l - 1]);
            }
            MatrixVector.addProduct(z, layer.recurrentKernel(), state.h[l]);
            updateCell(z, state.gates[l], state.c[l], state.h[l]);
        }
        System.arraycopy(model.denseBias(), 0, logits, 0, table.length);
        MatrixVector.addProduct(logits, model.denseKernel(), state.h[hidden.length - 1]);
    }

    private void updateCell(float[] z, float[][] gates, float[] c, float[] h) {
        int n = h.length;
        // The compiler vectorises loops over whole arrays, not over parts of one: hence each gate in its own.
        for (int gate = 0; gate < 4; gate++) {
            System.arraycopy(z, gate * n, gates[gate], 0, n);
        }
        float[] input = gates[0];
        float[] forget = gates[1];
        float[] candidate = gates[2];
        float[] output = gates[3];
        float[] squashed = gates[4];
        activate(input);
        activate(forget);
        Squash.tanh(candidate);
        activate(output);
        for (int i = 0; i < n; i++) {
            c[i] = forget[i] * c[i] + input[i] * candidate[i];
        }
        System.arraycopy(c, 0, squashed, 0, n);
        Squash.tanh(squashed);
        for (int i = 0; i < n; i++) {
            h[i] = output[i] * squashed[i];
        }
    }

    private void activate(float[] gate) {
        if (model.recurrentActivation() == RecurrentActivation.SIGMOID) {
            Squash.sigmoid(gate);
        } else {
            Squash.hardSigmoid(gate);
        }
    }
}
