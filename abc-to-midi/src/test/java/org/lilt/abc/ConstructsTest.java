package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lilt.abc.Hearing.HEADER;
import static org.lilt.abc.Hearing.heard;
import static org.lilt.abc.Hearing.log;
import static org.lilt.abc.Hearing.melody;
import static org.lilt.abc.Hearing.reports;
import static org.lilt.abc.Hearing.velocities;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constructs beyond the cases on which other readers agree: voices, decorations, dynamics, macros, lyrics, directives. */
class ConstructsTest {
    // Voices.

    @Test
    void voicesSoundTogetherEachOnItsChannel() {
        String abc = HEADER + "V:1\nCDEF|GABc|\nV:2 octave=-1\nC2E2|G4|\nV:1\nc4|\nV:2\nC4|\n";
        assertEquals("60@0:1 62@1:1 64@2:1 65@3:1 67@4:1 69@5:1 71@6:1 72@7:1 72@8:4", heard(abc, AbcOptions.FILE, 0));
        assertEquals("48@0:2 52@2:2 55@4:4 48@8:4", heard(abc, AbcOptions.FILE, 3));
    }

    @Test
    void inlineVoicesAndHeaderVoicesAreTheSameVoices() {
        String abc =
                "X:1\nM:4/4\nL:1/4\nV:T clef=treble\nV:B clef=bass transpose=-12\nK:C\n[V:T]CDEF|\n[V:B]C4|\n[V:T]G4|\n[V:B]E4|\n";
        assertEquals("60@0:1 62@1:1 64@2:1 65@3:1 67@4:4", heard(abc, AbcOptions.FILE, 0));
        assertEquals("48@0:4 52@4:4", heard(abc, AbcOptions.FILE, 3));
    }

    @Test
    void liveReadingPlaysTheFirstVoiceAndReportsTheRestOnce() {
        List<AbcProblem> problems = new ArrayList<>();
        Notes notes = new Notes();
        AbcFile.read(
                HEADER + "V:1\nCD|\nV:2\nEF|\nV:1\nGA|\nV:2\nBB|\n",
                notes,
                (line, column, problem, words) -> problems.add(problem),
                AbcOptions.LIVE);
        assertEquals(
                List.of(60, 62, 67, 69),
                notes.notes.stream().map(Notes.Note::pitch).toList());
        assertEquals(
                1, problems.stream().filter(p -> p == AbcProblem.VOICE_SKIPPED).count());
    }

    @Test
    void voicesRepeatEachByItself() {
        String abc = HEADER + "V:1\n|:C4:|D4|\nV:2\n|:E4:|F4|\n";
        assertEquals("60@0:4 60@4:4 62@8:4", heard(abc, AbcOptions.FILE, 0));
        assertEquals("64@0:4 64@4:4 65@8:4", heard(abc, AbcOptions.FILE, 3));
    }

    @Test
    void anOverlayGoesBackToTheBeginningOfItsBar() {
        String abc = HEADER + "C4|CDEF & E2F2 & G4|G4|A4 & c4|\n";
        assertEquals("60@0:4 60@4:1 62@5:1 64@6:1 65@7:1 67@8:4 69@12:4", heard(abc, AbcOptions.FILE, 0));
        assertEquals("64@4:2 65@6:2 72@12:4", heard(abc, AbcOptions.FILE, 3));
        assertEquals("67@4:4", heard(abc, AbcOptions.FILE, 4));
        assertEquals("60@0:4 62@4:4", heard(HEADER + "C4 & E4 [|D4 & F4 |]\n", AbcOptions.FILE, 0));
        assertEquals("64@0:4 65@4:4", heard(HEADER + "C4 & E4 [|D4 & F4 |]\n", AbcOptions.FILE, 3));
    }

    @Test
    void anOverlayIsRepeatedWithItsBar() {
        String abc = HEADER + "|:C4 & E4|D4:|F4|\n";
        assertEquals("60@0:4 62@4:4 60@8:4 62@12:4 65@16:4", heard(abc, AbcOptions.FILE, 0));
        assertEquals("64@0:4 64@8:4", heard(abc, AbcOptions.FILE, 3));
    }

    @Test
    void severalAmpersandsGoBackByAsManyBarLines() {
        String abc = HEADER + "g2f2|e3e && d3d|c3c|A4|\n"; // as in ABC 2.1, 7.4
        assertEquals("79@0:2 77@2:2 76@4:3 76@7:1 69@8:4", heard(abc, AbcOptions.FILE, 0));
        assertEquals("74@0:3 74@3:1 72@4:3 72@7:1", heard(abc, AbcOptions.FILE, 3));
        String long3 =
                HEADER + "C4|D4 & F4|E4 &&& c4|d4|e4|f4|\n"; // the first overlay has notes where the second begins
        assertEquals("60@0:4 62@4:4 64@8:4 77@12:4", heard(long3, AbcOptions.FILE, 0));
        assertEquals("65@4:4", heard(long3, AbcOptions.FILE, 3));
        assertEquals("72@0:4 74@4:4 76@8:4", heard(long3, AbcOptions.FILE, 4));
        String repeated = HEADER + "|:C4|D4 && E4|F4:|G4|\n";
        assertEquals("60@0:4 62@4:4 60@8:4 62@12:4 67@16:4", heard(repeated, AbcOptions.FILE, 0));
        assertEquals("64@0:4 65@4:4 64@8:4 65@12:4", heard(repeated, AbcOptions.FILE, 3));
    }

    @Test
    void anOverlayThatIsNotPlayedIsReportedAndSkippedToItsLastBarLine() {
        for (AbcOptions live : List.of(AbcOptions.LIVE, AbcOptions.LIVE.withAccompaniment(false))) {
            assertEquals("60@0:4 62@4:4 67@8:4", heard(HEADER + "C4|D4 && E4|F4|G4|\n", live, 0));
            assertEquals("60@0:4 62@4:4", heard(HEADER + "C4 &\\\nE4|D4|\n", live, 0));
            assertEquals(List.of("5:6 OVERLAY_SKIPPED"), reports("C4|D4&&E4|F4|G4|\n", live));
        }
        assertEquals(
                List.of("5:10 OVERLAY_TOO_FAR", "6:1 UNANSWERED_REPEAT"),
                reports("C4|:D4|E4&&&F4|G4|A4|B4|\n", AbcOptions.FILE));
        assertEquals("60@0:4 62@4:4 64@8:4 71@12:4", melody("C4|:D4|E4&&&F4|G4|A4|B4|\n"));
        assertEquals(List.of(), reports("C4|D4&F4|E4&&G4|A4|B4|\n", AbcOptions.FILE));
    }

    // Decorations.

    @Test
    void staccatoSoundsForHalfAndFermataForTwice() {
        assertEquals("60@0:1/2 62@1:1 64@2:2 65@4:1", melody(".CD!fermata!EF|\n"));
    }

    @Test
    void accentsAndMarksAreLouder() {
        assertEquals(List.of(105, 95, 95, 102), velocities("C!>!DE!^!F|\n"));
        assertEquals(List.of(30, 127), velocities("!ppp!C|!fff!D|\n"));
    }

    @Test
    void aCrescendoRisesUntilItsEndMark() {
        List<Integer> v = velocities("!mp!!<(!C|D|E|F|!<)!G|A|\n");
        for (int i = 1; i < 5; i++) {
            assertTrue(v.get(i) > v.get(i - 1), v::toString);
        }
        assertEquals(v.get(4), v.get(5));
    }

    @Test
    void ornamentsPlayTheNeighboursOfTheKey() {
        assertEquals(
                "66@0:2/3 67@2/3:1/3 66@1:1/3 64@4/3:1/3 66@5/3:1/3",
                heard("X:1\nL:1/4\nK:D\n~F2|\n", AbcOptions.FILE, 0));
        assertEquals("60@0:1/8 62@1/8:1/8 60@1/4:3/4", melody("PC|\n"));
        assertEquals("60@0:1/8 59@1/8:1/8 60@1/4:3/4", melody("MC|\n"));
        assertEquals("62@0:1/4 60@1/4:1/4 59@1/2:1/4 60@3/4:1/4", melody("!turn!C|\n"));
        assertEquals(9, melody("TC|\n").split(" ").length);
    }

    @Test
    void aUserSymbolStandsForItsDecoration() {
        assertEquals("60@0:1/2 62@1:1", melody("U: J = !staccato!\nJCD|\n"));
        assertEquals("60@0:1", melody("U: T = !nil!\nTC|\n"));
    }

    @Test
    void graceNotesTakeNoMoreThanHalfOfAShortNote() {
        assertEquals("62@0:1/24 64@1/24:1/24 65@1/12:1/24 60@1/8:1/8 67@1/4:1", melody("{DEF}C/4G|\n"));
        assertEquals("62@0:1/3 60@1/3:2/3", melody("%%MIDI grace 1/3\n{D}C|\n"));
    }

    // Rhythm.

    @Test
    void swingIsOffUnlessAskedFor() {
        String hornpipe = "X:1\nR:hornpipe\nM:4/4\nL:1/8\nK:C\nCDEF (3GAB c2|d>e d3 c|\n";
        assertTrue(heard(hornpipe, AbcOptions.FILE, 0).startsWith("60@0:1/2 62@1/2:1/2 "));
        assertEquals(
                "60@0:2/3 62@2/3:1/3 64@1:2/3 65@5/3:1/3 67@2:1/3 69@7/3:1/3 71@8/3:1/3 72@3:1 74@4:3/4 76@19/4:1/4 74@5:5/3 72@20/3:1/3",
                heard(hornpipe, AbcOptions.FILE.withSwing(AbcSwing.HORNPIPES), 0));
        assertTrue(heard(hornpipe.replace("hornpipe", "reel"), AbcOptions.FILE.withSwing(AbcSwing.HORNPIPES), 0)
                .startsWith("60@0:1/2 "));
    }

    @Test
    void theRatioOfABrokenRhythmCanBeChosen() {
        assertEquals("60@0:4/3 62@4/3:2/3 64@2:2/3 65@8/3:4/3", melody("%%MIDI ratio 2 1\nC>DE<F|\n"));
    }

    @Test
    void lengthsFinerThanATickAddUp() {
        String abc = HEADER + "(11:1:11ABABABABABA c|\n";
        Notes notes = new Notes();
        AbcFile.read(abc, notes, AbcDiagnostics.NONE, AbcOptions.FILE);
        Notes.Note last = notes.notes.get(notes.notes.size() - 1);
        assertEquals(AbcReader.TICKS_PER_QUARTER, last.onset());
    }

    // Repeats.

    @Test
    void endingsArePlayedInTheirPasses() {
        assertEquals("60@0:1 62@1:1 60@2:1 64@3:1 60@4:1 62@5:1 60@6:1 65@7:1", melody("|:C[1,3D:|[2E:|[4F|\n"));
        assertEquals("60@0:1 62@1:1 60@2:1 62@3:1 60@4:1 64@5:1", melody("|:C[1-2D:|[3E|\n"));
        assertEquals("60@0:1 60@1:1 60@2:1 62@3:1", melody("|::C::|D|\n"));
        assertEquals("60@0:1 62@1:1 60@2:1 64@3:1 65@4:1 65@5:1", melody("|:C|1D:|2E|]F:|\n"));
    }

    @Test
    void aRepeatFromTheStartTellsMeterKeyAndTempoOnlyWhereTheyChange() {
        List<String> told = log("X:1\nM:6/8\nL:1/8\nQ:3/8=100\nK:D\nA3|\nM:4/4\nB4:|c4|\n", AbcOptions.LIVE);
        List<String> changes = told.stream()
                .filter(l -> l.contains("meter") || l.contains("key") || l.contains("tempo"))
                .toList();
        assertEquals(
                List.of(
                        "0 meter 6/8",
                        "0 key 2 false",
                        "0 tempo 150.000000",
                        "15120 meter 4/4",
                        "35280 meter 6/8",
                        "50400 meter 4/4"),
                changes);
    }

    @Test
    void playOrderIsObeyedWhenAskedFor() {
        String abc = "X:1\nM:4/4\nL:1/4\nP:A2(BA)2\nK:C\nP:A\nC|\nP:B\nD|\n";
        assertEquals("60@0:1 62@1:1", heard(abc, AbcOptions.FILE, 0));
        AbcOptions ordered = AbcOptions.FILE.withPlayOrder(true);
        assertEquals("60@0:1 60@1:1 62@2:1 60@3:1 62@4:1 60@5:1", heard(abc, ordered, 0));
        String repeats =
                "X:1\nM:4/4\nL:1/4\nP:BA\nK:C\nP:A\nC:|\nP:B\nD|\n"; // the repeat of A goes back to where A begins
        assertEquals("62@0:1 60@1:1 60@2:1", heard(repeats, ordered, 0));
    }

    @Test
    void odditiesOfPartsThatAreWrittenOutAreToldOnceByTheirOwnLines() {
        List<String> told = new ArrayList<>();
        AbcFile.read(
                "X:1\nM:4/4\nL:1/4\nP:A2B\nK:C\nP:A\nCDEF|\nP:B\nC?DEF|\nP:A\nGABc|d2|\n",
                new Notes(),
                (line, column, problem, words) -> told.add(line + ":" + column + " " + problem),
                AbcOptions.FILE.withPlayOrder(true));
        assertEquals(List.of("11:8 BAR_TOO_SHORT", "9:2 UNKNOWN_CHARACTER"), told);
    }

    // Macros and lyrics.

    @Test
    void macrosAreReplacedWithAndWithoutTransposition() {
        assertEquals("60@0:1 62@1:1 64@2:1", melody("m: q = CD\nqE|\n"));
        assertEquals(
                "64@0:1/2 65@1/2:1/2 64@1:1/2 62@3/2:1/2 67@2:1/2 69@5/2:1/2 67@3:1/2 65@7/2:1/2",
                melody("m: ~n2 = n/o/n/m/\n~E2~G2|\n"));
    }

    @Test
    void syllablesComeWithTheirNotesAndVersesWithTheRepeats() {
        List<String> told =
                log(HEADER + "|:CDEF|G4:|\nw: one two-three * | four\nw: five six seven eight nine\n", AbcOptions.FILE);
        List<String> sung = told.stream()
                .filter(l -> l.contains("LYRIC"))
                .map(l -> l.substring(l.lastIndexOf(' ') + 1))
                .toList();
        assertEquals(List.of("one", "two-", "three", "four", "five", "six", "seven", "eight", "nine"), sung);
        assertTrue(told.contains("40320 LYRIC 0 four"), told::toString);
    }

    // Tempo, texts, directives.

    @Test
    void everyFormOfTempoIsRead() {
        Object[][] forms = {
            {"1/4=120", 120.0},
            {"3/8=60", 90.0},
            {"120", 120.0},
            {"\"Allegro\"", 140.0},
            {"\"Lively\" 1/8=200", 100.0},
            {"1/4 3/8 1/4 3/8=40", 200.0},
            {"C=100", 50.0},
            {"C3=40", 60.0},
            {"1/2=60 \"slow\"", 120.0}
        };
        for (Object[] form : forms) {
            List<Double> tempos = new ArrayList<>();
            AbcEvents events = new AbcEvents() {
                @Override
                public void noteOn(long tick, int channel, int pitch, int velocity, long character) {}

                @Override
                public void noteOff(long tick, int channel, int pitch, long character) {}

                @Override
                public void tempo(long tick, double quartersPerMinute) {
                    tempos.add(quartersPerMinute);
                }
            };
            AbcFile.read("X:1\nL:1/8\nQ:" + form[0] + "\nK:C\nC|\n", events, AbcDiagnostics.NONE, AbcOptions.FILE);
            assertEquals(List.of(form[1]), tempos, form[0].toString());
        }
    }

    @Test
    void namesProgramsAndPartsAreTold() {
        List<String> told = log(
                "X:1\nT:My tune\nC:Trad.\nM:4/4\nL:1/4\nV:1 name=\"Flute\"\nK:Em\n%%MIDI program 73\nCDEF|\nP:B\n%%MIDI bassprog 33\n%%MIDI chordprog 25\n\"C\"C4|\n",
                AbcOptions.FILE);
        for (String line : List.of(
                "0 NAME 0 My tune",
                "0 TEXT 0 Trad.",
                "0 NAME 0 Flute",
                "0 key 1 true",
                "0 meter 4/4",
                "0 program 0 73",
                "40320 MARKER 0 B",
                "40320 program 1 33",
                "40320 program 2 25")) {
            assertTrue(told.contains(line), () -> line + " is missing in " + told);
        }
    }

    @Test
    void theAccompanimentCanBeChangedAndSilenced() {
        assertEquals("36@0:1/2 36@2:1/2", heard(HEADER + "\"C\"C4|\n", AbcOptions.FILE, 1));
        assertEquals("36@0:2 36@2:2", heard(HEADER + "%%MIDI gchord ff\n\"C\"C4|\n", AbcOptions.FILE, 1));
        assertEquals("", heard(HEADER + "%%MIDI gchordoff\n\"C\"C4|\n", AbcOptions.FILE, 1, 2));
        assertEquals("", heard(HEADER + "\"C\"C4|\n", AbcOptions.FILE.withAccompaniment(false), 1, 2));
        assertEquals("36@0:1/2 36@2:1/2", heard(HEADER + "\"C\"C4|\"N.C.\"C4|\n", AbcOptions.FILE, 1));
        assertEquals(
                "38@0:2 42@2:2",
                heard(HEADER + "%%MIDI drum dd 38 42 90 80\n%%MIDI drumon\nC4|\n", AbcOptions.FILE, 9));
    }

    @Test
    void chordsFollowATranspositionButNotAnOctave() {
        assertEquals("38@0:1/2 38@2:1/2", heard(HEADER + "%%MIDI transpose 2\n\"C\"C4|\n", AbcOptions.FILE, 1));
        assertEquals("38@0:1/2 38@2:1/2", heard("X:1\nM:4/4\nL:1/4\nK:C transpose=2\n\"C\"C4|\n", AbcOptions.FILE, 1));
        assertEquals(
                "36@0:1/2 36@2:1/2", heard("X:1\nM:4/4\nL:1/4\nK:C clef=treble-8\n\"C\"C4|\n", AbcOptions.FILE, 1));
    }

    @Test
    void chordSymbolsAreVoicedOverTheirBass() {
        assertEquals("42@0:1/2 42@2:1/2", heard(HEADER + "\"D/f+\"C4|\n", AbcOptions.FILE, 1));
        assertEquals(
                "54@1:1/2 57@1:1/2 62@1:1/2 54@3:1/2 57@3:1/2 62@3:1/2",
                heard(HEADER + "\"D/f+\"C4|\n", AbcOptions.FILE, 2));
        assertEquals(
                "48@1:1/2 51@1:1/2 54@1:1/2 48@3:1/2 51@3:1/2 54@3:1/2",
                heard(HEADER + "\"Cd\"C4|\n", AbcOptions.FILE, 2));
        assertEquals(
                "48@1:1/2 52@1:1/2 56@1:1/2 48@3:1/2 52@3:1/2 56@3:1/2",
                heard(HEADER + "\"Ca\"C4|\n", AbcOptions.FILE, 2));
    }

    @Test
    void accidentalsReachAsFarAsTheyAreTold() {
        assertEquals("61@0:1 60@1:1 72@2:1", melody("%%propagate-accidentals not\n^CCc|\n"));
        assertEquals("61@0:1 61@1:1 72@2:1", melody("%%propagate-accidentals octave\n^CCc|\n"));
        assertEquals("61@0:1 61@1:1 73@2:1", melody("^CCc|\n"));
    }

    @Test
    void aBeatStringSaysHowLoudEachPartOfTheBarIs() {
        assertEquals(List.of(80, 105, 95, 80), velocities("%%MIDI beatstring pfmp\nCDEF|\n"));
        assertEquals(List.of(100, 70, 90, 70), velocities("%%MIDI beat 100 90 70 2\nCDEF|\n"));
    }

    // Tunes and texts.

    @Test
    void whatAFileSaysBeforeItsFirstTuneHoldsForAll() {
        String abc = "M:4/4\nL:1/2\n\nX:1\nK:C\nCD|\n\nX:2\nL:1/4\nK:C\nCD|\n";
        Notes notes = new Notes();
        AbcFile.read(abc, notes, AbcDiagnostics.NONE, AbcOptions.FILE);
        assertEquals(
                List.of(2L, 2L, 1L, 1L),
                notes.notes.stream()
                        .map(n -> (n.end() - n.onset()) / AbcReader.TICKS_PER_QUARTER)
                        .toList());
    }

    @Test
    void aHeaderWithoutReferenceNumberIsATuneToo() {
        List<Notes.Note> notes = Notes.of("R:jig\nM:6/8\nL:1/8\nK:G\nABc|\n\nsome words\n\nM:4/4\nL:1/4\nK:C\nC|\n\n");
        assertEquals(List.of(1, 1, 1, 2), notes.stream().map(Notes.Note::tune).toList());
    }

    @Test
    void bytesAreUtf8OrElseLatin1() {
        assertEquals("T:\u00e9", AbcFile.decode(new byte[] {'T', ':', (byte) 0xC3, (byte) 0xA9}));
        assertEquals("T:\u00e9", AbcFile.decode(new byte[] {'T', ':', (byte) 0xE9}));
    }

    @Test
    void oldLineBreaksAndUnclosedQuotesLoseNoNotes() {
        assertEquals("60@0:1 62@1:1 64@2:1", melody("CD ! E|\n"));
        assertEquals("60@0:1 62@1:1", melody("C!\nD|\n"));
        assertEquals("60@0:1 62@1:1", melody("C\"unclosed\nD|\n"));
        assertEquals("60@0:1 62@1:2 64@3:1", melody("C+D2\nE|\n"));
    }

    @Test
    void oddBarsAreReportedOnceAndPickupsNotAtAll() {
        List<String> reports = new ArrayList<>();
        AbcFile.read(
                HEADER + "G|CDEF|CDE|CDEFG|CDE:|\n|:A|CDEF|CDE:|\n",
                new Notes(),
                (line, column, problem, words) -> reports.add(line + ":" + column + " " + problem),
                AbcOptions.FILE);
        assertEquals(List.of("5:11 BAR_TOO_SHORT", "5:17 BAR_TOO_LONG"), reports);
    }

    @Test
    void aSectionBeyondWhatIsRememberedIsPlayedOnceAndReported() {
        List<AbcProblem> problems = new ArrayList<>();
        Notes notes = new Notes();
        AbcFile.read(
                "X:1\nL:1/8\nK:C\n|:" + "C".repeat(70_000) + ":|D|\n",
                notes,
                (l, c, p, w) -> problems.add(p),
                AbcOptions.LIVE);
        assertTrue(problems.contains(AbcProblem.SECTION_TOO_LONG));
        assertEquals(70_001, notes.notes.size());
        assertFalse(problems.isEmpty());
    }
}
