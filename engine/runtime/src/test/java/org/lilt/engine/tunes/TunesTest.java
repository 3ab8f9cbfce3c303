package org.lilt.engine.tunes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TunesTest {
    private static String tune(TuneText writer) {
        StringBuilder text = new StringBuilder();
        do {
            text.appendCodePoint(writer.next());
        } while (!writer.tuneEnded());
        return text.toString();
    }

    private static List<String> corpus() {
        Random random = new Random(1);
        return IntStream.range(0, 40)
                .mapToObj(i -> "M:4/4\nL:1/8\nK:D\n"
                        + random.ints(16, 0, 7)
                                .mapToObj(n -> "DEFGABd".substring(n, n + 1))
                                .reduce("", String::concat)
                        + "|\n")
                .toList();
    }

    /** The plain way: count, over the whole text, what follows the same characters. */
    private static boolean everFollows(String all, String context, int c) {
        return all.contains(context + Character.toString(c));
    }

    @Test
    void aMarkovChainWritesOnlyWhatFollowsTheSameCharactersInItsTunes() {
        MarkovWriter writer = new MarkovWriter(corpus(), "", 1);
        writer.parameters().get(0).set(4);
        String all = "\n\n" + String.join("\n", corpus()) + "\n\n";
        StringBuilder text = new StringBuilder("\n\n");
        for (int i = 0; i < 3; i++) {
            text.append(tune(writer));
        }
        for (int i = 6; i < text.length(); i++) {
            String context = text.substring(i - 4, i);
            if (all.indexOf(context) >= 0 && all.indexOf(context) < all.length() - 5) {
                assertTrue(everFollows(all, context, text.charAt(i)), "'" + context + text.charAt(i) + "'");
            }
        }
    }

    @Test
    void drawsAreAsFrequentAsInTheTunes() {
        MarkovWriter writer = new MarkovWriter(List.of("AB", "AB", "AC", "AB"), "", 5);
        int b = 0;
        for (int i = 0; i < 2000; i++) {
            b += tune(writer).contains("B") ? 1 : 0;
        }
        assertEquals(1500, b, 80);
    }

    @Test
    void theSameSeedWritesTheSameTunesWhateverWasWrittenBefore() {
        MarkovWriter first = new MarkovWriter(corpus(), "", 3);
        tune(first);
        String second = tune(first);
        MarkovWriter again = new MarkovWriter(corpus(), "", 3);
        again.startTune(2);
        assertEquals(second, tune(again));
        assertNotEquals(second, tune(new MarkovWriter(corpus(), "", 4)));
    }

    @Test
    void atTemperatureZeroTheLikeliestIsWrittenAndHeadersAreKept() {
        MarkovWriter writer = new MarkovWriter(List.of("M:3/4\nAB", "M:3/4\nAB", "M:3/4\nAC"), "M:2/4\n", 1);
        writer.parameters().get(1).set(0);
        assertEquals("M:2/4\nAB\n\n", tune(writer));
    }

    @Test
    void givenTunesArePlayedInTurnOrMixed() {
        GivenTunes tunes = new GivenTunes(List.of("K:C\nA", "K:C\nB\n", "K:C\nC"), 1);
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            heard.add(tune(tunes).strip());
        }
        assertEquals(List.of("K:C\nA", "K:C\nB", "K:C\nC", "K:C\nA"), heard);
        tunes.parameters().get(0).set(1);
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            mixed.add(tune(tunes).strip());
        }
        assertEquals(3, mixed.stream().distinct().count());
        assertFalse(IntStream.range(3, 60).allMatch(i -> mixed.get(i).equals(mixed.get(i % 3))));
    }

    @Test
    void whereThereIsNothingToPlayABarOfRestIs() {
        assertTrue(tune(new GivenTunes(i -> null, 1)).contains("z4"));
    }
}
