package org.lilt.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameClockTest {
    private static final int RATE = 48_000;
    private static final long SECOND = 1_000_000_000L;
    private final long start = System.nanoTime() + 3600 * SECOND;
    private final FrameClock clock = new FrameClock(RATE, 0, RATE / 25);

    private void mark(long frame, double seconds) {
        clock.mark(frame, start + (long) (seconds * SECOND));
    }

    private long at(double seconds) {
        return clock.at(start + (long) (seconds * SECOND));
    }

    @Test
    void betweenBlocksItRunsByTheSystemsClock() {
        mark(1000, 0);
        assertEquals(1000, at(0));
        assertEquals(1000 + RATE / 1000, at(0.001));
        assertEquals(1000 + RATE, at(1));
    }

    @Test
    void aBlockThatComesLateDoesNotSetItBackAndOneThatComesEarlySetsItForward() {
        mark(0, 0);
        mark(96, 0.005);
        assertTrue(at(0.005) >= 238, "still where the first block put it");
        mark(480, 0.006);
        assertEquals(480, at(0.006));
    }

    @Test
    void burstsOfBlocksLeaveItSmooth() {
        // A device that takes 10 ms at a time, in blocks of 2 ms.
        long before = 0;
        for (int burst = 0; burst < 200; burst++) {
            for (int i = 0; i < 5; i++) {
                mark((burst * 5L + i) * 96, burst * 0.010);
            }
            if (burst > 0) {
                assertEquals(before + 480, at(burst * 0.010), 2);
            }
            before = at(burst * 0.010);
        }
    }

    @Test
    void aSlowerDeviceIsFollowed() {
        double slow = 0.9998;
        for (int i = 0; i < 30_000; i++) {
            mark(i * 96L, i * 0.002 / slow);
        }
        double end = 30_000 * 0.002 / slow;
        assertEquals(30_000 * 96L, at(end), 30);
    }

    @Test
    void afterAStallItWaitsForTheDevice() {
        mark(0, 0);
        assertEquals(RATE, at(1));
        mark(96, 1);
        assertEquals(RATE, at(1.5), "never back");
        assertEquals(96 + RATE * 2, at(3));
    }
}
