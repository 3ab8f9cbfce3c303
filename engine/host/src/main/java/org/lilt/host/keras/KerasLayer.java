package org.lilt.host.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One layer of a saved network.
 *
 * @param name what the file calls it
 * @param className Keras' class, or null where the file does not say
 * @param kind what it does
 * @param weights its tensors, in Keras' order
 * @param config its {@code config} of {@code model_config}; missing in a file of weights alone
 */
record KerasLayer(String name, String className, Kind kind, List<Tensor> weights, JsonNode config) {
    /** What a layer does, as far as Lilt's networks have it. */
    enum Kind {
        /** Looks up a vector for a character. */
        EMBEDDING,
        /** An LSTM, also one for cuDNN. */
        LSTM,
        /** The dense layer, at each step. */
        DENSE,
        /** Makes probabilities of logits. */
        SOFTMAX,
        /** Does nothing once a network is trained. */
        INERT,
        /** Something that Lilt's networks do not have. */
        FOREIGN
    }

    /** By the name of Keras' class in lower case. */
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("inputlayer", Kind.INERT),
            Map.entry("dropout", Kind.INERT),
            Map.entry("spatialdropout1d", Kind.INERT),
            Map.entry("gaussiandropout", Kind.INERT),
            Map.entry("gaussiannoise", Kind.INERT),
            Map.entry("embedding", Kind.EMBEDDING),
            Map.entry("lstm", Kind.LSTM),
            Map.entry("cudnnlstm", Kind.LSTM),
            Map.entry("dense", Kind.DENSE),
            Map.entry("softmax", Kind.SOFTMAX));

    /** Layers that people have in such networks and Lilt has not, by the beginning of the names that Keras gives them. */
    private static final Map<String, String> FOREIGN_NAMES = Map.of(
            "gru", "GRU",
            "cudnngru", "CuDNNGRU",
            "simplernn", "SimpleRNN",
            "bidirectional", "Bidirectional",
            "conv1d", "Conv1D",
            "convlstm2d", "ConvLSTM2D",
            "batchnormalization", "BatchNormalization",
            "layernormalization", "LayerNormalization",
            "multiheadattention", "MultiHeadAttention");

    /** An LSTM of Keras 1 has each gate's weights apart. */
    static final int KERAS_1_WEIGHTS = 12;

    /** The kind of a class of Keras; of {@code TimeDistributed} and {@code Activation} the config decides. */
    static Kind kindOf(String className, JsonNode config) {
        return switch (key(className)) {
            case "timedistributed" ->
                config.isMissingNode()
                        ? Kind.DENSE
                        : kindOf(
                                config.path("layer").path("class_name").asText(),
                                config.path("layer").path("config"));
            case "activation" ->
                config.isMissingNode()
                        ? Kind.SOFTMAX
                        : switch (activation(config, "activation")) {
                            case "softmax" -> Kind.SOFTMAX;
                            case "linear" -> Kind.INERT;
                            default -> Kind.FOREIGN;
                        };
            default -> KINDS.getOrDefault(key(className), Kind.FOREIGN);
        };
    }

    private static Kind kindOf(String name, List<Tensor> weights, boolean first) {
        if (foreignClass(name) != null) {
            return Kind.FOREIGN;
        }
        Tensor one = weights.isEmpty() ? null : weights.get(0);
        return switch (weights.size()) {
            case 0 -> Kind.INERT;
            case 1 -> !one.isMatrix() ? Kind.FOREIGN : first ? Kind.EMBEDDING : Kind.DENSE;
            case 2 ->
                one.isMatrix() && weights.get(1).hasShape(one.shape()[1])
                        ? Kind.DENSE
                        : isRecurrent(weights.get(1)) ? Kind.LSTM : Kind.FOREIGN;
            case 3 -> isRecurrent(weights.get(1)) ? Kind.LSTM : Kind.FOREIGN;
            case KERAS_1_WEIGHTS -> Kind.LSTM;
            default -> Kind.FOREIGN;
        };
    }

    /** Whether it is an LSTM for cuDNN; by its biases where the file does not say, of which cuDNN has two. */
    boolean isCudnn() {
        return className != null && key(className).equals("cudnnlstm")
                || weights.size() == 3
                        && weights.get(1).isMatrix()
                        && weights.get(2).hasShape(2 * weights.get(1).shape()[1]);
    }

    /** Why the layer cannot be imported. */
    String foreignness() {
        String inner = config.path("layer").path("class_name").asText(activation(config, "activation"));
        String shapes = String.join(
                ", ",
                weights.stream().map(Tensor::shapeText).limit(KERAS_1_WEIGHTS).toList());
        String what = className == null
                ? "a layer with weights " + shapes
                : Hdf5.printable(className) + (config.isMissingNode() ? "" : " (" + Hdf5.printable(inner) + ")");
        return what + " cannot be imported: Lilt's networks are Embedding, LSTM, Dropout, Dense and a softmax";
    }

    /** An activation's name; newer files write a function as an object. */
    static String activation(JsonNode config, String field) {
        JsonNode node = config.path(field);
        return node.isObject() ? node.path("config").asText("") : node.asText("linear");
    }

    /** A layer of which the file holds no more than its name and its weights. */
    static KerasLayer ofWeights(String name, List<Tensor> weights, boolean first) {
        Kind kind = kindOf(name, weights, first);
        return new KerasLayer(name, foreignClass(name), kind, weights, MissingNode.getInstance());
    }

    private static String foreignClass(String name) {
        return FOREIGN_NAMES.get(key(name));
    }

    private static boolean isRecurrent(Tensor tensor) {
        return tensor.isMatrix() && tensor.shape()[0] * 4L == tensor.shape()[1];
    }

    /** {@code CuDNNLSTM}, {@code cu_dnnlstm} and {@code cu_dnnlstm_2} are one. */
    private static String key(String name) {
        return name.replaceAll("_[0-9]+$", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
