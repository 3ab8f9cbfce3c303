package org.lilt.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundingNotesTest {
    private final SoundingNotes notes = new SoundingNotes();

    private List<String> end() {
        List<String> ended = new ArrayList<>();
        notes.end((status, data1, data2) -> ended.add(Integer.toHexString(status) + " " + data1));
        return ended;
    }

    @Test
    void everyNoteThatSoundsIsEndedAsOftenAsItWasBegun() {
        notes.sent(0x90, 60, 80);
        notes.sent(0x90, 60, 80);
        notes.sent(0x95, 61, 80);
        notes.sent(0x95, 62, 80);
        notes.sent(0x95, 62, 0);
        assertEquals(3, notes.count());
        assertEquals(List.of("80 60", "80 60", "85 61"), end());
        assertEquals(0, notes.count());
        assertEquals(List.of(), end());
    }

    @Test
    void pedalsThatAreDownAreLifted() {
        notes.sent(0xB2, 64, 127);
        assertEquals(List.of("b2 64"), end());
    }

    @Test
    void allNotesOffEndsThoseOfItsChannelAndAnEndWithoutABeginningDoesNothing() {
        notes.sent(0x90, 60, 80);
        notes.sent(0x91, 60, 80);
        notes.sent(0x80, 61, 0);
        notes.sent(0xB0, 123, 0);
        assertEquals(1, notes.count());
        assertEquals(List.of("81 60"), end());
    }
}
