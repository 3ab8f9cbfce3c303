package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each kind of oddity is reported once, with line, column and words; and the reader can say where it is at any character. */
class DiagnosticsTest {
    /** Bodies of common time in quarter notes, and what is reported of them; the body begins at line 5. */
    private static final String[][] TABLE = {
        {"CDEF|GAB|cdef|", "5:9 BAR_TOO_SHORT "},
        {"CDEF|GABcd|", "5:11 BAR_TOO_LONG "},
        {"C?D", "5:2 UNKNOWN_CHARACTER ?"},
        {"C\nY:what\nD", "6:7 UNKNOWN_FIELD what"},
        {"C\nL:nothing\nD", "6:10 BAD_FIELD nothing"},
        {"C\nM:fast\nD", "6:7 BAD_FIELD fast"},
        {"!wave!C", "5:6 UNKNOWN_DECORATION wave"},
        {"+CEG+C4", "5:5 UNKNOWN_DECORATION CEG"}, // chords of old; a deprecated delimiter of decorations in ABC 2.1
        {"%%MIDI magic 3\nC", "5:15 UNKNOWN_DIRECTIVE MIDI magic 3"},
        {"\"H7\"C", "5:4 UNKNOWN_CHORD_SYMBOL H7"},
        {"C-D", "5:4 DROPPED_TIE "},
        {"C\"Am\nD", "5:5 UNCLOSED_QUOTE Am"},
        {"C[K:D\nE", "5:6 UNCLOSED_FIELD K:D"},
        {"C[EG|A", "5:5 UNCLOSED_CHORD "},
        {"{C|A", "5:3 UNCLOSED_GRACE "},
        {"(3CD (3EFG", "5:8 UNFINISHED_TUPLET "},
        {"(1CDE", "5:3 BAD_LENGTH "},
        {"%%MIDI transpose -60\nC,,D", "6:4 BAD_PITCH "},
        {"[" + "C".repeat(33) + "]", "5:35 TOO_MANY_NOTES "},
        {"M:none\n|:" + "C".repeat(70_000) + ":|", "6:70004 SECTION_TOO_LONG "},
        {"[1C[2D[3E[4F[5C[6D[7E[8F[1C[2D[3E[4F[5C[6D[7E[8F[9C", "5:51 STRAY_ENDING "},
        {"CDEF|[2GABc|", "5:8 STRAY_ENDING "},
        {"|:CDEF|GABc|", "6:1 UNANSWERED_REPEAT "},
        {"|:CDEF||:GABc:|", "5:10 UNANSWERED_REPEAT "},
        {"C4|[V:1]D4|[V:2]E4|[V:2]F4|", "5:16 VOICE_SKIPPED 2"},
        {"C4 & E4|D4|", "5:4 OVERLAY_SKIPPED "},
        {"C4 && E4|D4|", "5:4 OVERLAY_TOO_FAR "},
        {"C\nN:" + "x".repeat(1030), "6:1027 TEXT_TOO_LONG "},
    };

    @Test
    void everyKindIsReportedOnceAtItsPlace() {
        Set<AbcProblem> seen = EnumSet.noneOf(AbcProblem.class);
        for (String[] row : TABLE) {
            List<String> reports = new ArrayList<>();
            boolean file = row[1].contains("TOO_FAR");
            AbcFile.read(
                    Hearing.HEADER + row[0] + "\n",
                    new Notes(),
                    (line, column, problem, words) -> {
                        reports.add(line + ":" + column + " " + problem + " " + words);
                        seen.add(problem);
                    },
                    file ? AbcOptions.FILE : AbcOptions.LIVE);
            assertEquals(List.of(row[1]), reports, row[0].substring(0, Math.min(40, row[0].length())));
        }
        assertEquals(EnumSet.allOf(AbcProblem.class), seen);
    }

    @Test
    void theReaderSaysAtAnyCharacterWhereItIs() {
        // What is fed, and then: position in the bar and its length in quarters, what is open, sharps and mode, and the
        // number of the tune.
        String[][] story = {
            {"X:1\nM:3/4\nL:1/4\n", "0 3 - 0 major, not in 1"},
            {"K:Em\n", "0 3 - 1 minor, in 1"},
            {"G2|", "2 3 - 1 minor, in 1"},
            {"E", "0 3 - 1 minor, in 1"},
            {"F", "1 3 - 1 minor, in 1"},
            {"[", "2 3 - 1 minor, in 1"},
            {"GB", "2 3 chord 1 minor, in 1"},
            {"]- ", "2 3 tie 1 minor, in 1"},
            {"|[GB]2A |", "3 3 - 1 minor, in 1"},
            {"|:\"A", "0 3 quote repeat 1 minor, in 1"},
            {"m\"(3AB", "2/3 3 tuplet repeat 1 minor, in 1"},
            {"c [M:2/4]", "0 2 repeat 1 minor, in 1"},
            {"d:|", "1 2 - 1 minor, in 1"},
            {"[K:Bb]", "1 2 - -2 major, in 1"},
            {"e\n\n", "2 2 - -2 major, not in 1"},
        };
        AbcReader reader = new AbcReader(new Notes());
        long fed = 0;
        for (String[] step : story) {
            step[0].chars().forEach(reader::feed);
            reader.replay(Long.MAX_VALUE);
            fed += step[0].length();
            assertEquals(step[1], state(reader), step[0]);
            assertEquals(fed, reader.charactersFed());
        }
    }

    private static String state(AbcReader reader) {
        String open = (reader.chordOpen() ? "chord " : "")
                + (reader.tieOpen() ? "tie " : "")
                + (reader.quoteOpen() ? "quote " : "")
                + (reader.tupletOpen() ? "tuplet " : "")
                + (reader.repeatOpen() ? "repeat " : "");
        return Hearing.quarters(reader.positionInBar()) + " " + Hearing.quarters(reader.barLength()) + " "
                + (open.isEmpty() ? "- " : open) + reader.keySharps() + (reader.keyMinor() ? " minor, " : " major, ")
                + (reader.inTune() ? "in " : "not in ") + reader.tune();
    }
}
