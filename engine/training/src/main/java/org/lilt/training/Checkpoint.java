package org.lilt.training;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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

    /** The averaged weights; null where there are none. */
    INDArray average(State state) throws IOException {
        String name = state.progress().average;
        return name.isEmpty() ? null : Nd4j.readBinary(folder.resolve(name).toFile());
    }

    /**
     * Writes a whole checkpoint and removes the one before.
     *
     * @param average the averaged weights, or null
     */
    void write(State state, MultiLayerNetwork network, INDArray average) throws IOException {
        Files.createDirectories(folder);
        Progress progress = state.progress();
        List<String> before = List.of(progress.network, progress.average);
        String point = progress.epoch + "-" + progress.batch;
        progress.network = "network-" + point + ".zip";
        progress.average = average == null ? "" : "average-" + point + ".bin";
        writeFile(progress.network, file -> ModelSerializer.writeModel(network, file, true));
        if (average != null) {
            writeFile(progress.average, file -> Nd4j.saveBinary(average, file));
        }
        writeFile(PROGRESS, file -> JSON.writeValue(file, state));
        for (String file : before) {
            if (!file.isEmpty() && !file.equals(progress.network) && !file.equals(progress.average)) {
                Files.deleteIfExists(folder.resolve(file));
            }
        }
        // What an earlier program left half-written.
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*.part")) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    private interface Writer {
        void write(File file) throws IOException;
    }

    /** Writes a file beside its place, then moves it there. */
    private void writeFile(String name, Writer writer) throws IOException {
        Path partial = folder.resolve(name + ".part");
        writer.write(partial.toFile());
        Files.move(partial, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
