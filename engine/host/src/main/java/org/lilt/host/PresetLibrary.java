package org.lilt.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.ModelFolder;

/** The presets that ship with Lilt, and those in files. */
final class PresetLibrary {
    /** Played when nothing is named. */
    static final String DEFAULT = "nottingham";

    private static final String ROOT = "/presets/";
    private static final String FILE = "preset.json";
    private static final String EPOCH = "epoch-";
    private static final double TEMPERATURE_OF_BARE_MODEL = 0.8;

    private PresetLibrary() {}

    /**
     * A preset with its model, ready to play.
     *
     * @param preset what the file says
     * @param model its network
     */
    record Loaded(Preset preset, Model model) {}

    /**
     * What ships.
     *
     * @return names, the default first
     * @throws IOException when the list is missing, which means a broken build
     */
    static List<String> names() throws IOException {
        return new String(resource("presets.txt", "the list of presets"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /**
     * Loads a preset.
     *
     * @param nameOrPath name of a shipped preset, a preset file, or a folder that holds {@code preset.json}
     * @param checkpoint an epoch whose network the model's folder keeps in {@code epoch-N}; null for the network itself
     * @throws IOException when there is none, or it is broken; one line that says where and why
     * @throws ModelException when its model is broken
     */
    static Loaded load(String nameOrPath, Integer checkpoint) throws IOException, ModelException {
        if (names().contains(nameOrPath)) {
            Preset preset = shipped(nameOrPath);
            return new Loaded(
                    preset, shippedModel(preset.model().equals(".") ? nameOrPath : preset.model(), checkpoint));
        }
        Path path = Path.of(nameOrPath);
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        if (!Files.isRegularFile(file)) {
            throw new PresetException(
                    nameOrPath + ": no preset of this name and no such file; there are " + String.join(", ", names()));
        }
        Preset preset = Preset.read(file.toString(), Files.readAllBytes(file));
        Path folder = file.resolveSibling(preset.model());
        if (!Files.isDirectory(folder) && names().contains(preset.model())) {
            return new Loaded(preset, shippedModel(preset.model(), checkpoint));
        }
        if (!Files.isDirectory(folder)) {
            throw new PresetException(
                    file + ": model: no model folder " + folder + " and no shipped preset of this name");
        }
        return new Loaded(preset, ModelFolder.read(at(folder, checkpoint)));
    }

    private static Path at(Path folder, Integer checkpoint) throws PresetException {
        if (checkpoint == null) {
            return folder;
        }
        Path kept = folder.resolve(EPOCH + checkpoint);
        if (!Files.isDirectory(kept)) {
            throw new PresetException(folder + ": keeps no checkpoint of epoch " + checkpoint);
        }
        return kept;
    }

    /**
     * A preset for a model that has none: everything at its default.
     *
     * @param folder the model's folder
     * @param checkpoint as in {@link #load}
     * @throws ModelException when there is no model, or it is broken
     */
    static Loaded bare(Path folder, Integer checkpoint) throws PresetException, ModelException {
        Preset preset = new Preset(
                1,
                folder.toString(),
                "a model without a preset",
                null,
                "lstm",
                folder.toString(),
                java.util.Map.of("temperature", TEMPERATURE_OF_BARE_MODEL),
                null,
                null,
                null,
                null,
                null);
        return new Loaded(preset, ModelFolder.read(at(folder, checkpoint)));
    }

    /** A shipped preset without its model, for lists. */
    static Preset shipped(String name) throws IOException {
        String path = name + "/" + FILE;
        return Preset.read("preset " + name, resource(path, "preset " + name));
    }

    private static Model shippedModel(String preset, Integer checkpoint) throws IOException, ModelException {
        String name = checkpoint == null ? preset : preset + "/" + EPOCH + checkpoint;
        if (checkpoint != null && PresetLibrary.class.getResource(ROOT + name + "/" + ModelFolder.CONFIG) == null) {
            throw new PresetException("preset " + preset + ": keeps no checkpoint of epoch " + checkpoint);
        }
        byte[] config = resource(name + "/" + ModelFolder.CONFIG, "model of preset " + name);
        byte[] weights = resource(name + "/" + ModelFolder.WEIGHTS, "model of preset " + name);
        return ModelFolder.read("preset " + name, new ByteArrayInputStream(config), new ByteArrayInputStream(weights));
    }

    private static byte[] resource(String path, String what) throws IOException {
        try (InputStream in = PresetLibrary.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                throw new PresetException(what + ": is not in this build (" + ROOT + path + ")");
            }
            return in.readAllBytes();
        }
    }
}
