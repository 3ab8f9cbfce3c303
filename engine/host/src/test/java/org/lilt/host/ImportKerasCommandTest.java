package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.keras.Fixtures;

/** The road of someone who comes with {@code weights.100.h5} and {@code char_to_idx.json}. */
class ImportKerasCommandTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void nameModel() {
        model = folder.resolve("my/model");
    }

    private Run importKeras(Path weights, Path vocabulary, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("import-keras", weights.toString(), vocabulary.toString(), "-o", model.toString()));
        arguments.addAll(List.of(options));
        return Run.lilt(arguments.toArray(String[]::new));
    }

    private void refused(Run run, String... parts) {
        assertEquals(1, run.status(), run.toString());
        assertEquals(1, run.err().lines().count(), run.err());
        for (String part : parts) {
            assertTrue(run.err().contains(part), run.err() + " lacks " + part);
        }
        assertFalse(Files.exists(model), "something is written");
    }

    @Test
    void anImportedNetworkForeseesATextAsWellAsItDidInKeras() throws Exception {
        Path text = Files.writeString(folder.resolve("raw.txt"), Fixtures.text());
        for (JsonNode expected : Fixtures.imported().toList()) {
            List<String> options = Fixtures.stream(expected.path("options"))
                    .map(JsonNode::textValue)
                    .toList();
            Path weights = Fixtures.file(expected.path("file").textValue());
            Run run = importKeras(weights, Fixtures.vocabulary(), options.toArray(String[]::new));
            assertEquals(0, run.status(), run.err());
            assertTrue(run.out().contains("12 characters, embedding of 4, LSTM of 5, 3"), run.out());
            JsonNode scores = new ObjectMapper()
                    .readTree(standardOutput("evaluate", "--model", model.toString(), "--raw", text.toString()));
            assertEquals(Fixtures.text().length(), scores.path("characters").intValue());
            double bits = expected.path("bits_per_character").doubleValue();
            // To the last digit in float32, which KerasImportTest looks at; commands step with weights of 16 bits.
            assertEquals(bits, scores.path("bits_per_character").doubleValue(), 1e-3 * bits, weights.toString());
        }
    }

    @Test
    void anImportedNetworkWritesTunesAndPlays() throws Exception {
        assertEquals(
                0,
                importKeras(Fixtures.file("keras2-model.h5"), Fixtures.file("idx_to_char.json"))
                        .status());
        Path tunes = folder.resolve("tunes.abc");
        String[] generate = {
            "generate", "--model", model.toString(), "--tunes", "3", "--seed", "5", "-o", tunes.toString()
        };
        Run run = Run.lilt(generate);
        assertEquals(0, run.status(), run.err());
        String written = Files.readString(tunes);
        assertTrue(
                written.startsWith("X:1\n") && written.contains("\n\nX:2\n") && written.contains("\n\nX:3\n"), written);
        assertTrue(written.length() > 30, written);
        Run.lilt(generate);
        assertEquals(written, Files.readString(tunes));
        run = Run.lilt(
                "play", "--model", model.toString(), "--out", "none", "--no-panel", "--tunes", "2", "--seed", "5");
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void theTunesOfANetworkThatNumbersThemItselfAreNumberedAnew() {
        assertEquals("X:7\nT:a\nK:D\nd|\n\n", GenerateCommand.numbered(7, "\nX: 31\nT:a\nK:D\nd|\n\n"));
        assertEquals("X:7\nM:6/8\nK:D\nd|\n\n", GenerateCommand.numbered(7, "M:6/8\nK:D\nd|\n\n"));
        assertEquals("X:7\n\n", GenerateCommand.numbered(7, "\n\n"));
    }

    @Test
    void anOldModelOfTheSameNameIsReplaced() throws Exception {
        importKeras(Fixtures.file("keras2-weights.h5"), Fixtures.vocabulary());
        importKeras(Fixtures.file("keras3-model.h5"), Fixtures.vocabulary());
        JsonNode config =
                new ObjectMapper().readTree(model.resolve("config.json").toFile());
        assertEquals("keras3-model.h5", config.path("imported").path("from").textValue());
    }

    @Test
    void anythingWrongIsOneLineAndNothingIsWritten() throws Exception {
        Path weights = Fixtures.file("keras2-weights.h5");
        refused(importKeras(folder.resolve("none.h5"), Fixtures.vocabulary()), "none.h5", "no such file");
        refused(importKeras(folder, Fixtures.vocabulary()), folder.toString(), "a folder");
        refused(importKeras(Fixtures.vocabulary(), Fixtures.vocabulary()), "char_to_idx.json", "HDF5");
        Path zip = Files.write(folder.resolve("m.keras"), new byte[] {'P', 'K', 3, 4});
        refused(importKeras(zip, Fixtures.vocabulary()), "m.keras", "model.weights.h5");
        refused(importKeras(weights, folder.resolve("none.json")), "none.json", "no such file");
        Path fewer = Files.writeString(folder.resolve("fewer.json"), "[\"\\n\", \"a\"]");
        refused(importKeras(weights, fewer), "fewer.json", "2 characters", "embedding_1", "12");
        refused(importKeras(weights, Fixtures.vocabulary(), "--recurrent-activation", "relu"), "relu");
        Fixtures.refused()
                .forEach(e -> refused(
                        importKeras(Fixtures.file(e.path("file").textValue()), Fixtures.vocabulary()),
                        e.path("file").textValue()));
    }

    @Test
    void aFileInTheWayOfTheModelIsNamed() throws Exception {
        Files.createDirectories(model.getParent());
        Files.writeString(model, "mine");
        Run run = importKeras(Fixtures.file("keras2-weights.h5"), Fixtures.vocabulary());
        assertEquals(1, run.status());
        assertTrue(run.err().contains(model + ": cannot be written: a file is in the way"), run.err());
        assertEquals("mine", Files.readString(model));
    }

    @Test
    void aVocabularyWithoutLineFeedIsImportedWithANote() throws Exception {
        Path deaf = folder.resolve("deaf.json");
        Files.writeString(deaf, Files.readString(Fixtures.vocabulary()).replace("\\n", "z"));
        Run run = importKeras(Fixtures.file("keras3-model.h5"), deaf);
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains("deaf.json: has no line feed"), run.err());
        run = Run.lilt("generate", "--model", model.toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("U+000A"), run.err());
    }

    /** What a command writes to the program's own standard output. */
    private static String standardOutput(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, Run.lilt(arguments).status());
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
