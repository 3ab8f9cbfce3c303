package org.lilt.midi.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentClockTest {
    private final SentClock clock = new SentClock();
    private final List<String> told = new ArrayList<>();

    private void pulses(int count) {
        for (int i = 0; i < count; i++) {
            if (clock.owes()) {
                clock.tell((status, data1, data2) -> told.add(String.format("%02x %d", status, data2 << 7 | data1)));
            }
            clock.sent(0xF8, 0, 0);
        }
    }

    @Test
    void oneWhoComesLateIsToldTheNextSixteenthAndToContinue() {
        clock.sent(0xFA, 0, 0);
        pulses(20);
        clock.begin();
        pulses(4);
        assertEquals(List.of(), told, "pulses 20 to 23 lie between two sixteenths");
        pulses(30);
        assertEquals(List.of("f2 4", "fb 0"), told, "once");
    }

    @Test
    void positionsAreTakenOverAndCountedOn() {
        clock.sent(0xF2, 0x7F, 1);
        clock.sent(0xFB, 0, 0);
        pulses(7);
        clock.begin();
        pulses(6);
        assertEquals(List.of("f2 " + (0xFF + 2), "fb 0"), told);
    }

    @Test
    void whileNothingRollsNobodyIsToldToGoOn() {
        clock.begin();
        pulses(12);
        clock.sent(0xFA, 0, 0);
        pulses(3);
        clock.begin();
        clock.sent(0xFC, 0, 0);
        pulses(12);
        assertEquals(List.of(), told);
        clock.sent(0xFB, 0, 0);
        pulses(3);
        assertEquals(List.of(), told, "the song went on for all who listen");
    }
}
