package org.lilt.engine.tunes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lilt.plugin.Parameter;

/** What a person wishes, of a Markov chain that knows jigs and reels in D and G. */
class TuneWishesTest {
    private static final List<String> CORPUS = corpus();

    private static List<String> corpus() {
        Random random = new Random(1);
        return IntStream.range(0, 60)
                .mapToObj(i -> (i % 2 == 0 ? "R:jig\nM:6/8\nL:1/8\nK:" : "R:reel\nM:4/4\nL:1/8\nK:")
                        + (i % 3 == 0 ? "D" : "G") + "\n"
                        + random.ints(24, 0, 7)
                                .mapToObj(n -> "DEFGABd".substring(n, n + 1))
                                .reduce("", String::concat) + "|\n")
                .toList();
    }

    /** As a generator has them: wishes, and whoever cues tunes. */
    private static final class Requests {
        private final TuneWishes wishes;
        private final CuedTunes tunes;

        Requests(String header, long seed) {
            wishes = new TuneWishes(new MarkovWriter(CORPUS, header, seed), header);
            tunes = new CuedTunes(wishes);
        }

        List<Parameter> parameters() {
            return Stream.concat(Stream.of(tunes.repeat()), wishes.parameters().stream())
                    .toList();
        }
    }

    private static Requests requests(String header, long seed) {
        return new Requests(header, seed);
    }

    private static String tune(Requests requests) {
        return tune(requests.tunes);
    }

    private static List<String> tunes(Requests requests, int count) {
        return tunes(requests.tunes, count);
    }

    private static String tune(TuneText writer) {
        StringBuilder text = new StringBuilder();
        do {
            text.appendCodePoint(writer.next());
        } while (!writer.tuneEnded());
        return text.toString();
    }

    private static List<String> tunes(TuneText writer, int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(tune(writer));
        }
        return all;
    }

    private static void choose(Requests requests, String id, String choice) {
        Parameter parameter = requests.parameters().stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow();
        parameter.set(parameter.parse(choice));
    }

    @Test
    void whoeverAsksForNothingGetsWhatTheWriterWrites() {
        assertEquals(tunes(new MarkovWriter(CORPUS, "", 7), 5), tunes(requests("", 7), 5));
        assertEquals(tunes(new MarkovWriter(CORPUS, "R:jig\n", 7), 5), tunes(requests("R:jig\n", 7), 5));
    }

    @Test
    void onlyWhatTheWriterCanSpellIsOffered() {
        List<Parameter> parameters = requests("", 1).parameters();
        assertEquals(
                List.of("repeat", "next_type", "next_meter", "next_key"),
                parameters.stream().map(Parameter::id).toList());
        assertEquals(
                List.of("any", "reel", "jig").stream().sorted().toList(),
                parameters.get(1).choices().stream().sorted().toList());
        assertEquals(
                1,
                1 + new TuneWishes(new GivenTunes(CORPUS, 1), "").parameters().size());
    }

    @Test
    void typeMeterAndKeyOfTheNextTuneAreAsWished() {
        Requests requests = requests("", 3);
        tune(requests);
        choose(requests, "next_key", "G");
        for (int i = 0; i < 10; i++) {
            String tune = tune(requests);
            assertTrue(tune.contains("\nK:G\n"), tune);
        }
        choose(requests, "next_type", "reel");
        choose(requests, "next_meter", "6/8");
        for (int i = 0; i < 10; i++) {
            String tune = tune(requests);
            assertTrue(tune.startsWith("R:reel\nM:6/8\nL:1/8\nK:G\n"), tune);
        }
    }

    @Test
    void aWishReplacesWhatThePresetBeginsWith() {
        Requests requests = requests("R:jig\nM:6/8\nL:1/8\n", 3);
        choose(requests, "next_type", "reel");
        choose(requests, "next_key", "D");
        String tune = tune(requests);
        assertTrue(tune.startsWith("R:reel\nM:6/8\nL:1/8\nK:D\n"), tune);
    }

    @Test
    void aTuneIsRepeatedAsLongAsThatIsWishedAndThenTheNextComes() {
        List<String> plain = tunes(requests("", 5), 5);
        Requests requests = requests("", 5);
        choose(requests, "repeat", "on");
        assertEquals(List.of(plain.get(0), plain.get(0), plain.get(0)), tunes(requests, 3));
        choose(requests, "repeat", "off");
        // A repeat takes the turn of the tune that would have come.
        assertEquals(plain.subList(3, 5), tunes(requests, 2));
    }

    @Test
    void whoeverLeavesARepeatedTuneGetsTheNext() {
        List<String> plain = tunes(requests("", 5), 4);
        Requests requests = requests("", 5);
        choose(requests, "repeat", "on");
        tunes(requests, 2);
        requests.tunes.next();
        requests.tunes.startTune(4);
        assertEquals(List.of(plain.get(3), plain.get(3)), tunes(requests, 2));
    }

    @Test
    void aTuneThatIsCuedIsRepeatedToo() {
        Requests requests = requests("", 5);
        choose(requests, "repeat", "on");
        tune(requests);
        requests.tunes.play("M:3/4\nL:1/4\nK:C\nzzz|");
        String cued = "M:3/4\nL:1/4\nK:C\nzzz|\n\n";
        assertEquals(List.of(cued, cued), tunes(requests, 2));
    }

    @Test
    void aBeginningThatIsGivenStandsAgainstWishes() {
        Requests requests = requests("", 5);
        choose(requests, "next_type", "reel");
        choose(requests, "next_key", "G");
        String bars = "R:jig\nM:6/8\nL:1/8\nK:D\nDEFG";
        requests.tunes.begin(bars, 1);
        assertTrue(tune(requests).startsWith(bars));
        assertTrue(tune(requests).startsWith("R:reel\n"));
    }

    @Test
    void anotherSeedBeginsWithItsFirstTune() {
        Requests requests = requests("", 5);
        tunes(requests, 2);
        requests.tunes.seed(9);
        assertEquals(tunes(requests("", 9), 3), tunes(requests, 3));
    }

    @Test
    void theNumbersOfCharactersGoOnThroughRepeats() {
        Requests requests = requests("", 5);
        choose(requests, "repeat", "on");
        long length = tune(requests).length();
        tune(requests);
        assertEquals(2 * length, requests.tunes.character());
    }

    @Test
    void drawnCharactersTellHowLikelyTheyWere() {
        Requests requests = requests("", 5);
        choose(requests, "next_type", "jig");
        StringBuilder text = new StringBuilder();
        double least = 1;
        do {
            int c = requests.tunes.next();
            text.appendCodePoint(c);
            least = Math.min(least, requests.tunes.probability());
            assertTrue(text.length() > "R:jig\n".length() || requests.tunes.probability() == 1);
        } while (!requests.tunes.tuneEnded());
        assertTrue(least < 0.9 && least > 0, "" + least);
    }
}
