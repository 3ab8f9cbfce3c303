package org.lilt.host.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lilt.engine.network.ModelException;

/** The attribute {@code model_config} of a whole model: its layers, each of which must read the one before it and nothing else. */
final class ModelConfiguration {
    private static final int MAXIMUM_LAYERS = 1_024;

    private ModelConfiguration() {}

    /** A layer as it is described. */
    record Described(String name, String className, JsonNode config) {}

    static List<Described> read(String place, String json) throws ModelException {
        JsonNode root = Json.parse(place, json.getBytes(StandardCharsets.UTF_8));
        JsonNode config = root.path("config");
        // The config of a Sequential was the array of its layers before Keras 2.2.3.
        JsonNode entries = config.isArray() ? config : config.path("layers");
        if (!entries.isArray() || entries.isEmpty() || entries.size() > MAXIMUM_LAYERS) {
            throw new ModelException(
                    place + ": describes no Sequential or Functional model of 1 to " + MAXIMUM_LAYERS + " layers");
        }
        List<Described> layers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode entry : entries) {
            String name =
                    entry.path("config").path("name").asText(entry.path("name").asText(""));
            if (name.isEmpty() || !names.add(name)) {
                throw new ModelException(place + ": layer " + (layers.size() + 1) + ": "
                        + (name.isEmpty() ? "has no name" : "has the name of another, " + Hdf5.printable(name)));
            }
            layers.add(new Described(name, entry.path("class_name").asText(""), entry.path("config")));
        }
        for (int i = 0; i < entries.size(); i++) {
            JsonNode inbound = entries.get(i).path("inbound_nodes");
            Set<String> read = new HashSet<>();
            collect(inbound, names, read);
            if (!read.isEmpty()
                    && (i == 0 || !read.equals(Set.of(layers.get(i - 1).name())))) {
                throw new ModelException(place + ": layer "
                        + Hdf5.printable(layers.get(i).name()) + ": reads " + Hdf5.printable(String.join(", ", read))
                        + "; only layers one after another can be imported");
            }
        }
        return layers;
    }

    /** Names of layers anywhere in {@code inbound_nodes}, which each version of Keras writes in another form. */
    private static void collect(JsonNode node, Set<String> names, Set<String> found) {
        if (node.isTextual() && names.contains(node.textValue())) {
            found.add(node.textValue());
        }
        node.forEach(child -> collect(child, names, found));
    }
}
