package org.lilt.host.keras;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.RecurrentActivation;

/** Makes a network of a file's layers: an embedding, LSTM layers, a dense layer, and a softmax that may be a layer of its own. */
final class KerasNetwork {
    /** As many as a model folder takes. */
    private static final int MAXIMUM_LSTM_LAYERS = 64;
    /** As large as a model folder takes. */
    private static final int MAXIMUM_HIDDEN = 1 << 14;

    private final Path file;
    private final List<Model.Layer> lstm = new ArrayList<>();
    private KerasLayer embeddingLayer;
    private KerasLayer denseLayer;
    private float[][] embedding;
    private float[][] denseKernel;
    private float[] denseBias;

    private KerasNetwork(Path file) {
        this.file = file;
    }

    static KerasNetwork of(Path file, List<KerasLayer> layers) throws ModelException {
        KerasNetwork network = new KerasNetwork(file);
        for (KerasLayer layer : layers) {
            network.add(layer);
        }
        if (network.denseLayer == null) {
            throw new ModelException(file + ": has no "
                    + (network.embeddingLayer == null ? "Embedding" : network.lstm.isEmpty() ? "LSTM" : "Dense")
                    + " layer");
        }
        return network;
    }

    /** The network as a model; throws IllegalArgumentException when a number is not finite. */
    Model model(int[] characters, RecurrentActivation activation, ObjectNode extra) {
        return new Model(characters, activation, embedding, lstm, denseKernel, denseBias, extra);
    }

    /** Refuses a vocabulary of another size than the network's. */
    void requireCharacters(Path vocabulary, int size) throws ModelException {
        requireSize(vocabulary, size, embeddingLayer, embedding.length);
        requireSize(vocabulary, size, denseLayer, denseBias.length);
    }

    private void requireSize(Path vocabulary, int size, KerasLayer layer, int layerSize) throws ModelException {
        if (size != layerSize) {
            throw new ModelException(vocabulary + ": " + size + " characters, but layer " + Hdf5.printable(layer.name())
                    + " of " + file + " has " + layerSize);
        }
    }

    private void add(KerasLayer layer) throws ModelException {
        switch (layer.kind()) {
            case EMBEDDING -> {
                require(layer, embeddingLayer == null, "a second Embedding");
                require(layer, !layer.config().path("mask_zero").asBoolean(), "mask_zero: Lilt skips no character");
                embeddingLayer = layer;
                embedding = matrix(layer, 0, weights(layer, 1, 1).get(0).shape());
            }
            case LSTM -> {
                require(layer, embeddingLayer != null, "an LSTM before any Embedding");
                require(layer, denseLayer == null, "an LSTM behind the Dense layer");
                require(layer, lstm.size() < MAXIMUM_LSTM_LAYERS, "more than " + MAXIMUM_LSTM_LAYERS + " LSTM layers");
                addLstm(layer);
            }
            case DENSE -> {
                require(layer, !lstm.isEmpty(), "a Dense layer before any LSTM");
                require(layer, denseLayer == null, "a second Dense layer");
                addDense(layer);
            }
            case SOFTMAX -> require(layer, denseLayer != null, "a softmax before the Dense layer");
            default -> {
                // Dropout and its like do nothing in a trained network.
            }
        }
    }

    private void addLstm(KerasLayer layer) throws ModelException {
        boolean described = !layer.config().isMissingNode();
        String activation = KerasLayer.activation(layer.config(), "activation");
        require(
                layer,
                !described || layer.isCudnn() || activation.equals("tanh"),
                "activation " + Hdf5.printable(activation) + " is not tanh");
        require(layer, !layer.config().path("go_backwards").asBoolean(), "go_backwards: reads from the end");
        int inputs =
                lstm.isEmpty() ? embedding[0].length : lstm.get(lstm.size() - 1).hidden();
        if (layer.weights().size() == KerasLayer.KERAS_1_WEIGHTS) {
            lstm.add(keras1(layer, inputs));
            return;
        }
        List<Tensor> weights = weights(layer, 2, 3);
        require(
                layer,
                weights.get(1).isMatrix(),
                "recurrent kernel " + weights.get(1).shapeText() + " is no matrix");
        int hidden = weights.get(1).shape()[0];
        requireGates(layer, hidden);
        float[][] kernel = matrix(layer, 0, inputs, 4 * hidden);
        float[][] recurrent = matrix(layer, 1, hidden, 4 * hidden);
        if (layer.isCudnn()) {
            require(layer, weights.size() == 3, "has no bias, though cuDNN always has two");
            lstm.add(GateLayouts.fromCudnn(kernel, recurrent, matrix(layer, 2, 8 * hidden)[0]));
        } else {
            float[] bias = weights.size() == 3 ? matrix(layer, 2, 4 * hidden)[0] : new float[4 * hidden];
            lstm.add(new Model.Layer(kernel, recurrent, bias));
        }
    }

    private Model.Layer keras1(KerasLayer layer, int inputs) throws ModelException {
        int hidden = layer.weights().get(1).shape()[0];
        requireGates(layer, hidden);
        float[][][] parts = new float[KerasLayer.KERAS_1_WEIGHTS][][];
        for (int gate = 0; gate < 4; gate++) {
            parts[3 * gate] = matrix(layer, 3 * gate, inputs, hidden);
            parts[3 * gate + 1] = matrix(layer, 3 * gate + 1, hidden, hidden);
            parts[3 * gate + 2] = matrix(layer, 3 * gate + 2, hidden);
        }
        return GateLayouts.fromKeras1(parts);
    }

    /** So that four times as many do not overflow. */
    private void requireGates(KerasLayer layer, int hidden) throws ModelException {
        require(layer, hidden >= 1 && hidden <= MAXIMUM_HIDDEN, hidden + " units, not 1 to " + MAXIMUM_HIDDEN);
    }

    private void addDense(KerasLayer layer) throws ModelException {
        boolean wraps = layer.config().has("layer");
        String activation = KerasLayer.activation(
                wraps ? layer.config().path("layer").path("config") : layer.config(), "activation");
        require(
                layer,
                activation.equals("softmax") || activation.equals("linear"),
                "activation " + Hdf5.printable(activation) + " is neither softmax nor linear");
        List<Tensor> weights = weights(layer, 1, 2);
        require(layer, weights.get(0).isMatrix(), "kernel " + weights.get(0).shapeText() + " is no matrix");
        int outputs = weights.get(0).shape()[1];
        denseLayer = layer;
        denseKernel = matrix(layer, 0, lstm.get(lstm.size() - 1).hidden(), outputs);
        denseBias = weights.size() == 2 ? matrix(layer, 1, outputs)[0] : new float[outputs];
    }

    private List<Tensor> weights(KerasLayer layer, int fewest, int most) throws ModelException {
        int count = layer.weights().size();
        require(
                layer,
                count >= fewest && count <= most,
                "has " + count + " tensors, not " + fewest + (most == fewest ? "" : " to " + most));
        return layer.weights();
    }

    /** A tensor of a layer, with the shape that the layers before it ask for. */
    private float[][] matrix(KerasLayer layer, int tensor, int... shape) throws ModelException {
        Tensor weights = layer.weights().get(tensor);
        Tensor wanted = new Tensor("", shape, () -> new float[0][]);
        require(
                layer,
                weights.hasShape(shape),
                weights.place() + " is " + weights.shapeText() + ", not " + wanted.shapeText());
        return weights.rows();
    }

    private void require(KerasLayer layer, boolean holds, String otherwise) throws ModelException {
        if (!holds) {
            throw new ModelException(file + ": layer " + Hdf5.printable(layer.name()) + ": " + otherwise);
        }
    }
}
