package org.lilt.host.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code src/test/python/keras_fixtures.py} has written: files in Keras' layouts, and what their networks say. */
public final class Fixtures {
    private static final Path FOLDER = Path.of("src/test/resources/keras");

    private Fixtures() {}

    /** The vocabulary of all the networks. */
    public static Path vocabulary() {
        return FOLDER.resolve("char_to_idx.json");
    }

    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** The text that the networks have read. */
    public static String text() {
        return expected().path("text").textValue();
    }

    /** What should come out of each file that can be imported. */
    public static Stream<JsonNode> imported() {
        return stream(expected().path("imported"));
    }

    /** What the message should name for each file that cannot. */
    public static Stream<JsonNode> refused() {
        return stream(expected().path("refused"));
    }

    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(FOLDER.resolve("expected.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
