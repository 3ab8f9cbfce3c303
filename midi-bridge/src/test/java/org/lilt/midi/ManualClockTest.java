package org.lilt.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = new ManualClock(48_000);

    @Test
    void standsStillUntilItIsMovedAndNeverGoesBack() {
        assertEquals(0, clock.now());
        clock.moveTo(480);
        assertEquals(480, clock.now());
        clock.moveTo(240);
        assertEquals(480, clock.now());
    }

    @Test
    void anotherClocksTimeIsConvertedByTheRates() {
        ManualClock nanos = new ManualClock(1_000_000_000);
        nanos.moveTo(5_000_000);
        clock.moveTo(960);
        assertEquals(960 + 48, clock.from(nanos, 6_000_000));
    }
}
