package org.lilt.engine.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a model, laid out for one arithmetic, and the step over them. Immutable.
 *
 * <p>A layer's sums begin with the bias (in the first layer, with what the token adds); to them come the recurrent products, then those
 * of the layer below. So the recurrent products of all layers can be made first, and in any order: each step goes through them the
 * other way round than the one before, because weights that do not all fit into the cache are best met again while they are still there.
 */
final class PreparedLayers {
    private record Layer(Arithmetic.Matrix kernel, Arithmetic.Matrix recurrentKernel, float[] bias) {}

    private final Arithmetic arithmetic;
    private final WeightFormat format;
    private final RecurrentActivation activation;
    /** What a token adds to the first layer: its embedding times the kernel, plus the bias; [V][4H]. */
    private final float[][] table;

    private final Layer[] layers;
    private final Arithmetic.Matrix dense;
    private final float[] denseBias;

    PreparedLayers(Model model, WeightFormat format, float[][] table, Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.format = format;
        this.table = table;
        activation = model.recurrentActivation();
        List<Layer> prepared = new ArrayList<>();
        for (Model.Layer layer : model.layers()) {
            // The first layer's kernel is in the table.
            Arithmetic.Matrix kernel = prepared.isEmpty() ? null : arithmetic.matrix(format.round(layer.kernel()));
            prepared.add(new Layer(kernel, arithmetic.matrix(format.round(layer.recurrentKernel())), layer.bias()));
        }
        layers = prepared.toArray(Layer[]::new);
        dense = arithmetic.matrix(format.round(model.denseKernel()));
        denseBias = model.denseBias();
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    void step(LstmState state, int token, float[] logits) {
        state.reversed = !state.reversed;
        for (int i = 0; i < layers.length; i++) {
            int l = state.reversed ? layers.length - 1 - i : i;
            start(state.z[l], l, token);
            layers[l].recurrentKernel.addProduct(state.z[l], state.h[l]);
        }
        for (int l = 0; l < layers.length; l++) {
            if (l > 0) {
                layers[l].kernel.addProduct(state.z[l], state.h[l - 1]);
            }
            arithmetic.updateCell(activation, state.z[l], state.c[l], state.h[l]);
            format.round(state.h[l]);
        }
        System.arraycopy(denseBias, 0, state.logits, 0, denseBias.length);
        dense.addProduct(state.logits, state.h[layers.length - 1]);
        System.arraycopy(state.logits, 0, logits, 0, denseBias.length);
    }

    /** The same step for several streams, which begin at an index; {@code x} and {@code z} are room for as many rows. */
    void step(LstmState[] states, int[] tokens, float[][] logits, int from, int streams, float[][] x, float[][] z) {
        boolean reversed = !states[from].reversed;
        states[from].reversed = reversed;
        for (int i = 0; i < layers.length; i++) {
            int l = reversed ? layers.length - 1 - i : i;
            for (int s = 0; s < streams; s++) {
                LstmState state = states[from + s];
                start(state.z[l], l, tokens[from + s]);
                z[s] = state.z[l];
                x[s] = state.h[l];
            }
            layers[l].recurrentKernel.addProducts(z, x, streams);
        }
        for (int l = 0; l < layers.length; l++) {
            if (l > 0) {
                for (int s = 0; s < streams; s++) {
                    z[s] = states[from + s].z[l];
                    x[s] = states[from + s].h[l - 1];
                }
                layers[l].kernel.addProducts(z, x, streams);
            }
            for (int s = 0; s < streams; s++) {
                LstmState state = states[from + s];
                arithmetic.updateCell(activation, state.z[l], state.c[l], state.h[l]);
                format.round(state.h[l]);
            }
        }
        for (int s = 0; s < streams; s++) {
            z[s] = states[from + s].logits;
            x[s] = states[from + s].h[layers.length - 1];
            System.arraycopy(denseBias, 0, z[s], 0, denseBias.length);
        }
        dense.addProducts(z, x, streams);
        for (int s = 0; s < streams; s++) {
            System.arraycopy(z[s], 0, logits[from + s], 0, denseBias.length);
        }
    }

    private void start(float[] z, int layer, int token) {
        float[] start = layer == 0 ? table[token] : layers[layer].bias;
        System.arraycopy(start, 0, z, 0, start.length);
    }
}
