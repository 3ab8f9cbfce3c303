package org.lilt.host.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lilt.engine.network.ModelException;

/**
 * The layers of a file that Keras has saved, in either of its two layouts.
 *
 * <ul>
 *   <li>{@code layer_names} and, on each layer's group, {@code weight_names}: Keras 1 and 2, and whole models in {@code .h5} of Keras 3
 *       too. A whole model has them in the group {@code model_weights} and says what its layers are in {@code model_config}. Source:
 *       keras/src/legacy/saving/legacy_h5_format.py.
 *   <li>{@code layers/CLASS_N/vars/M}: {@code .weights.h5}. The N-th layer of a class is named after the class and not after the
 *       layer, and what stands in a layer (an LSTM's cell, the layer of TimeDistributed) has a group of its own. Source:
 *       keras/src/saving/saving_lib.py.
 * </ul>
 *
 * @param layers in the order of the model
 * @param kerasVersion of the Keras that wrote it; empty where the file does not say
 */
record KerasFile(List<KerasLayer> layers, String kerasVersion) {
    private static final int MAXIMUM_LAYERS = 1_024;
    /** The names of the group of layers; the second is that of Keras 2.12 and 2.13. */
    private static final List<String> STORES = List.of("layers", "_layer_checkpoint_dependencies");

    private static final Pattern STORED = Pattern.compile("([a-z][a-z0-9_]*?)(?:_([0-9]{1,6}))?");
    // Where a layer's tensors stand in its group.
    private static final String CELL = "cell/vars";
    private static final String WRAPPED = "layer/vars";
    private static final String OWN = "vars";

    /** What is no weight though it stands among them: the states of stateful layers, and random seeds. */
    private static final Pattern NO_WEIGHT = Pattern.compile("(.*/)?(rnn_state|seed|Variable)[^/]*");

    static KerasFile read(Path path) throws ModelException {
        Hdf5 file = Hdf5.open(path);
        Group root = file.root();
        Group inModel = file.group(root, "model_weights");
        Group weights = inModel == null ? root : inModel;
        List<String> names = file.texts(weights, "layer_names");
        if (names != null) {
            String version = file.text(inModel == null ? weights : root, "keras_version");
            String config = file.text(root, "model_config");
            List<KerasLayer> layers = config == null
                    ? namedLayers(file, weights, names)
                    : configuredLayers(file, weights, ModelConfiguration.read(path + ": model_config", config));
            return new KerasFile(checked(file, layers), version == null ? "" : version);
        }
        for (String store : STORES) {
            Group group = file.group(root, store);
            if (group != null) {
                return new KerasFile(checked(file, storedLayers(file, group)), "");
            }
        }
        throw file.wrong(
                "", "holds neither layer_names nor layers, so it is no Sequential or Functional model of Keras");
    }

    private static List<KerasLayer> checked(Hdf5 file, List<KerasLayer> layers) throws ModelException {
        for (KerasLayer layer : layers) {
            if (layer.kind() == KerasLayer.Kind.FOREIGN) {
                throw file.wrong("layer " + layer.name(), layer.foreignness());
            }
        }
        return layers;
    }

    private static List<KerasLayer> namedLayers(Hdf5 file, Group weights, List<String> names) throws ModelException {
        List<KerasLayer> layers = new ArrayList<>();
        boolean first = true;
        for (String name : few(file, names)) {
            List<Tensor> tensors = tensors(file, weights, name);
            layers.add(KerasLayer.ofWeights(name, tensors, first));
            first &= tensors.isEmpty();
        }
        return layers;
    }

    private static List<KerasLayer> configuredLayers(
            Hdf5 file, Group weights, List<ModelConfiguration.Described> described) throws ModelException {
        List<KerasLayer> layers = new ArrayList<>();
        for (ModelConfiguration.Described layer : described) {
            KerasLayer.Kind kind = KerasLayer.kindOf(layer.className(), layer.config());
            List<Tensor> tensors = switch (kind) {
                case EMBEDDING, LSTM, DENSE -> tensors(file, weights, layer.name());
                default -> List.of();
            };
            layers.add(new KerasLayer(layer.name(), layer.className(), kind, tensors, layer.config()));
        }
        return layers;
    }

    private static List<Tensor> tensors(Hdf5 file, Group weights, String name) throws ModelException {
        String place = "layer " + name;
        Group group = file.group(weights, name);
        List<String> names = group == null ? null : file.texts(group, "weight_names");
        if (names == null) {
            throw file.wrong(place, group == null ? "its weights are missing" : "weight_names is missing");
        }
        List<Tensor> tensors = new ArrayList<>();
        for (String weight : names) {
            if (!NO_WEIGHT.matcher(weight).matches()) {
                tensors.add(file.tensor(group, weight));
            }
        }
        return tensors;
    }

    /** A layer in a store: its class in lower case, and which of that class it is. */
    private record Stored(String name, String className, int ordinal) {}

    private static List<KerasLayer> storedLayers(Hdf5 file, Group store) throws ModelException {
        List<Stored> stored = new ArrayList<>();
        for (String name : few(file, file.children(store))) {
            Matcher matcher = STORED.matcher(name);
            if (!matcher.matches()) {
                throw file.wrong("layer " + name, "not named as Keras names a layer here");
            }
            String ordinal = matcher.group(2);
            stored.add(new Stored(name, matcher.group(1), ordinal == null ? 0 : Integer.parseInt(ordinal)));
        }
        // Only the order within a class is known; that of the classes is the only one in which they are a network of
        // ours.
        stored.sort(Comparator.comparing((Stored layer) -> layer.className()).thenComparing(Stored::ordinal));
        List<KerasLayer> layers = new ArrayList<>();
        for (Stored layer : stored) {
            Group group = file.group(store, layer.name());
            if (group == null) {
                throw file.wrong("layer " + layer.name(), "not a group");
            }
            KerasLayer.Kind kind = KerasLayer.kindOf(layer.className(), MissingNode.getInstance());
            List<Tensor> tensors = switch (kind) {
                case LSTM -> storedTensors(file, group, CELL);
                case DENSE -> storedTensors(file, group, layer.className().equals("dense") ? OWN : WRAPPED);
                case EMBEDDING -> storedTensors(file, group, OWN);
                default -> List.of();
            };
            JsonNode unknown = MissingNode.getInstance();
            layers.add(new KerasLayer(layer.name(), layer.className(), kind, tensors, unknown));
        }
        layers.sort(Comparator.comparing(KerasLayer::kind));
        return layers;
    }

    private static List<Tensor> storedTensors(Hdf5 file, Group layer, String path) throws ModelException {
        Group variables = file.group(layer, path);
        List<Tensor> tensors = new ArrayList<>();
        int count = variables == null ? 0 : file.children(variables).size();
        for (int n = 0; n < count && n < KerasLayer.KERAS_1_WEIGHTS; n++) {
            tensors.add(file.tensor(variables, String.valueOf(n)));
        }
        return tensors;
    }

    private static List<String> few(Hdf5 file, List<String> layers) throws ModelException {
        if (layers.size() > MAXIMUM_LAYERS) {
            throw file.wrong("", layers.size() + " layers are more than " + MAXIMUM_LAYERS);
        }
        return layers;
    }
}
