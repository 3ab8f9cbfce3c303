package org.lilt.training;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A training's state on disk: the network with its updater, and a small file that says how far it has come and names the network's
 * file. That small file is moved into place last, so whenever the program ends there is one whole checkpoint, the new or the old.
 */
final class Checkpoint {
    private static final String PROGRESS = "progress.json";
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    /**
     * What the small file holds.
     *
     * @param settings how it is trained
     * @param tunes fingerprint of the tunes, so that a training does not go on with others
     * @param progress how far it has come
     */
    record State(Settings settings, String tunes, Progress progress) {}

    private final Path folder;

    /**
     * Uses a folder, which need not exist yet.
     *
     * @param folder where checkpoints lie
     */
    Checkpoint(Path folder) {
        this.folder = folder;
    }

    boolean exists() {
        return Files.isRegularFile(folder.resolve(PROGRESS));
    }

    State state() throws IOException {
        return JSON.readValue(folder.resolve(PROGRESS).toFile(), State.class);
    }

    MultiLayerNetwork network(State state) throws IOException {
        return ModelSerializer.restoreMultiLayerNetwork(
                folder.resolve(state.progress().network).toFile(), true);
    }

    /** Writes a whole checkpoint and removes the one before. */
    void write(State state, MultiLayerNetwork network) throws IOException {
        Files.createDirectories(folder);
        Progress progress = state.progress();
        String before = progress.network;
        progress.network = "network-" + progress.epoch + "-" + progress.batch + ".zip";
        Path file = folder.resolve(progress.network);
        Path partial = folder.resolve(progress.network + ".part");
        ModelSerializer.writeModel(network, partial.toFile(), true);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Path partialProgress = folder.resolve(PROGRESS + ".part");
        JSON.writeValue(partialProgress.toFile(), state);
        Files.move(
                partialProgress,
                folder.resolve(PROGRESS),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        if (!before.isEmpty() && !before.equals(progress.network)) {
            Files.deleteIfExists(folder.resolve(before));
        }
        // What an earlier program left half-written.
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*.part")) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }
}
