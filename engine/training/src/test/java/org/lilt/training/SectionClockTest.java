package org.lilt.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SectionClockTest {
    /** What the clock says under each character of a body that follows a header. */
    private static String states(String body) {
        return said(body, SectionClock.of("K:C\n" + body).states());
    }

    private static String bars(String body) {
        return said(body, SectionClock.of("K:C\n" + body).bars());
    }

    private static String said(String body, byte[] classes) {
        StringBuilder said = new StringBuilder();
        for (int i = classes.length - body.length(); i < classes.length; i++) {
            said.append(classes[i]);
        }
        return said.toString();
    }

    @Test
    void aRepeatIsOpenFromItsSignToTheNext() {
        assertEquals("1111" + "2222" + "111111" + "22" + "11", states("C|D|:E|F:|G|A::B:|"));
    }

    @Test
    void anEndingIsFollowedByTheOneThatIsDueAndTheLastEndsWithADoubleLine() {
        String expected = "1" + "2222" + "33" + "444" + "55555" + "111" + "33" + "44" + "555" + "11";
        assertEquals(expected, states("|:C|[1D:|[2E|F||G|1A:|2B|]c"));
    }

    @Test
    void barsAreCountedInTheSectionAndTextsAreNotMusic() {
        assertEquals("000000" + "111" + "22" + "000" + "1" + "00" + "1", bars("\"|:|\"C|DE|F:|G||A|"));
    }

    @Test
    void theHeaderIsAClassOfItsOwn() {
        SectionClock clock = SectionClock.of("M:4/4\nK:C\nC|");
        assertEquals(0, clock.states()[0]);
        assertEquals(SectionClock.BARS - 1, clock.bars()[0]);
        assertEquals(1, clock.bars()[11]);
    }
}
