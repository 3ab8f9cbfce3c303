package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lilt.abc.Hearing.HEADER;
import static org.lilt.abc.Hearing.heard;
import static org.lilt.abc.Hearing.log;
import static org.lilt.abc.Hearing.melody;
import static org.lilt.abc.Hearing.reports;
import static org.lilt.abc.Hearing.velocities;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each decoration, dynamic, directive and spelling by itself: a table of what is written and what is heard. */
class ConstructTablesTest {
    private static void assertMelodies(String[][] table) {
        for (String[] row : table) {
            assertEquals(row[1], melody(row[0] + "\n"), row[0]);
            assertEquals(List.of(), reports(row[0] + "|\n", AbcOptions.FILE.withAccompaniment(false)), row[0]);
        }
    }

    @Test
    void everyDecorationThatSounds() {
        String plain = "60@0:1 62@1:1";
        String half = "60@0:1/2 62@1:1";
        String twice = "60@0:2 62@2:1";
        String trill = "60@0:1/8 62@1/8:1/8 60@1/4:1/8 62@3/8:1/8 60@1/2:1/8 62@5/8:1/8 60@3/4:1/8 62@7/8:1/8 60@1:1/8";
        String trilled =
                "60@0:1/9 62@1/9:1/9 60@2/9:1/9 62@1/3:1/9 60@4/9:1/9 62@5/9:1/9 60@2/3:1/9 62@7/9:1/9 60@8/9:1/9 62@1:1";
        String roll = "60@0:1/3 62@1/3:1/6 60@1/2:1/6 59@2/3:1/6 60@5/6:1/6 62@1:1";
        String lower = "60@0:1/8 59@1/8:1/8 60@1/4:3/4 62@1:1";
        String upper = "60@0:1/8 62@1/8:1/8 60@1/4:3/4 62@1:1";
        String turn = "62@0:1/4 60@1/4:1/4 59@1/2:1/4 60@3/4:1/4 62@1:1";
        String inverted = "59@0:1/4 60@1/4:1/4 62@1/2:1/4 60@3/4:1/4 62@1:1";
        assertMelodies(new String[][] {
            {"CD", plain},
            {"!tenuto!CD", plain},
            {"!staccato!CD", half},
            {"!wedge!CD", half},
            {".CD", half},
            {"+staccato+CD", half},
            {"!fermata!CD", twice},
            {"HCD", twice},
            {"!trill!CD", trilled},
            {"TCD", trilled},
            {"!roll!CD", roll},
            {"~CD", roll},
            {"!mordent!CD", lower},
            {"!lowermordent!CD", lower},
            {"MCD", lower},
            {"!pralltriller!CD", upper},
            {"!uppermordent!CD", upper},
            {"PCD", upper},
            {"!turn!CD", turn},
            {"!invertedturn!CD", inverted},
            {"uCvD", plain},
            {"[.C.E]D", "60@0:1/2 64@0:1/2 62@1:1"},
        });
    }

    @Test
    void everyDynamic() {
        Object[][] levels = {
            {"pppp", 30},
            {"ppp", 30},
            {"pp", 45},
            {"p", 60},
            {"mp", 75},
            {"mf", 90},
            {"f", 105},
            {"ff", 120},
            {"fff", 127},
            {"ffff", 127}
        };
        for (Object[] level : levels) {
            assertEquals(List.of(level[1]), velocities("!" + level[0] + "!C|\n"), level[0].toString());
        }
        assertEquals(List.of(120, 80, 110, 80), velocities("LCDLEF|\n"), "an accent adds 15");
    }

    @Test
    void hairpinsRiseAndFallByFiveAQuarterNoteUntilTheirEndMark() {
        for (String[] marks : new String[][] {{"<(", "<)"}, {"crescendo(", "crescendo)"}}) {
            String body = "!mp!!" + marks[0] + "!C|D|E|!" + marks[1] + "!F|G|\n";
            assertEquals(List.of(75, 80, 85, 90, 90), velocities(body), body);
        }
        for (String[] marks : new String[][] {{">(", ">)"}, {"diminuendo(", "diminuendo)"}}) {
            String body = "!mf!!" + marks[0] + "!C|D|E|!" + marks[1] + "!F|G|\n";
            assertEquals(List.of(90, 85, 80, 75, 75), velocities(body), body);
        }
        assertEquals(List.of(30, 90), velocities("!ppp!!<(!C20|D|\n"), "by no more than 60");
    }

    @Test
    void graceNotesRestsTiesAndLengths() {
        assertMelodies(new String[][] {
            {"{D}C", "62@0:1/4 60@1/4:3/4"},
            {"{/D}C", "62@0:1/4 60@1/4:3/4"},
            {"{D2E/}C2", "62@0:1/2 64@1/2:1/8 60@5/8:11/8"},
            {"{D}[CE]", "62@0:1/4 60@1/4:3/4 64@1/4:3/4"},
            {"%%MIDI gracedivider 8\n{D}C", "62@0:1/8 60@1/8:7/8"},
            {"U: W = !trill!\nU: W = !staccato!\nWC", "60@0:1/2"},
            {"m: k = C2\nkE", "60@0:2 64@2:1"},
            {"m: kn = n/o/\nkGkC", "67@0:1/2 69@1/2:1/2 60@1:1/2 62@3/2:1/2"},
            {"C\ns: !p! words that do not sound\nD", "60@0:1 62@1:1"},
        });
    }

    @Test
    void everyDirectiveAboutTheNotes() {
        assertMelodies(new String[][] {
            {"%%MIDI transpose 3\nC", "63@0:1"},
            {"%%MIDI transpose 3\n%%MIDI rtranspose -1\nC", "62@0:1"},
            {"I:MIDI transpose 3\nC", "63@0:1"},
            {"%%MIDI nobarlines\n^CCCCC|C", "61@0:1 60@1:1 60@2:1 60@3:1 60@4:1 60@5:1"},
            {"%%MIDI ratio 3 2\nC>D", "60@0:6/5 62@6/5:4/5"},
            {"%%MIDI grace 1/4\n{DE}C", "62@0:1/8 64@1/8:1/8 60@1/4:3/4"},
            {"%%propagate-accidentals pitch\n^CCc", "61@0:1 61@1:1 73@2:1"},
        });
        assertEquals("60@0:1", heard(HEADER + "%%MIDI channel 5\nC\n", AbcOptions.FILE, 4));
        assertEquals(List.of(95, 95, 95, 95), velocities("%%MIDI nobeataccents\nCDEF|\n"));
        assertEquals(List.of(105, 80, 95, 80), velocities("%%MIDI nobeataccents\n%%MIDI beataccents\nCDEF|\n"));
        List<String> told = log(HEADER + "%%MIDI program 73\nC|\n%%MIDI program 3 40\nD|\n", AbcOptions.FILE);
        assertTrue(told.contains("0 program 0 73") && told.contains("10080 program 2 40"), told::toString);
    }

    @Test
    void everyDirectiveAboutTheAccompaniment() {
        Object[][] table = {
            // directives, channel, what is heard under a bar of C
            {"", 1, "36@0:1/2 36@2:1/2"},
            {"%%MIDI gchord f4c4", 1, "36@0:2"},
            {"%%MIDI gchord f4b4", 1, "36@0:2 36@2:2"},
            {"%%MIDI gchord f4c4", 2, "48@2:2 52@2:2 55@2:2"},
            {"%%MIDI gchord ghiG", 2, "48@0:1 52@1:1 55@2:1 36@3:1"},
            {"%%MIDI gchordoff", 1, ""},
            {"%%MIDI gchordoff\n%%MIDI gchordon", 1, "36@0:1/2 36@2:1/2"},
            {"%%MIDI bassvol 0", 1, ""},
            {"%%MIDI chordvol 0", 2, ""},
            {"%%MIDI transpose 1", 1, "37@0:1/2 37@2:1/2"},
            {"%%MIDI drum ddz2 35 38 100 50", 9, ""},
            {"%%MIDI drum ddz2 35 38 100 50\n%%MIDI drumon", 9, "35@0:1 38@1:1"},
            {"%%MIDI drum ddz2 35 38 100 50\n%%MIDI drumon\n%%MIDI drumoff", 9, ""},
        };
        for (Object[] row : table) {
            String abc = HEADER + row[0] + "\n\"C\"C4|\n";
            assertEquals(
                    row[2], heard(abc.replace("\n\n", "\n"), AbcOptions.FILE, (Integer) row[1]), row[0].toString());
        }
        Notes notes = new Notes();
        String volumes = HEADER + "%%MIDI bassvol 33\n%%MIDI chordvol 44\n\"C\"C4|\n";
        AbcFile.read(volumes, notes, AbcDiagnostics.NONE, AbcOptions.FILE);
        for (Notes.Note note : notes.notes) {
            assertEquals(note.channel() == 0 ? 105 : note.channel() == 1 ? 33 : 44, note.velocity());
        }
        List<String> told = log(HEADER + "%%MIDI bassprog 43\n%%MIDI chordprog 24\nC|\n", AbcOptions.FILE);
        assertTrue(told.contains("0 program 1 43") && told.contains("0 program 2 24"), told::toString);
    }

    @Test
    void everyMeterHasItsPattern() {
        String[][] table = {
            {"4/4", "0 2", "1 3"},
            {"2/2", "0 2", "1 3"},
            {"2/4", "0", "1"},
            {"3/4", "0", "1 2"},
            {"3/8", "0", "1/2 1"},
            {"6/8", "0 3/2", "1 5/2"},
            {"9/8", "0 3/2 3", "1 5/2 4"},
            {"12/8", "0 3/2 3 9/2", "1 5/2 4 11/2"},
            {"5/4", "0 2", "2 3"},
            {"7/4", "0 2", "2 3 5"},
            {"6/4", "0 2 4", "1 3 5"},
        };
        for (String[] row : table) {
            String abc = "X:1\nM:" + row[0] + "\nL:1/4\nK:C\n\"C\"Z|\n";
            assertEquals(row[1], onsets(heard(abc, AbcOptions.FILE, 1)), row[0] + " bass");
            assertEquals(row[2], onsets(heard(abc, AbcOptions.FILE, 2)), row[0] + " chords");
        }
        String pickup = "X:1\nM:3/4\nL:1/4\nK:C\n\"C\"C|\"F\"C3|\n";
        assertEquals("0 1", onsets(heard(pickup, AbcOptions.FILE, 1)), "a pickup begins its own pattern");
    }

    /** The different onsets of pitch@onset:length. */
    private static String onsets(String heard) {
        List<String> onsets = new ArrayList<>();
        for (String note : heard.split(" ")) {
            String onset = note.substring(note.indexOf('@') + 1, note.indexOf(':'));
            if (!onsets.contains(onset)) {
                onsets.add(onset);
            }
        }
        return String.join(" ", onsets);
    }

    @Test
    void everyQualityOfChordSymbol() {
        Object[][] table = {
            {"C", "36", "48 52 55"},
            {"Cmaj", "36", "48 52 55"},
            {"Cm", "36", "48 51 55"},
            {"C7", "36", "48 52 55 58"},
            {"Cmaj7", "36", "48 52 55 59"},
            {"Cm7", "36", "48 51 55 58"},
            {"Cdim", "36", "48 51 54"},
            {"Caug", "36", "48 52 56"},
            {"Csus", "36", "48 53 55"},
            {"C6", "36", "48 52 55 57"},
            {"C9", "36", "48 52 55 58 62"},
            {"Cd", "36", "48 51 54"},
            {"Ca", "36", "48 52 56"},
            {"Bb", "46", "58 62 65"},
            {"F#m", "42", "54 57 61"},
            {"D/f+", "42", "54 57 62"},
            {"(D7)", "38", "50 54 57 60"},
            {"C/e", "40", "52 55 60"},
        };
        for (Object[] row : table) {
            String abc = HEADER + "\"" + row[0] + "\"C4|\n";
            assertEquals(row[1], chord(heard(abc, AbcOptions.FILE, 1)), row[0] + " bass");
            assertEquals(row[2], chord(heard(abc, AbcOptions.FILE, 2)), row[0].toString());
        }
    }

    /** The pitches that begin first. */
    private static String chord(String heard) {
        String[] notes = heard.split(" ");
        String onset = notes[0].substring(notes[0].indexOf('@'));
        List<String> pitches = new ArrayList<>();
        for (String note : notes) {
            if (note.endsWith(onset)) {
                pitches.add(note.substring(0, note.indexOf('@')));
            }
        }
        return String.join(" ", pitches);
    }

    @Test
    void syllablesAreAlignedByTheirSigns() {
        String[][] table = {
            {"CDEF|GABc|", "w: a b~c d-e|f _g\\-h i", "0:a 10080:b c 20160:d- 30240:e 40320:f 60480:g-h 70560:i"},
            {"CDEF|GABc|", "w: a * b | c", "0:a 20160:b 40320:c"},
            {"C{D}E[FA]z|G", "w: a b c d", "0:a 12600:b 20160:c 40320:d"},
        };
        for (String[] row : table) {
            List<String> sung = new ArrayList<>();
            for (String line : log(HEADER + row[0] + "\n" + row[1] + "\n", AbcOptions.FILE)) {
                if (line.contains(" LYRIC 0 ")) {
                    sung.add(line.replace(" LYRIC 0 ", ":"));
                }
            }
            assertEquals(row[2], String.join(" ", sung), row[1]);
        }
    }

    @Test
    void anySwingCanBeAskedForInAnyTune() {
        String reel = "X:1\nR:reel\nM:4/4\nL:1/8\nK:C\nCDEF GABc|\n";
        AbcOptions swung = AbcOptions.FILE.withSwing(new AbcSwing(3, 2, false));
        assertTrue(heard(reel, swung, 0).startsWith("60@0:3/5 62@3/5:2/5 64@1:3/5 "), () -> heard(reel, swung, 0));
        assertEquals(heard(reel, AbcOptions.FILE, 0), heard(reel, AbcOptions.FILE.withSwing(AbcSwing.HORNPIPES), 0));
        String jig = reel.replace("4/4", "6/8");
        assertEquals(heard(jig, AbcOptions.FILE, 0), heard(jig, swung, 0), "compound meters do not swing");
    }

    @Test
    void filesAreUtf8OrElseLatin1(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("t.abc");
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            Files.writeString(file, "X:1\nT:D\u00e9j\u00e0\nK:C\nC\n", charset);
            Log log = new Log();
            AbcFile.read(file, log, AbcDiagnostics.NONE);
            assertTrue(log.lines.contains("0 NAME 0 D\u00e9j\u00e0"), () -> charset + ": " + log.lines);
        }
    }
}
