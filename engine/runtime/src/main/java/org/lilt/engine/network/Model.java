package org.lilt.engine.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A character LSTM as plain numbers: an embedding, LSTM layers one on another, and a dense softmax over the vocabulary, in the layout of
 * Keras. Kernels are rows of inputs by columns of outputs; the four gates of a layer lie side by side in the order input, forget,
 * cell, output.
 *
 * <p>Immutable by agreement: the arrays are not copied, so whoever hands them over no longer writes to them. Shared by any number of
 * threads.
 */
public final class Model {
    /**
     * One LSTM layer of H units over {@code in} inputs.
     *
     * @param kernel weights of the inputs, [in][4H]
     * @param recurrentKernel weights of the layer's own last output, [H][4H]
     * @param bias [4H]
     */
    public record Layer(float[][] kernel, float[][] recurrentKernel, float[] bias) {
        /**
         * Number of units.
         *
         * @return H
         */
        public int hidden() {
            return recurrentKernel.length;
        }
    }

    /** Key of {@link #primer} in {@code config.json}. */
    static final String PRIMER = "primer";

    private final int[] vocabulary;
    private final Map<Integer, Integer> tokens = new HashMap<>();
    private final RecurrentActivation recurrentActivation;
    private final float[][] embedding;
    private final List<Layer> layers;
    private final float[][] denseKernel;
    private final float[] denseBias;
    private final ObjectNode extra;

    /**
     * A model of V characters, an embedding of E numbers and any number of layers.
     *
     * @param vocabulary the character (Unicode code point) of each index, V of them, no two the same
     * @param recurrentActivation activation of the gates
     * @param embedding [V][E]
     * @param layers from the first, which reads the embedding, to the last, which the dense layer reads; at least one
     * @param denseKernel [H of the last layer][V]
     * @param denseBias [V]
     * @param extra what else {@code config.json} holds (training data, scores, licence); null for nothing
     * @throws IllegalArgumentException when shapes do not fit together, a number is not finite or a character comes twice; the
     *     message names the tensor and the place
     */
    public Model(
            int[] vocabulary,
            RecurrentActivation recurrentActivation,
            float[][] embedding,
            List<Layer> layers,
            float[][] denseKernel,
            float[] denseBias,
            ObjectNode extra) {
        this.vocabulary = vocabulary.clone();
        this.recurrentActivation = recurrentActivation;
        this.embedding = embedding;
        this.layers = List.copyOf(layers);
        this.denseKernel = denseKernel;
        this.denseBias = denseBias;
        this.extra = extra == null ? JsonNodeFactory.instance.objectNode() : extra.deepCopy();
        for (int i = 0; i < vocabulary.length; i++) {
            if (tokens.putIfAbsent(vocabulary[i], i) != null) {
                throw new IllegalArgumentException("vocabulary[" + i + "] is the same as [" + tokens.get(vocabulary[i])
                        + "], U+" + String.format("%04X", vocabulary[i]));
            }
        }
        if (vocabulary.length == 0 || embedding.length == 0 || this.layers.isEmpty()) {
            throw new IllegalArgumentException("a model needs a vocabulary, an embedding and a layer");
        }
        int[] hidden = this.layers.stream().mapToInt(Layer::hidden).toArray();
        Map<String, int[]> shapes = shapes(vocabulary.length, embedding[0].length, hidden);
        tensors().forEach((name, rows) -> requireFinite(name, requireShape(name, rows, shapes.get(name))));
    }

    /**
     * Number of characters.
     *
     * @return V
     */
    public int vocabularySize() {
        return vocabulary.length;
    }

    /**
     * The character of a token.
     *
     * @param token index into the vocabulary, 0 to V - 1
     * @return a Unicode code point
     */
    public int character(int token) {
        return vocabulary[token];
    }

    /**
     * The token of a character.
     *
     * @param character a Unicode code point
     * @return index into the vocabulary, or -1 when the model does not know the character
     */
    public int token(int character) {
        return tokens.getOrDefault(character, -1);
    }

    /**
     * Activation of the input, forget and output gates.
     *
     * @return the activation
     */
    public RecurrentActivation recurrentActivation() {
        return recurrentActivation;
    }

    /**
     * The embedding.
     *
     * @return [V][E]; not to be written to
     */
    public float[][] embedding() {
        return embedding;
    }

    /**
     * Length of an embedding.
     *
     * @return E
     */
    public int embeddingSize() {
        return embedding[0].length;
    }

    /**
     * The LSTM layers, the one that reads the embedding first.
     *
     * @return the layers; their arrays are not to be written to
     */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * Weights of the dense layer.
     *
     * @return [H of the last layer][V]; not to be written to
     */
    public float[][] denseKernel() {
        return denseKernel;
    }

    /**
     * Bias of the dense layer.
     *
     * @return [V]; not to be written to
     */
    public float[] denseBias() {
        return denseBias;
    }

    /**
     * What {@code config.json} holds beside the network itself: training data, scores, licence.
     *
     * @return a copy
     */
    public ObjectNode extra() {
        return extra.deepCopy();
    }

    /**
     * What is fed to the network before a tune, from the zero state: {@code primer} in {@code config.json}, or a line feed, which
     * stands before every tune of {@code lilt train}. A network that has learnt raw text begins a tune after an empty line.
     *
     * @return one character or more, which the vocabulary need not hold
     */
    public String primer() {
        String primer = extra.path(PRIMER).asText("");
        return primer.isEmpty() ? "\n" : primer;
    }

    /**
     * The same network with other accompanying data.
     *
     * @param newExtra what else {@code config.json} is to hold
     * @return a model that shares this one's arrays
     */
    public Model withExtra(ObjectNode newExtra) {
        return new Model(vocabulary, recurrentActivation, embedding, layers, denseKernel, denseBias, newExtra);
    }

    /** Tensors by the names of {@code model.safetensors}, in their order there; a vector is one row. */
    Map<String, float[][]> tensors() {
        Map<String, float[][]> named = new LinkedHashMap<>();
        named.put("embedding.weight", embedding);
        for (int l = 0; l < layers.size(); l++) {
            named.put("lstm." + l + ".kernel", layers.get(l).kernel());
            named.put("lstm." + l + ".recurrent_kernel", layers.get(l).recurrentKernel());
            named.put("lstm." + l + ".bias", new float[][] {layers.get(l).bias()});
        }
        named.put("dense.kernel", denseKernel);
        named.put("dense.bias", new float[][] {denseBias});
        return named;
    }

    /** Shapes of the tensors of a model, by name, in the order of {@link #tensors}. */
    static Map<String, int[]> shapes(int vocabulary, int embedding, int[] hidden) {
        Map<String, int[]> named = new LinkedHashMap<>();
        named.put("embedding.weight", new int[] {vocabulary, embedding});
        int inputs = embedding;
        for (int l = 0; l < hidden.length; l++) {
            named.put("lstm." + l + ".kernel", new int[] {inputs, 4 * hidden[l]});
            named.put("lstm." + l + ".recurrent_kernel", new int[] {hidden[l], 4 * hidden[l]});
            named.put("lstm." + l + ".bias", new int[] {4 * hidden[l]});
            inputs = hidden[l];
        }
        named.put("dense.kernel", new int[] {inputs, vocabulary});
        named.put("dense.bias", new int[] {vocabulary});
        return named;
    }

    private static float[][] requireShape(String name, float[][] rows, int[] shape) {
        int height = shape.length == 1 ? 1 : shape[0];
        int width = shape[shape.length - 1];
        if (rows.length != height) {
            throw new IllegalArgumentException(name + " has " + rows.length + " rows, not " + height);
        }
        for (int r = 0; r < height; r++) {
            if (rows[r].length != width) {
                throw new IllegalArgumentException(
                        name + " row " + r + " has " + rows[r].length + " numbers, not " + width);
            }
        }
        return rows;
    }

    private static void requireFinite(String name, float[][] rows) {
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < rows[r].length; i++) {
                if (!Float.isFinite(rows[r][i])) {
                    throw new IllegalArgumentException(name + "[" + r + "," + i + "] is " + rows[r][i]);
                }
            }
        }
    }
}
