package org.lilt.host.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.lilt.engine.network.ModelException;

/**
 * The characters of a network as tutorials keep them beside the weights: a JSON object from character to index, one from index to
 * character, or an array of characters.
 */
final class KerasVocabulary {
    /** As many characters as a model folder takes. */
    private static final int MAXIMUM_CHARACTERS = 1 << 16;

    private static final int MAXIMUM_BYTES = 16 << 20;
    private static final int NONE = -1;

    private final Path file;
    private final int[] characters;
    private final Map<Integer, Integer> indices = new HashMap<>();

    private KerasVocabulary(Path file, int size) {
        this.file = file;
        characters = new int[size];
        Arrays.fill(characters, NONE);
    }

    /** The character (Unicode code point) of each index, none missing and no two the same. */
    static int[] read(Path file) throws ModelException {
        JsonNode root = Json.parse(file.toString(), bytes(file));
        if (!root.isObject() && !root.isArray() || root.isEmpty() || root.size() > MAXIMUM_CHARACTERS) {
            throw new ModelException(file + ": not a JSON object or array of 1 to " + MAXIMUM_CHARACTERS
                    + " characters (char_to_idx, idx_to_char or a list)");
        }
        KerasVocabulary vocabulary = new KerasVocabulary(file, root.size());
        if (root.isArray()) {
            for (int i = 0; i < root.size(); i++) {
                vocabulary.put(root.get(i), root.get(i).textValue(), i);
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : root.properties()) {
                vocabulary.put(entry);
            }
        }
        return vocabulary.characters;
    }

    private static byte[] bytes(Path file) throws ModelException {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + (Files.exists(file) ? ": not a file" : ": no such file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new ModelException(file + ": larger than " + MAXIMUM_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** An entry whose value is a number maps a character to its index, any other an index to its character. */
    private void put(Map.Entry<String, JsonNode> entry) throws ModelException {
        String key = entry.getKey();
        JsonNode value = entry.getValue();
        if (value.isNumber()) {
            put(value, key, index(value.asText(), key));
        } else {
            put(value, value.textValue(), index(key, value.asText()));
        }
    }

    private int index(String number, String text) throws ModelException {
        int index = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : NONE;
        if (index < 0 || index >= characters.length) {
            throw new ModelException(file + ": " + Hdf5.printable(text) + ": index " + Hdf5.printable(number)
                    + ", but the indices of " + characters.length + " characters are 0 to " + (characters.length - 1));
        }
        return index;
    }

    private void put(JsonNode value, String text, int index) throws ModelException {
        if (text == null || text.codePointCount(0, text.length()) != 1 || isSurrogate(text.codePointAt(0))) {
            String shown = text == null ? value.toString() : '"' + text + '"';
            throw new ModelException(
                    file + ": index " + index + ": " + Hdf5.printable(shown) + " is not one character");
        }
        int character = text.codePointAt(0);
        if (characters[index] != NONE) {
            throw new ModelException(file + ": index " + index + ": is given to two characters, U+"
                    + String.format("%04X and U+%04X", characters[index], character));
        }
        Integer other = indices.putIfAbsent(character, index);
        if (other != null) {
            throw new ModelException(file + ": index " + index + ": the same character as that of index " + other
                    + ", U+" + String.format("%04X", character));
        }
        characters[index] = character;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
