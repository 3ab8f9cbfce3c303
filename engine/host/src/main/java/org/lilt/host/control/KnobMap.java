package org.lilt.host.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.lilt.midi.file.WholeFile;

/** Which controller turns which parameter, as it is kept in a file: {@code {"controllers": {"74": "temperature"}}}. */
final class KnobMap {
    /** Controllers from 120 on are not knobs but orders, such as all notes off. */
    static final int CONTROLLERS = 120;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String CONTROLLERS_FIELD = "controllers";

    private KnobMap() {}

    /**
     * Reads a file.
     *
     * @param file need not be there
     * @return ids of parameters by controller
     * @throws IOException when it is there and not as it should be; one line that names file and place
     */
    static Map<Integer, String> read(Path file) throws IOException {
        Map<Integer, String> map = new TreeMap<>();
        if (!Files.exists(file)) {
            return map;
        }
        var root = JSON.readTree(file.toFile());
        var controllers = root == null ? null : root.get(CONTROLLERS_FIELD);
        if (controllers == null || !controllers.isObject()) {
            throw new IOException(file + ": has no object '" + CONTROLLERS_FIELD + "'");
        }
        for (var entry : controllers.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new IOException(file + ": controllers." + entry.getKey() + ": not the id of a parameter");
            }
            map.put(
                    controller(entry.getKey(), file + ": controllers"),
                    entry.getValue().textValue());
        }
        return map;
    }

    /** Reads the number of a controller. */
    static int controller(String text, String where) throws IOException {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) < CONTROLLERS) {
            return Integer.parseInt(text);
        }
        throw new IOException(where + ": '" + text + "' is no controller; they are 0 to " + (CONTROLLERS - 1));
    }

    /** Writes the file, whole or not at all; makes its folder. */
    static void write(Path file, Map<Integer, String> map) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode controllers = root.putObject(CONTROLLERS_FIELD);
        map.forEach((controller, id) -> controllers.put(String.valueOf(controller), id));
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (WholeFile whole = new WholeFile(file)) {
            whole.output().write(JSON.writeValueAsBytes(root));
            whole.commit();
        }
    }
}
