package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir
    Path folder;

    private final Model model = Models.random(1, RecurrentActivation.HARD_SIGMOID, 7, 5, 3, 4);

    @Test
    void whatIsWrittenIsReadBackToTheLastBit() throws Exception {
        ObjectNode extra = new ObjectMapper().createObjectNode().put("licence", "CC0-1.0");
        extra.putObject("scores").put("bits_per_character", 1.25);
        ModelFolder.write(model.withExtra(extra), folder.resolve("a/b"));
        Model read = ModelFolder.read(folder.resolve("a/b"));

        assertEquals(extra, read.extra());
        assertEquals(RecurrentActivation.HARD_SIGMOID, read.recurrentActivation());
        assertEquals(model.vocabularySize(), read.vocabularySize());
        for (int i = 0; i < model.vocabularySize(); i++) {
            assertEquals(model.character(i), read.character(i));
            assertEquals(i, read.token(model.character(i)));
        }
        model.tensors()
                .forEach((name, rows) ->
                        assertTrue(Arrays.deepEquals(rows, read.tensors().get(name)), name));
    }

    @Test
    void writingReplacesAnOldModelAndLeavesNothingElseBehind() throws Exception {
        ModelFolder.write(Models.random(2, RecurrentActivation.SIGMOID, 9, 2, 2), folder);
        ModelFolder.write(model, folder);
        assertEquals(7, ModelFolder.read(folder).vocabularySize());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("config.json", "model.safetensors"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void numbersBeginAtAMultipleOfEightAsOtherReadersOfTheFormatExpect() throws Exception {
        ModelFolder.write(model, folder);
        byte[] bytes = Files.readAllBytes(weights());
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long header = buffer.getLong();
        assertEquals(0, header % 8);
        JsonNode json = new ObjectMapper().readTree(Arrays.copyOfRange(bytes, 8, 8 + (int) header));
        assertEquals(
                "{\"dtype\":\"F32\",\"shape\":[7,5],\"data_offsets\":[0,140]}",
                json.get("embedding.weight").toString());
        assertEquals(model.embedding()[0][0], buffer.getFloat(8 + (int) header));
    }

    @Test
    void tensorsMayLieInAnyOrderAndCarryMetadata() throws Exception {
        ModelFolder.write(Models.random(3, RecurrentActivation.SIGMOID, 2, 1, 1), folder);
        // embedding.weight [2,1] and dense.bias [2] have the same length: exchanging their offsets exchanges their
        // numbers.
        Model straight = ModelFolder.read(folder);
        rewriteHeader(header -> {
            JsonNode first = header.path("embedding.weight").get("data_offsets");
            JsonNode last = header.path("dense.bias").get("data_offsets");
            ((ObjectNode) header.get("embedding.weight")).set("data_offsets", last);
            ((ObjectNode) header.get("dense.bias")).set("data_offsets", first);
            header.putObject("__metadata__").put("format", "pt");
            return header;
        });
        Model exchanged = ModelFolder.read(folder);
        assertArrayEquals(
                straight.denseBias(),
                new float[] {exchanged.embedding()[0][0], exchanged.embedding()[1][0]});
        assertEquals(straight.embedding()[0][0], exchanged.denseBias()[0]);
    }

    @Test
    void aPresetIsReadFromTheStreamsOfAJar() throws Exception {
        Model tiny = ModelFolder.read(
                "tiny",
                Files.newInputStream(Models.TINY.resolve("config.json")),
                Files.newInputStream(Models.TINY.resolve("model.safetensors")));
        assertEquals(11, tiny.vocabularySize());
        ModelException e = assertThrows(
                ModelException.class,
                () -> ModelFolder.read(
                        "tiny", new ByteArrayInputStream(new byte[0]), new ByteArrayInputStream(new byte[0])));
        assertTrue(e.getMessage().startsWith("tiny/config.json: "), e.getMessage());
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        assertFails("config.json: no such file");
        ModelFolder.write(model, folder);
        Files.delete(weights());
        assertFails("model.safetensors: no such file");
    }

    @Test
    void everyTruncationIsAnErrorOfOneLine() throws Exception {
        ModelFolder.write(model, folder);
        byte[] whole = Files.readAllBytes(weights());
        byte[] config = Files.readAllBytes(folder.resolve("config.json"));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            oneLine(assertThrows(
                    ModelException.class,
                    () -> ModelFolder.read("m", new ByteArrayInputStream(config), new ByteArrayInputStream(cut))));
        }
        Files.write(weights(), Arrays.copyOf(whole, whole.length - 1));
        assertFails("but its header describes " + whole.length);
        Files.write(weights(), Arrays.copyOf(whole, whole.length + 1));
        assertFails("but its header describes " + whole.length);
    }

    @Test
    void noGarbageEverCausesAnythingButAnErrorOfOneLine() throws Exception {
        ModelFolder.write(model, folder);
        byte[] config = Files.readAllBytes(folder.resolve("config.json"));
        byte[] whole = Files.readAllBytes(weights());
        Random random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            byte[] badConfig = config.clone();
            byte[] badWeights = whole.clone();
            if (i % 2 == 0) {
                badConfig[random.nextInt(config.length)] = (byte) random.nextInt();
            } else {
                badWeights[random.nextInt(1_000)] = (byte) random.nextInt();
            }
            try {
                ModelFolder.read("m", new ByteArrayInputStream(badConfig), new ByteArrayInputStream(badWeights));
            } catch (ModelException e) {
                oneLine(e);
            }
        }
    }

    @Test
    void aHugeHeaderLengthIsRefusedBeforeItIsRead() throws Exception {
        ModelFolder.write(model, folder);
        byte[] bytes = Files.readAllBytes(weights());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE - 7);
        Files.write(weights(), bytes);
        assertFails("header length: 9223372036854775800 is not from 2 to 1048576");
    }

    @Test
    void aTensorThatConfigDoesNotDescribeIsNamed() throws Exception {
        ModelFolder.write(model, folder);
        rewriteHeader(header -> {
            ((ObjectNode) header.get("lstm.1.bias")).put("dtype", "F16");
            return header;
        });
        assertFails("tensor lstm.1.bias: dtype \"F16\" is not \"F32\"");
        ModelFolder.write(model, folder);
        rewriteHeader(header -> header.set("lstm.9.bias", header.get("lstm.1.bias")));
        assertFails("tensor \"lstm.9.bias\": not part of the network in config.json");
        ModelFolder.write(model, folder);
        rewriteHeader(header -> header.without(List.of("dense.bias")));
        assertFails("tensor dense.bias: missing");
        ModelFolder.write(model, folder);
        rewriteHeader(header -> {
            header.withObject("/dense.kernel").putArray("shape").add(7).add(4);
            return header;
        });
        assertFails("tensor dense.kernel: shape [7,4] is not [4, 7] as config.json asks");
    }

    @Test
    void overlappingTensorsAreRefused() throws Exception {
        ModelFolder.write(model, folder);
        rewriteHeader(header -> {
            header.withObject("/lstm.0.kernel").putArray("data_offsets").add(0).add(240);
            return header;
        });
        assertFails("tensor lstm.0.kernel: begins at byte 0 of the numbers, not at 140");
        ModelFolder.write(model, folder);
        rewriteHeader(header -> {
            header.withObject("/lstm.0.kernel").putArray("data_offsets").add(-8).add(Long.MAX_VALUE);
            return header;
        });
        assertFails("tensor lstm.0.kernel: data_offsets [-8,9223372036854775807] do not span 240 bytes");
    }

    @Test
    void aNumberThatIsNotFiniteIsNamedWithItsPlace() throws Exception {
        ModelFolder.write(model, folder);
        byte[] bytes = Files.readAllBytes(weights());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
        Files.write(weights(), bytes);
        assertFails("model.safetensors: dense.bias[0,6] is NaN");
    }

    @Test
    void aWrongConfigIsNamedWithItsPlace() throws Exception {
        ModelFolder.write(model, folder);
        String config = Files.readString(folder.resolve("config.json"));
        config(
                config.replace("\"hard_sigmoid\"", "\"relu\""),
                "recurrent_activation: neither sigmoid nor hard_sigmoid");
        config(config.replace("\"!\"", "\" \""), "vocabulary[2]: \" \" stands there already");
        config(config.replace("\"!\"", "\"!!\""), "vocabulary[2]: not one character");
        config(config.replace("[ 3, 4 ]", "[ 3, 0 ]"), "hidden[1]: not a whole number from 1 to 16384");
        config(config.replace("[ 3, 4 ]", "[ 3, 4294967300 ]"), "hidden[1]: not a whole number from 1 to 16384");
        config(config.replace("[ 3, 4 ]", "[ ]"), "hidden: not an array of 1 to 64 entries");
        config(
                config.replace("\"embedding\" : 5", "\"embedding\" : 5.5"),
                "embedding: not a whole number from 1 to 65536");
        config(config.replaceFirst("\\{", "{\"primer\" : \"\","), "primer: not a text of 1 to 64 characters");
        config(config.replaceFirst("\\{", "{\"primer\" : 7,"), "primer: not a text of 1 to 64 characters");
        config(config + "x", "config.json: line ");
        config("[]", "config.json: not a JSON object");
        config("", "config.json: not a JSON object");
        config(config.replaceFirst("\\{", "{\"embedding\" : 5,"), "Duplicate field 'embedding'");
    }

    @Test
    void aModelWhoseShapesDoNotFitCannotBeMade() {
        Model.Layer layer = model.layers().get(0);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new Model(
                        new int[] {'a', 'b', 'c', 'd', 'e', 'f', 'g'},
                        RecurrentActivation.SIGMOID,
                        model.embedding(),
                        List.of(layer, layer),
                        model.denseKernel(),
                        model.denseBias(),
                        null));
        assertEquals("lstm.1.kernel has 5 rows, not 3", e.getMessage());
    }

    private Path weights() {
        return folder.resolve("model.safetensors");
    }

    private void config(String text, String message) throws IOException {
        Files.writeString(folder.resolve("config.json"), text);
        assertFails(message);
    }

    private void assertFails(String message) {
        ModelException e = assertThrows(ModelException.class, () -> ModelFolder.read(folder));
        oneLine(e);
        assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static void oneLine(ModelException e) {
        assertFalse(e.getMessage().contains("\n") || e.getMessage().contains("\r"), e.getMessage());
        assertTrue(e.getMessage().length() < 300, e.getMessage());
    }

    private void rewriteHeader(UnaryOperator<ObjectNode> change) throws IOException {
        byte[] bytes = Files.readAllBytes(weights());
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        ObjectNode header = (ObjectNode) new ObjectMapper().readTree(Arrays.copyOfRange(bytes, 8, 8 + length));
        byte[] json = change.apply(header).toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(8 + json.length + bytes.length - 8 - length).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(json.length).put(json).put(bytes, 8 + length, bytes.length - 8 - length);
        Files.write(weights(), out.array());
    }
}
