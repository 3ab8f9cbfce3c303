package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.lilt.midi.ManualClock;

class PlayHeadTest {
    private static final int READINGS = 1_000_000;

    private final PlayHead head = new PlayHead();
    private final ManualClock clock = new ManualClock(48_000);

    @Test
    void goesOnWithTheClockUpToWhereThePlayerHasToAct() {
        clock.moveTo(1_000);
        head.move(500, 560, clock, 1_000, 0.1);
        assertEquals(500, head.tick());
        clock.moveTo(1_100);
        assertEquals(510, head.tick());
        clock.moveTo(9_000);
        assertEquals(560, head.tick());
    }

    @Test
    void doesNotGoBackBehindWhatThePlayerHasSeen() {
        clock.moveTo(900); // a reader's clock may be read before the player's
        head.move(500, 560, clock, 1_000, 0.1);
        assertEquals(500, head.tick());
    }

    @Test
    void standsWhereItIsHeld() {
        head.move(500, 560, clock, 0, 0.1);
        head.stand(530);
        clock.moveTo(9_000);
        assertEquals(530, head.tick());
    }

    @Test
    void aReaderSeesWhatBelongsTogether() throws InterruptedException {
        clock.moveTo(100);
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            while (!stop.get()) {
                head.move(0, 1_000, clock, 0, 0.1);
                head.move(1_000_000, 2_000_000, clock, 0, 1_000);
            }
        });
        head.move(0, 1_000, clock, 0, 0.1);
        writer.start();
        try {
            // Each as it is now, or as the player saw it last.
            Set<Long> possible = Set.of(0L, 10L, 1_000_000L, 1_100_000L);
            for (int i = 0; i < READINGS; i++) {
                long tick = head.tick();
                assertTrue(possible.contains(tick), "tick " + tick);
            }
        } finally {
            stop.set(true);
            writer.join();
        }
    }
}
