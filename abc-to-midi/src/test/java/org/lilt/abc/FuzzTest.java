package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Whatever is fed, nothing is thrown, every note ends, every datum is in range, and time and frontier only go forward. Inputs are random characters, mutated
 * tunes and tunes spliced from pieces; {@code -Dlilt.fuzz=1000000} asks for more of them than the usual number.
 */
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("lilt.fuzz", 30_000);
    private static final long SEED = Long.getLong("lilt.fuzz.seed", 20_261_123L);
    private static final String ALPHABET =
            "ABCDEFGabcdefgzxZXyHLMOPSTuv~.|:[](){}<>-_^=/,'\"!+&%\\0123456789 \n\n\r\tKLMQPVXRwUmI:*@#;$`nop\u00e9\u0000";

    private static final String[] PIECES = {
        "|:",
        ":|",
        "::",
        "|",
        "||",
        "|]",
        "[|",
        "[1",
        "[2",
        ":|[2",
        "|1",
        ":|2",
        "[1,3",
        "[1-3",
        ":||:",
        "|::",
        "::|",
        "(3",
        "(5:4:6",
        "(2",
        "(9:",
        ">",
        "<",
        ">>>",
        "-",
        " -",
        "A",
        "^c",
        "__B",
        "=f",
        "d'",
        "G,,",
        "z",
        "Z4",
        "x2",
        "y",
        "3/2",
        "/",
        "//",
        "/3",
        "64",
        "9999",
        "/9999",
        "[CEG]",
        "[C2E4]3",
        "[Ac",
        "{",
        "}",
        "{gf}",
        "{/a}",
        "\"Am7\"",
        "\"G/b\"",
        "\"^text\"",
        "\"N.C.\"",
        "\"",
        "!trill!",
        "!p!",
        "!<(!",
        "!<)!",
        "!fermata!",
        "!",
        "+",
        "~",
        "T",
        ".",
        "H",
        "\n",
        "\n\n",
        "\nX:2\n",
        "\nM:6/8\n",
        "\nM:none\n",
        "\nL:1/16\n",
        "\nL:1/1024\n",
        "\nL:32/1\n",
        "\nK:Ador\n",
        "\nK:C transpose=99\n",
        "\nK:C octave=-9\n",
        "[K:Eb]",
        "[M:5/4]",
        "[L:1/4]",
        "[Q:3/8=90]",
        "\nQ:\"Presto\"\n",
        "\nV:2\n",
        "\nV:1 octave=1\n",
        "[V:1]",
        "[V:3]",
        "&",
        "&&",
        "\nP:B\n",
        "\nw: la la_ * - | ~x\n",
        "\nU: T = !turn!\n",
        "\nm: ~n2 = (3o/n/m/ n\n",
        "\nm: q = A2\n",
        "~B2",
        "q",
        "\n%%MIDI program 200\n",
        "\n%%MIDI channel 5\n",
        "\n%%MIDI gchord ffcc2b\n",
        "\n%%MIDI drum dzd 35 38 100 50\n",
        "\n%%MIDI drumon\n",
        "\n%%MIDI transpose -40\n",
        "\n%%MIDI beatstring fpmp\n",
        "\n%%MIDI grace 1/3\n",
        "\n%%MIDI ratio 2 1\n",
        "\n%%propagate-accidentals not\n",
        "%c",
        "\\\n",
        "`",
        "s",
        "J",
        "\r\n",
        "\r"
    };

    private static final AbcOptions[] OPTIONS = {
        AbcOptions.LIVE,
        AbcOptions.FILE,
        AbcOptions.FILE.withSwing(new AbcSwing(2, 1, false)).withPlayOrder(true),
        AbcOptions.LIVE.withAccompaniment(false).withSwing(new AbcSwing(3, 2, false))
    };

    @Test
    void nothingThatIsFedThrowsOrLeavesANoteOn() throws IOException {
        List<String> tunes = corpus();
        for (int i = 0; i < INPUTS; i++) {
            Random random = new Random(SEED + i);
            String abc = input(i, tunes, random);
            AbcOptions options = OPTIONS[random.nextInt(OPTIONS.length)];
            try {
                check(abc, options);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new AssertionError(
                        "input " + i + ", at its smallest: " + options + "\n" + smallest(abc, a -> fails(a, options)),
                        e);
            }
        }
    }

    /** Pieces of any length are read a shorter way where they hold whole notes; characters never are. */
    @Test
    void piecesOfAnyLengthTellTheSameAsCharacters() throws IOException {
        List<String> tunes = corpus();
        for (int i = 0; i < INPUTS / 10; i++) {
            Random random = new Random(SEED + i);
            String abc = input(i, tunes, random);
            AbcOptions options = OPTIONS[random.nextInt(OPTIONS.length)];
            int longest = i % 2 == 0 ? 1 + random.nextInt(40) : 1000;
            if (!told(abc, options, 1).equals(told(abc, options, longest))) {
                String least = smallest(abc, a -> !told(a, options, 1).equals(told(a, options, longest)));
                assertEquals(told(least, options, 1), told(least, options, longest), options + "\n" + least);
                fail("input " + i); // at its smallest, it does not fail any more
            }
        }
    }

    /** Events and oddities of a text that is fed in pieces of up to so many characters. */
    private static List<String> told(String abc, AbcOptions options, int longest) {
        Random random = new Random(abc.length());
        Log log = new Log();
        List<String> oddities = new ArrayList<>();
        AbcReader reader = new AbcReader(
                log,
                (line, column, problem, words) -> oddities.add(line + ":" + column + " " + problem + " " + words),
                options);
        char[] text = abc.toCharArray();
        for (int i = 0; i < text.length; ) {
            int length = Math.min(1 + random.nextInt(longest), text.length - i);
            if (length == 1) {
                reader.feed(text[i]);
            } else {
                reader.feed(text, i, i + length);
            }
            i += length;
            oddities.add(state(reader, i == text.length));
        }
        reader.end();
        oddities.removeIf(String::isEmpty);
        log.lines.addAll(oddities);
        return log.lines;
    }

    /** Where the reader is at the end of the text, before that is told. */
    private static String state(AbcReader reader, boolean wanted) {
        return wanted
                ? reader.positionInBar() + " " + reader.tieOpen() + reader.repeatOpen() + reader.replaying() + " "
                        + reader.frontier()
                : "";
    }

    /** Takes characters out as long as it still fails. */
    private static String smallest(String abc, Predicate<String> fails) {
        String best = abc;
        for (int size = Math.max(1, abc.length() / 2); size >= 1; size /= 2) {
            for (int at = 0; at + size <= best.length(); ) {
                String shorter = best.substring(0, at) + best.substring(at + size);
                if (fails.test(shorter)) {
                    best = shorter;
                } else {
                    at += size;
                }
            }
        }
        return best;
    }

    private static boolean fails(String abc, AbcOptions options) {
        try {
            check(abc, options);
            return false;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return true;
        }
    }

    private static String input(int i, List<String> tunes, Random random) {
        return switch (i % 4) {
            case 0 -> randomCharacters(random);
            case 1 -> mutated(tunes.get(random.nextInt(tunes.size())), random);
            case 2 -> spliced(tunes, random);
            default -> pieces(random);
        };
    }

    /** Plain tunes of this test's own where the Nottingham ones are not at hand. */
    private static List<String> corpus() throws IOException {
        List<String> tunes = new ArrayList<>();
        tunes.add("X:1\nM:6/8\nL:1/8\nK:D\n|:\"D\"A2d def|\"G\"gfe \"A7\"edc:|[1 d3 d2:|[2 d6|]\nw: la la\n");
        tunes.add(
                "X:1\nM:4/4\nL:1/8\nV:1 clef=treble\nV:2 clef=bass octave=-1\nK:Am\nV:1\nABcd efga & A4 E4|\nV:2\nA8|\n");
        for (String tune :
                java.nio.file.Files.exists(Repository.shared("nottingham")) ? Tunes.all() : List.<String>of()) {
            if (tune.length() < 600) {
                tunes.add(tune);
            }
        }
        return tunes;
    }

    private static String randomCharacters(Random random) {
        StringBuilder s = new StringBuilder(random.nextBoolean() ? "K:C\n" : "");
        for (int n = random.nextInt(120); n > 0; n--) {
            s.append(
                    random.nextInt(20) == 0
                            ? (char) random.nextInt(0x300)
                            : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return s.toString();
    }

    private static String mutated(String tune, Random random) {
        StringBuilder s = new StringBuilder(tune);
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            int at = random.nextInt(s.length());
            switch (random.nextInt(4)) {
                case 0 -> s.deleteCharAt(at);
                case 1 -> s.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> s.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                default -> s.insert(at, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return s.toString();
    }

    private static String spliced(List<String> tunes, Random random) {
        String a = tunes.get(random.nextInt(tunes.size()));
        String b = tunes.get(random.nextInt(tunes.size()));
        return a.substring(0, random.nextInt(a.length())) + b.substring(random.nextInt(b.length()));
    }

    private static String pieces(Random random) {
        StringBuilder s = new StringBuilder("X:1\nK:C\n");
        for (int n = random.nextInt(60); n > 0; n--) {
            s.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return s.toString();
    }

    /** Notes checks order, range and balance; here the frontier, and that diagnostics can be read. */
    private static void check(String abc, AbcOptions options) {
        Notes notes = new Notes();
        long[] reports = new long[1];
        AbcDiagnostics diagnostics = (line, column, problem, words) -> {
            reports[0]++;
            assertTrue(line >= 1 && column >= 1, problem::name);
            assertTrue(words.toString().length() <= 1024);
        };
        if (options.playOrder() || abc.length() % 4 == 0) {
            AbcFile.read(abc, notes, diagnostics, options);
            return;
        }
        AbcReader reader = new AbcReader(notes, diagnostics, options);
        int tune = 0;
        long frontier = 0;
        for (int i = 0; i < abc.length(); i++) {
            reader.feed(abc.charAt(i));
            if (reader.tune() != tune || !reader.inTune()) {
                tune = reader.tune();
                frontier = 0;
            }
            notes.notBefore(reader.inTune() ? frontier : 0);
            long now = reader.frontier();
            assertTrue(now >= frontier, "the frontier went back");
            frontier = now;
            while (reader.replaying()) {
                reader.replay(now += 50_000_000);
            }
        }
        notes.notBefore(0);
        reader.end();
        assertEquals(0, notes.sounding());
    }
}
