package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TransportLineTest {
    private static final int RATE = 48_000;
    private static final int CYCLE = 128;
    private static final int QUARTER = 10_080;

    private final TransportLine line = new TransportLine(RATE);

    @Test
    void framesAreCountedAtTheTempoAndAnotherTempoMovesNothing() {
        line.frames(1000, false, 30 * RATE, 120);
        assertTrue(line.takeChange());
        assertEquals(60 * QUARTER, line.tick());
        line.frames(1128, true, 30 * RATE, 120);
        assertTrue(line.takeChange());
        line.frames(1128 + RATE, true, 31 * RATE, 120);
        assertFalse(line.takeChange(), "the same line");
        line.frames(1128 + 2 * RATE, true, 32 * RATE, 60);
        assertTrue(line.takeChange());
        assertEquals(64 * QUARTER, line.tick());
        line.frames(1128 + 3 * RATE, true, 33 * RATE, 60);
        line.frames(1256 + 3 * RATE, true, 0, 60);
        assertTrue(line.takeChange(), "moved");
        assertEquals(0, line.tick());
    }

    @Test
    void theRoundingOfATimebaseMasterIsNoMovement() {
        double tempo = 97;
        double ticksPerBeat = 1920;
        int changes = 0;
        for (long frame = 0; frame < 60 * RATE; frame += CYCLE) {
            long ticks = (long) (frame / (double) RATE / 60 * tempo * ticksPerBeat);
            int beat = (int) (ticks / 1920);
            line.bars(frame, true, 1 + beat / 3, 1 + beat % 3, (int) (ticks % 1920), ticksPerBeat, 3, 4, tempo);
            changes += line.takeChange() ? 1 : 0;
        }
        assertEquals(1, changes);
        assertEquals(3 * QUARTER, line.barTicks());
    }

    @Test
    void aMasterThatCountsEighthsIsReadInQuarters() {
        line.bars(0, true, 3, 4, 0, 960, 6, 8, 180);
        assertEquals((2 * 6 + 3) * QUARTER / 2, line.tick());
        assertEquals(3 * QUARTER, line.barTicks());
        assertEquals(60e9 / (90 * 24), line.nanosPerPulse(), 1e-6);
    }
}
