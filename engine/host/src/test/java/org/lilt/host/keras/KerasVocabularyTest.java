package org.lilt.host.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.engine.network.ModelException;

class KerasVocabularyTest {
    @TempDir
    Path folder;

    @Test
    void bothDirectionsAndAListSayTheSame() throws Exception {
        int[] characters = KerasVocabulary.read(Fixtures.file("char_to_idx.json"));
        assertEquals("\n :2|ABCKMX\"", new String(characters, 0, characters.length));
        assertArrayEquals(characters, KerasVocabulary.read(Fixtures.file("idx_to_char.json")));
        assertArrayEquals(characters, KerasVocabulary.read(Fixtures.file("characters.json")));
    }

    @Test
    void digitsAreCharactersWhereTheValuesAreNumbers() throws Exception {
        assertArrayEquals(new int[] {'1', '0'}, read("{\"0\": 1, \"1\": 0}"));
        assertArrayEquals(new int[] {'1', '0'}, read("{\"1\": \"0\", \"0\": \"1\"}"));
    }

    @Test
    void aCharacterOutsideTheBasicPlaneIsOne() throws Exception {
        assertArrayEquals(new int[] {0x1D11E}, read("[\"\\ud834\\udd1e\"]"));
    }

    @Test
    void whatIsNoVocabularyIsRefusedWithItsPlace() throws Exception {
        refuses("{\"a\": 0, \"b\": 2}", "b: index 2, but the indices of 2 characters are 0 to 1");
        refuses("{\"a\": 0, \"b\": -1}", "b: index -1,");
        refuses("{\"a\": 0, \"b\": 0.5}", "b: index 0.5,");
        refuses("{\"a\": 0, \"b\": 0}", "index 0: is given to two characters, U+0061 and U+0062");
        refuses("{\"0\": \"a\", \"1\": \"a\"}", "index 1: the same character as that of index 0, U+0061");
        refuses("{\"0\": \"a\", \"00\": \"b\"}", "index 0: is given to two characters");
        refuses("{\"0\": \"a\", \"x\": \"b\"}", "b: index x,");
        refuses("{\"0\": \"a\", \"1\": null}", "index 1: null is not one character");
        refuses("{\"the\": 0}", "index 0: \"the\" is not one character");
        refuses("[\"a\", \"a\"]", "index 1: the same character");
        refuses("[\"\\ud834\"]", "is not one character");
        refuses("{\"a\": 0,\n\"a\": 1}", "line 2");
        refuses("{\"a\": 0} x", "line 1");
        refuses("[]", "not a JSON object or array");
        refuses("7", "not a JSON object or array");
        refuses("", "not a JSON object or array");
        refuses("[".repeat(5_000), "nesting depth");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("none.json");
        ModelException e = assertThrows(ModelException.class, () -> KerasVocabulary.read(missing));
        assertEquals(missing + ": no such file", e.getMessage());
    }

    private int[] read(String json) throws Exception {
        Path file = folder.resolve("vocabulary.json");
        Files.writeString(file, json);
        return KerasVocabulary.read(file);
    }

    private void refuses(String json, String reason) throws Exception {
        ModelException e = assertThrows(ModelException.class, () -> read(json));
        assertTrue(e.getMessage().startsWith(folder.resolve("vocabulary.json") + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
}
