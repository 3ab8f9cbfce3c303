package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final String HEADER = "R:jig\nM:6/8\nL:1/8\nK:D\n";

    @Test
    void barsThatAddUpAreTakenAsTheyAre() {
        Draft draft = Draft.read(HEADER + "\"D\"dAF DFA|");
        assertEquals(List.of(), draft.remarks());
        assertEquals(6, draft.notes());
        assertEquals(HEADER + "\"D\"dAF DFA|", draft.beginning());
    }

    @Test
    void whatTheReaderFindsOddIsSaidWithItsPlace() {
        Draft draft = Draft.read(HEADER + "dAF DFA|dAF D|&;");
        assertTrue(
                draft.remarks().get(0).startsWith("line 5, column 14: bar is shorter than the meter"),
                draft.toString());
    }

    @Test
    void aDraftWithoutNotesSaysSo() {
        assertEquals(List.of("there is no note in it"), Draft.read(HEADER).remarks());
        assertEquals(
                List.of("there is no note in it", "there is no field K:, which ends the header"),
                Draft.read("M:4/4\nL:1/8\nCDEF GABc|").remarks());
        assertEquals(2, Draft.read("").remarks().size());
    }

    @Test
    void remarksAreFew() {
        assertTrue(Draft.read(HEADER + ";|".repeat(900)).remarks().size() <= 21);
    }
}
