package org.lilt.engine.tunes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CuedTunesTest {
    private final MarkovWriter writer =
            new MarkovWriter(List.of("K:C\nABcd|efga|", "K:C\nAceg|bagf|", "K:C\nABAB|cdcd|"), "", 1);
    private final CuedTunes tunes = new CuedTunes(writer);

    private String tune() {
        StringBuilder text = new StringBuilder();
        do {
            text.appendCodePoint(tunes.next());
        } while (!tunes.tuneEnded());
        return text.toString();
    }

    private static String plain(int ordinal) {
        MarkovWriter alone = new MarkovWriter(List.of("K:C\nABcd|efga|", "K:C\nAceg|bagf|", "K:C\nABAB|cdcd|"), "", 1);
        alone.startTune(ordinal);
        StringBuilder text = new StringBuilder();
        do {
            text.appendCodePoint(alone.next());
        } while (!alone.tuneEnded());
        return text.toString();
    }

    @Test
    void aCuedTuneIsPlayedOnceAndTheOthersAreAsTheyWouldHaveBeen() {
        assertEquals(plain(1), tune());
        tunes.play("K:G\nGGG|");
        assertEquals("K:G\nGGG|\n\n", tune());
        assertEquals(plain(3), tune());
        long characters = plain(1).length() + 10 + plain(3).length();
        assertEquals(characters, tunes.character());
    }

    @Test
    void aTuneCanBeginAsOneDidAndGoOnAnotherWay() {
        writer.parameters().get(0).set(1);
        tunes.begin("K:C\nAB", 1);
        String first = tune();
        assertTrue(first.startsWith("K:C\nAB"));
        tunes.startTune(1);
        tunes.begin("K:C\nAB", 2);
        String second = tune();
        assertTrue(second.startsWith("K:C\nAB"));
        assertNotEquals(first, second);
    }

    @Test
    void aBeginningOfUnknownCharactersIsRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> tunes.begin("K:C\n!", 0));
        assertEquals("character 5 of the beginning, '!', is none that these tunes are written with", e.getMessage());
    }
}
