package org.lilt.engine.network;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code config.json} of a model folder: what the tensors must look like, and whatever else the maker of the model noted. */
record ModelConfig(
        int[] vocabulary, int embedding, int[] hidden, RecurrentActivation recurrentActivation, ObjectNode extra) {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Larger than any file a person writes, small enough to hold in memory. */
    private static final int MAXIMUM_BYTES = 16 << 20;

    private static final int MAXIMUM_LAYERS = 64;
    /** Bounds one row of a kernel to 1 MiB and a tensor to what an array of rows can hold. */
    private static final int MAXIMUM_SIZE = 1 << 16;

    /** It is fed at the beginning of every tune, while the music waits. */
    private static final int LONGEST_PRIMER = 64;

    private static final List<String> OWN_KEYS = List.of("vocabulary", "embedding", "hidden", "recurrent_activation");

    /** Reads and checks; {@code file} is how messages name it. */
    static ModelConfig read(String file, InputStream in) throws ModelException {
        JsonNode root = parse(file, in);
        if (!(root instanceof ObjectNode object)) {
            throw new ModelException(file + ": not a JSON object");
        }
        ObjectNode extra = object.deepCopy();
        extra.remove(OWN_KEYS);
        checkPrimer(file, extra.path(Model.PRIMER));
        JsonNode layers = array(file, object, "hidden", MAXIMUM_LAYERS);
        int[] hidden = new int[layers.size()];
        for (int l = 0; l < hidden.length; l++) {
            hidden[l] = size(file, "hidden[" + l + "]", layers.get(l), MAXIMUM_SIZE / 4);
        }
        return new ModelConfig(
                vocabulary(file, array(file, object, "vocabulary", MAXIMUM_SIZE)),
                size(file, "embedding", object.path("embedding"), MAXIMUM_SIZE),
                hidden,
                activation(file, object.path("recurrent_activation")),
                extra);
    }

    static byte[] write(Model model) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode vocabulary = root.putArray("vocabulary");
        for (int i = 0; i < model.vocabularySize(); i++) {
            vocabulary.add(Character.toString(model.character(i)));
        }
        root.put("embedding", model.embeddingSize());
        ArrayNode hidden = root.putArray("hidden");
        model.layers().forEach(layer -> hidden.add(layer.hidden()));
        root.put("recurrent_activation", model.recurrentActivation().key());
        ObjectNode extra = model.extra();
        extra.remove(OWN_KEYS);
        root.setAll(extra);
        return JSON.writeValueAsBytes(root);
    }

    private static JsonNode parse(String file, InputStream in) throws ModelException {
        byte[] bytes;
        try {
            bytes = in.readNBytes(MAXIMUM_BYTES + 1);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > MAXIMUM_BYTES) {
            throw new ModelException(file + ": larger than " + MAXIMUM_BYTES + " bytes");
        }
        return parse(file, bytes);
    }

    /** Parses JSON that must be whole and without duplicate keys; errors are one line with the place. */
    static JsonNode parse(String file, byte[] bytes) throws ModelException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ": line " + e.getLocation().getLineNr() + " column "
                            + e.getLocation().getColumnNr();
            throw new ModelException(
                    file + place + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("not JSON"),
                    e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode array(String file, ObjectNode root, String key, int most) throws ModelException {
        JsonNode node = root.path(key);
        if (!node.isArray() || node.isEmpty() || node.size() > most) {
            throw new ModelException(file + ": " + key + ": not an array of 1 to " + most + " entries");
        }
        return node;
    }

    private static int size(String file, String place, JsonNode node, int most) throws ModelException {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > most) {
            throw new ModelException(file + ": " + place + ": not a whole number from 1 to " + most);
        }
        return node.intValue();
    }

    private static int[] vocabulary(String file, JsonNode entries) throws ModelException {
        int[] vocabulary = new int[entries.size()];
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < vocabulary.length; i++) {
            String text = entries.get(i).textValue();
            if (text == null || text.codePoints().count() != 1 || isSurrogate(text.codePointAt(0))) {
                throw new ModelException(file + ": vocabulary[" + i + "]: not one character");
            }
            vocabulary[i] = text.codePointAt(0);
            if (!seen.add(vocabulary[i])) {
                throw new ModelException(file + ": vocabulary[" + i + "]: " + entries.get(i) + " stands there already");
            }
        }
        return vocabulary;
    }

    private static void checkPrimer(String file, JsonNode primer) throws ModelException {
        boolean isText = primer.isTextual()
                && !primer.textValue().isEmpty()
                && primer.textValue().length() <= LONGEST_PRIMER;
        if (!primer.isMissingNode() && !isText) {
            throw new ModelException(
                    file + ": " + Model.PRIMER + ": not a text of 1 to " + LONGEST_PRIMER + " characters");
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static RecurrentActivation activation(String file, JsonNode node) throws ModelException {
        for (RecurrentActivation activation : RecurrentActivation.values()) {
            if (activation.key().equals(node.textValue())) {
                return activation;
            }
        }
        throw new ModelException(file + ": recurrent_activation: neither sigmoid nor hard_sigmoid");
    }
}
