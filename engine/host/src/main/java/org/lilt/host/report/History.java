package org.lilt.host.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a training went.
 *
 * @param epochs in the order in which they were trained; empty when nothing is known
 */
public record History(List<Epoch> epochs) {
    /**
     * One pass over the tunes.
     *
     * @param epoch from 1
     * @param trainingBits bits per character on the tunes learnt from, with dropout
     * @param validationBits bits per character on the tunes kept aside
     * @param charactersPerSecond of training
     * @param learningRate at its end
     */
    public record Epoch(
            int epoch, double trainingBits, double validationBits, double charactersPerSecond, double learningRate) {
        private boolean isFinite() {
            return Double.isFinite(trainingBits + validationBits + charactersPerSecond + learningRate);
        }
    }

    /**
     * Reads the history that a model's configuration holds, or else the one that its training has left in its folder.
     *
     * @param configuration what {@code config.json} holds
     * @param folder of the model; null when it has none
     * @return the history, perhaps empty
     * @throws IOException when there is a {@code training/progress.json} that cannot be read; the message names it
     */
    public static History of(JsonNode configuration, Path folder) throws IOException {
        JsonNode noted = configuration.path("training").path("history");
        if (noted.isEmpty() && folder != null) {
            Path file = folder.resolve("training").resolve("progress.json");
            if (Files.isRegularFile(file)) {
                try {
                    noted = new ObjectMapper()
                            .readTree(Files.readAllBytes(file))
                            .path("progress")
                            .path("history");
                } catch (JsonProcessingException e) {
                    throw new IOException(file + ": not JSON: " + e.getOriginalMessage(), e);
                }
            }
        }
        List<Epoch> epochs = new ArrayList<>();
        for (JsonNode one : noted) {
            Epoch epoch = new Epoch(
                    one.path("epoch").asInt(),
                    number(one, "trainingBits"),
                    number(one, "validationBits"),
                    number(one, "charactersPerSecond"),
                    number(one, "learningRate"));
            if (epoch.isFinite()) {
                epochs.add(epoch);
            }
        }
        return new History(epochs);
    }

    private static double number(JsonNode epoch, String name) {
        JsonNode value = epoch.path(name);
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    /**
     * The epoch with the fewest bits per character on the tunes kept aside: that whose weights the model has.
     *
     * @return the epoch; empty when nothing is known
     */
    public Optional<Epoch> best() {
        return epochs.stream().min(Comparator.comparingDouble(Epoch::validationBits));
    }
}
