package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalFormTest {
    @Test
    void keepsFourHeaderFieldsInOrderAndWritesTheDefaultLength() {
        assertEquals(
                "R:slip jig\nM:9/8\nL:1/8\nK:G minor\nGAB c2d|\n\n",
                NormalForm.of("X: 1\nT:A\nK_ignored\nM: 9/8\nR: Slip  Jig \nK: G minor\nGAB   c2d|\n"));
        assertEquals("M:2/4\nL:1/16\nK:C\nCD|\n\n", NormalForm.of("M:2/4\nK:C\nCD|"));
        assertEquals("M:C|\nL:1/8\nK:C\n\n", NormalForm.of("M:C|\nK:C\n"));
        assertEquals("L:1/8\nK:C\n\n", NormalForm.of("K:C\n"));
    }

    @Test
    void dropsFieldsCommentsDirectivesAndLineContinuationsFromTheBody() {
        assertEquals(
                "M:4/4\nL:1/4\nK:C\nCD|\nM:3/4\nEFG|\nA:|\n\n",
                NormalForm.of(
                        "M:4/4\nL:1/4\nK:C\n%%MIDI program 4\n CD|\\\nP:B\nM: 3/4\nw:la la\nEFG| % nice\n%x\nA:|\n"));
    }

    @Test
    void splitsTunesAtEmptyLinesWhateverTheLineEnds() {
        assertEquals(
                List.of("X:1\nK:C\nC\n", "K:D\nD\n"),
                NormalForm.tunes("free text\r\n\r\nX:1\r\nK:C\r\nC\r\n \r\n\nK:D\nD"));
    }

    @Test
    void isItsOwnNormalForm() {
        String once = NormalForm.of("X:1\nR:JIG\nM:6/8\nK:D\nABc  d2e|\n");
        assertEquals(once, NormalForm.of(once));
    }

    @Test
    void saysThatATuneWithoutAKeyIsNone() {
        assertThrows(IllegalArgumentException.class, () -> NormalForm.of("X:1\nT:x\n"));
    }

    @Test
    void aBlockKnowsItsLineAndATuneEndsWhereTheNextNumberComes() {
        assertEquals(
                java.util.List.of(
                        new NormalForm.Block(2, "free text\n"),
                        new NormalForm.Block(5, "X:1\nX:2\nK:C\nC\n"),
                        new NormalForm.Block(9, "X:3\nK:D\nD\n")),
                NormalForm.blocks("\nfree text\n \n\nX:1\nX:2\nK:C\r\nC\nX:3\nK:D\nD"));
    }
}
