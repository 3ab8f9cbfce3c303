package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lilt.abc.NormalForm;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.ModelFolder;
import org.lilt.engine.network.SamplingParameters;

class PresetLibraryTest {
    @TempDir
    Path folder;

    static List<String> names() throws Exception {
        return PresetLibrary.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyShippedPresetWritesTunes(String name) throws Exception {
        Path file = folder.resolve("tunes.abc");
        Run run = Run.lilt("generate", "--preset", name, "--tunes", "2", "--seed", "1", "-o", file.toString());
        assertEquals(0, run.status(), run.err());
        assertFalse(Files.readString(file).isBlank());
        assertEquals(name, PresetLibrary.shipped(name).name());
        assertTrue(PresetLibrary.shipped(name).licence().contains("README.md"), "says where its licence is explained");
    }

    @ParameterizedTest
    @CsvSource({"jigs, jig, 6/8", "reels, reel, 4/4", "waltzes, waltz, 3/4", "hornpipes, hornpipe, 4/4"})
    void presetsOfAKindWriteTunesOfThatKind(String name, String rhythm, String meter) throws Exception {
        Path file = folder.resolve("tunes.abc");
        assertEquals(
                0,
                Run.lilt("generate", "--preset", name, "--tunes", "3", "--seed", "2", "-o", file.toString())
                        .status());
        List<String> tunes = NormalForm.tunes(Files.readString(file));
        assertEquals(3, tunes.size());
        for (String tune : tunes) {
            assertTrue(tune.contains("R:" + rhythm + "\nM:" + meter + "\n"), tune);
        }
    }

    @Test
    void aCheckpointIsPlayedInsteadOfTheNetworkItselfWhereThereIsOne() throws Exception {
        PresetLibrary.Loaded shipped = PresetLibrary.load("nottingham", null);
        Path model = folder.resolve("model");
        ModelFolder.write(shipped.model(), model.resolve("epoch-3"));
        Run run = Run.lilt("generate", "--model", model.toString(), "--checkpoint", "3", "--tunes", "1", "--seed", "1");
        assertEquals(0, run.status(), run.err());
        Run none = Run.lilt("generate", "--model", model.toString(), "--checkpoint", "4", "--tunes", "1");
        assertEquals(1, none.status());
        assertEquals(
                "lilt generate: " + model + ": keeps no checkpoint of epoch 4",
                none.err().strip());
        Run shippedNone = Run.lilt("generate", "--preset", "nottingham", "--checkpoint", "4");
        assertEquals(
                "lilt generate: preset nottingham: keeps no checkpoint of epoch 4",
                shippedNone.err().strip());
    }

    @Test
    void aRandomFirstCharacterIsAnyOfTheVocabulary() throws Exception {
        PresetLibrary.Loaded shipped = PresetLibrary.load("nottingham", null);
        ModelFolder.write(shipped.model(), folder.resolve("model"));
        Path preset = folder.resolve("mine.json");
        Files.writeString(
                preset,
                "{\"format\": 1, \"name\": \"mine\", \"generator\": \"lstm\", \"model\": \"model\", \"randomFirst\": true}");
        Source.Loaded loaded = new Source.Loaded(
                PresetLibrary.load(preset.toString(), null).preset(),
                new LstmNetwork(shipped.model()),
                SamplingParameters.of(1),
                1);
        var writer = loaded.writer();
        long different = Stream.iterate(1, tune -> tune + 1)
                .limit(200)
                .map(tune -> {
                    writer.startTune(tune);
                    return writer.next();
                })
                .distinct()
                .count();
        assertTrue(different > 40, different + " different first characters of 200");
    }
}
