package org.lilt.engine.network;

import java.util.ServiceLoader;

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
 * when the network is. All other arithmetic is float32 in one fixed order ({@link Arithmetic}), so that the same tokens
 * leave the same bits on every machine.
 */
public final class LstmNetwork {
    private final Model model;
    private final WeightFormat format;
    private final int[] hidden;
    /** What a token adds to the first layer: its embedding times the kernel, plus the bias; [V][4H]. */
    private final float[][] table;
    /** Written by whoever prepares a faster arithmetic, read at every step. */
    private volatile PreparedLayers layers;

    /**
     * Prepares a model with its weights as they are.
     *
     * @param model the model; its arrays are shared, not copied
     */
    public LstmNetwork(Model model) {
        this(model, WeightFormat.FLOAT32);
    }

    /**
     * Prepares a model.
     *
     * @param model the model; its arrays are shared where the format allows it
     * @param format how its weights are kept
     */
    public LstmNetwork(Model model, WeightFormat format) {
        this.model = model;
        this.format = format;
        hidden = model.layers().stream().mapToInt(Model.Layer::hidden).toArray();
        table = new float[model.vocabularySize()][];
        for (int token = 0; token < table.length; token++) {
            table[token] = inputs(model.layers().get(0), model.embedding()[token]);
        }
        layers = new PreparedLayers(model, format, table, new PlainArithmetic());
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
        return new LstmState(hidden, table.length, format);
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
        layers.step(state, token, logits);
    }

    /**
     * Name of the arithmetic that steps are computed with now. [any thread]
     *
     * @return {@code plain}, or what has taken over from it
     */
    public String arithmetic() {
        return layers.arithmetic().name();
    }

    /**
     * Looks for a faster arithmetic, warms it for some seconds and lets it take over, if it is faster here, for one stream and for
     * several together. Bits stay as they are.
     * Streams may be stepped meanwhile. There is none for {@link WeightFormat#FLOAT32}. [any thread; not the generator thread]
     *
     * @return whether another arithmetic has taken over, now or before
     * @throws IllegalStateException when an arithmetic differs from the plain one in one bit; it does not take over
     */
    public synchronized boolean accelerate() {
        PreparedLayers current = layers;
        if (format == WeightFormat.FLOAT32) {
            return false;
        }
        if (!(current.arithmetic() instanceof PlainArithmetic)) {
            return true;
        }
        for (Arithmetic arithmetic : ServiceLoader.load(Arithmetic.class)) {
            if (arithmetic.obstacle().isEmpty()) {
                PreparedLayers candidate = new PreparedLayers(model, format, table, arithmetic);
                if (WarmUp.run(this, current, candidate)) {
                    layers = candidate;
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * How the weights are kept.
     *
     * @return the format
     */
    public WeightFormat format() {
        return format;
    }

    float[][] table() {
        return table;
    }

    PreparedLayers layers() {
        return layers;
    }
}
