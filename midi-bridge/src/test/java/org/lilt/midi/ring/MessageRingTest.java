package org.lilt.midi.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageRingTest {
    @Test
    void aFullRingTakesNothingAndLosesNothing() {
        MessageRing ring = new MessageRing(3);
        for (int i = 0; i < 4; i++) {
            assertTrue(ring.offer(i, 10 + i));
        }
        assertFalse(ring.offer(4, 14));
        for (int i = 0; i < 4; i++) {
            assertEquals(i, ring.time());
            assertEquals(10 + i, ring.message());
            ring.remove();
        }
        assertTrue(ring.isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new MessageRing(0));
    }

    @Test
    void betweenTwoThreadsEveryMessageArrivesOnceAndInOrder() throws InterruptedException {
        MessageRing ring = new MessageRing(64);
        long count = 1_000_000;
        Thread producer = new Thread(() -> {
            for (long i = 0; i < count; i++) {
                while (!ring.offer(i, ~i)) {
                    Thread.yield();
                }
            }
        });
        producer.start();
        for (long i = 0; i < count; i++) {
            while (ring.isEmpty()) {
                Thread.yield();
            }
            assertEquals(i, ring.time());
            assertEquals(~i, ring.message());
            ring.remove();
        }
        producer.join();
        assertTrue(ring.isEmpty());
    }
}
