package org.lilt.engine.network;

import java.util.ArrayList;
import java.util.List;

/** The weights of a model, laid out for one arithmetic, and the step over them. Immutable. */
final class PreparedLayers {
    private record Layer(Arithmetic.Matrix kernel, Arithmetic.Matrix recurrentKernel, float[] bias) {}

    private final Arithmetic arithmetic;
    private final RecurrentActivation activation;
    /** What a token adds to the first layer: its embedding times the kernel, plus the bias; [V][4H]. */
    private final float[][] table;

    private final Layer[] layers;
    private final Arithmetic.Matrix dense;
    private final float[] denseBias;

    PreparedLayers(Model model, float[][] table, Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.table = table;
        activation = model.recurrentActivation();
        List<Layer> prepared = new ArrayList<>();
        for (Model.Layer layer : model.layers()) {
            // The first layer's kernel is in the table.
            Arithmetic.Matrix kernel = prepared.isEmpty() ? null : arithmetic.matrix(layer.kernel());
            prepared.add(new Layer(kernel, arithmetic.matrix(layer.recurrentKernel()), layer.bias()));
        }
        layers = prepared.toArray(Layer[]::new);
        dense = arithmetic.matrix(model.denseKernel());
        denseBias = model.denseBias();
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    void step(LstmState state, int token, float[] logits) {
        float[] below = null;
        for (int l = 0; l < layers.length; l++) {
            Layer layer = layers[l];
            float[] h = state.h[l];
            float[] z = state.z[l];
            float[] start = l == 0 ? table[token] : layer.bias;
            System.arraycopy(start, 0, z, 0, start.length);
            if (l > 0) {
                layer.kernel.addProduct(z, below);
            }
            layer.recurrentKernel.addProduct(z, h);
            arithmetic.updateCell(activation, z, state.c[l], h);
            below = h;
        }
        System.arraycopy(denseBias, 0, state.logits, 0, denseBias.length);
        dense.addProduct(state.logits, below);
        System.arraycopy(state.logits, 0, logits, 0, denseBias.length);
    }

    /** The same step for several streams; {@code x} and {@code z} are room for as many rows. */
    void step(LstmState[] states, int[] tokens, float[][] logits, int streams, float[][] x, float[][] z) {
        for (int l = 0; l < layers.length; l++) {
            Layer layer = layers[l];
            for (int s = 0; s < streams; s++) {
                z[s] = states[s].z[l];
                float[] start = l == 0 ? table[tokens[s]] : layer.bias;
                System.arraycopy(start, 0, z[s], 0, start.length);
            }
            if (l > 0) {
                // Here x still holds the outputs of the layer below.
                layer.kernel.addProducts(z, x, streams);
            }
            for (int s = 0; s < streams; s++) {
                x[s] = states[s].h[l];
            }
            layer.recurrentKernel.addProducts(z, x, streams);
            for (int s = 0; s < streams; s++) {
                arithmetic.updateCell(activation, z[s], states[s].c[l], x[s]);
            }
        }
        for (int s = 0; s < streams; s++) {
            z[s] = states[s].logits;
            System.arraycopy(denseBias, 0, z[s], 0, denseBias.length);
        }
        dense.addProducts(z, x, streams);
        for (int s = 0; s < streams; s++) {
            System.arraycopy(z[s], 0, logits[s], 0, denseBias.length);
        }
    }
}
