package org.lilt.engine.network;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Models for tests. */
final class Models {
    /** A copy of the oracle's small network. */
    static final Path TINY = Path.of("src/test/resources/golden/lstm-tiny");

    private Models() {}

    /** A network of small random weights over the characters from the line feed on, each layer of its own size. */
    static Model random(long seed, RecurrentActivation activation, int vocabulary, int embedding, int... hidden) {
        Random random = new Random(seed);
        int[] characters = new int[vocabulary];
        for (int i = 0; i < vocabulary; i++) {
            characters[i] = i == 0 ? '\n' : ' ' + i - 1;
        }
        List<Model.Layer> layers = new ArrayList<>();
        int inputs = embedding;
        for (int h : hidden) {
            layers.add(new Model.Layer(rows(random, inputs, 4 * h), rows(random, h, 4 * h), rows(random, 1, 4 * h)[0]));
            inputs = h;
        }
        float[][] embeddings = rows(random, vocabulary, embedding);
        float[][] dense = rows(random, inputs, vocabulary);
        return new Model(characters, activation, embeddings, layers, dense, rows(random, 1, vocabulary)[0], null);
    }

    /** A folder under {@code ../shared}, beside the repository; the test is skipped where that is absent. */
    static Path shared(String path) throws IOException {
        Path root = Path.of("").toRealPath();
        while (root != null && !Files.exists(root.resolve("CHANGELOG.md"))) {
            root = root.getParent();
        }
        Path shared = root == null ? null : root.resolveSibling("shared").resolve(path);
        if (shared == null || !Files.exists(shared)) {
            abort("../shared/" + path + " is not beside the repository");
        }
        return shared;
    }

    private static float[][] rows(Random random, int height, int width) {
        float[][] rows = new float[height][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) (random.nextGaussian() * 0.4);
            }
        }
        return rows;
    }
}
