package org.lilt.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.ModelFolder;
import org.lilt.midi.file.WholeFile;

/** The presets that ship with Lilt, and those in files. */
final class PresetLibrary {
    /** Played when nothing is named. */
    static final String DEFAULT = "nottingham";

    private static final String ROOT = "/presets/";
    private static final String FILE = "preset.json";
    private static final UserFiles SAVED = new UserFiles("presets", ".json");
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

    /** The presets that the user has saved, by name. */
    static Map<String, Path> saved() throws IOException {
        return SAVED.all();
    }

    /**
     * Saves a preset among the user's, whole or not at all; one of the same name is replaced.
     *
     * @param name as {@link UserFiles#isName} has it, and not that of a shipped preset
     * @throws IOException when it cannot be; one line
     */
    static void save(String name, Preset preset) throws IOException {
        if (names().contains(name)) {
            throw new PresetException("'" + name + "' comes with Lilt: another name must be found");
        }
        WholeFile.write(SAVED.file(name), preset.json());
    }

    /**
     * A preset, and where what it names is looked for.
     *
     * @param preset what the file says
     * @param origin what messages call it
     * @param folder where it stands; null for a shipped one
     */
    record Found(Preset preset, String origin, Path folder) {
        /** The model that a part names. */
        Model model(String name, Integer checkpoint) throws IOException, ModelException {
            if (folder == null) {
                return shippedModel(name.equals(".") ? preset.name() : name, checkpoint);
            }
            Path there = folder.resolve(name);
            if (!Files.isDirectory(there) && names().contains(name)) {
                return shippedModel(name, checkpoint);
            }
            if (!Files.isDirectory(there)) {
                throw new PresetException(
                        origin + ": model: no model folder " + there + " and no shipped preset of this name");
            }
            return ModelFolder.read(at(there, checkpoint));
        }
    }

    /**
     * Finds a preset.
     *
     * @param nameOrPath name of a shipped preset or of one that the user has saved, a preset file, or a folder that holds {@code preset.json}
     * @throws IOException when there is none, or it is broken; one line that says where and why
     */
    static Found find(String nameOrPath) throws IOException {
        if (names().contains(nameOrPath)) {
            return new Found(shipped(nameOrPath), "preset " + nameOrPath, null);
        }
        Path path = saved().getOrDefault(nameOrPath, Path.of(nameOrPath));
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        if (!Files.isRegularFile(file)) {
            throw new PresetException(
                    nameOrPath + ": no preset of this name and no such file; there are " + String.join(", ", names()));
        }
        return new Found(
                Preset.read(file.toString(), Files.readAllBytes(file)),
                file.toString(),
                file.getParent() == null ? Path.of("") : file.getParent());
    }

    /**
     * Loads a preset, of several parts the first that a network writes.
     *
     * @param nameOrPath as in {@link #find}
     * @param checkpoint an epoch whose network the model's folder keeps in {@code epoch-N}; null for the network itself
     * @throws IOException when there is none, or it is broken; one line that says where and why
     * @throws ModelException when its model is broken
     */
    static Loaded load(String nameOrPath, Integer checkpoint) throws IOException, ModelException {
        Found found = find(nameOrPath);
        Preset lead = found.preset().lead(found.origin());
        return new Loaded(lead, found.model(lead.model(), checkpoint));
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
        return new Loaded(bare(folder), ModelFolder.read(at(folder, checkpoint)));
    }

    /** The preset of a model that has none. */
    static Preset bare(Path folder) {
        return new Preset(
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
                null,
                null);
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
        String what = "model of preset " + name;
        try (InputStream config = open(name + "/" + ModelFolder.CONFIG, what);
                InputStream weights = open(name + "/" + ModelFolder.WEIGHTS, what)) {
            return ModelFolder.read("preset " + name, config, weights);
        }
    }

    private static byte[] resource(String path, String what) throws IOException {
        try (InputStream in = open(path, what)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String path, String what) throws PresetException {
        InputStream in = PresetLibrary.class.getResourceAsStream(ROOT + path);
        if (in == null) {
            throw new PresetException(what + ": is not in this build (" + ROOT + path + ")");
        }
        return in;
    }
}
