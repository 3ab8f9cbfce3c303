package org.lilt.midi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every destination keeps to, whatever it plays into. One class for each kind says how to open it and what was received. */
@Timeout(60)
public abstract class DestinationContract {
    private static final int WARM_UP = 3000;

    /** Under test. */
    protected Destination destination;

    /** Opens it. */
    protected abstract Destination open() throws Exception;

    /** What the other end has received so far, as hexadecimal digits, such as {@code 903c40}; empty where nobody listens. */
    protected abstract Optional<List<String>> received() throws Exception;

    /** Longest lead, in milliseconds. */
    protected double longestLead() {
        return 5;
    }

    /** Releases what {@link #open} needed besides the destination. */
    protected void release() throws Exception {
        // Nothing by default.
    }

    /** Gives the destination time to take what was sent, where it needs any. */
    protected void settle() throws Exception {
        // Nothing by default.
    }

    @BeforeEach
    void openIt() throws Exception {
        destination = open();
    }

    @AfterEach
    void closeIt() throws Exception {
        destination.close();
        release();
    }

    @Test
    void itHasANameOfOneLine() {
        assertFalse(destination.name().isBlank());
        assertEquals(1, destination.name().lines().count());
        assertEquals(Optional.empty(), destination.trouble());
    }

    @Test
    void itsClockNeverGoesBack() {
        MediaClock clock = destination.clock();
        assertSame(clock, destination.clock());
        assertTrue(clock.rate() > 0);
        long last = clock.now();
        for (int i = 0; i < 10_000; i++) {
            long now = clock.now();
            assertTrue(now >= last);
            last = now;
        }
    }

    @Test
    void itsLeadIsShort() {
        double millis = destination.lead() * 1e3 / destination.clock().rate();
        assertTrue(millis >= 0 && millis <= longestLead(), millis + " ms");
    }

    @Test
    void messagesOfEveryKindArriveWholeAndInOrder() throws Exception {
        long now = destination.clock().now();
        assertTrue(destination.send(now, 0x90, 60, 64));
        assertTrue(destination.send(now, 0xA0, 60, 10));
        assertTrue(destination.send(now, 0xB1, 7, 127));
        assertTrue(destination.send(now, 0xC2, 73, 0));
        assertTrue(destination.send(now, 0xD3, 99, 0));
        assertTrue(destination.send(now, 0xE4, 1, 64));
        assertTrue(destination.send(now, 0x80, 60, 0));
        destination.close();
        if (received().isPresent()) {
            assertEquals(
                    List.of("903c40", "a03c0a", "b1077f", "c249", "d363", "e40140", "803c00"),
                    received().get());
        }
    }

    @Test
    void aTimeThatHasPassedMeansAtOnce() throws Exception {
        long second = destination.clock().rate();
        assertTrue(destination.send(destination.clock().now() - second, 0x90, 60, 64));
        destination.close();
        if (received().isPresent()) {
            assertEquals(List.of("903c40", "803c40"), received().get());
        }
    }

    @Test
    void whatSoundsIsEndedAndClosingTwiceIsHarmless() throws Exception {
        long now = destination.clock().now();
        destination.send(now, 0x90, 60, 64);
        destination.send(now, 0x93, 62, 64);
        destination.send(now, 0x90, 64, 64);
        destination.send(now, 0x90, 64, 0);
        destination.close();
        assertDoesNotThrow(destination::close);
        if (received().isPresent()) {
            assertEquals(
                    List.of("903c40", "933e40", "904040", "904000", "803c40", "833e40"),
                    received().get());
        }
    }

    @Test
    void sendingAllocatesNothing() throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        send(WARM_UP);
        settle();
        long before = threads.getCurrentThreadAllocatedBytes();
        send(WARM_UP);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes <= allowedBytes(2 * WARM_UP), bytes + " bytes for " + 2 * WARM_UP + " messages");
    }

    /** Less than a byte for each message, unless the other side of the border, such as the test's own ear, allocates. */
    protected long allowedBytes(int messages) {
        return messages - 1;
    }

    private void send(int notes) {
        for (int i = 0; i < notes; i++) {
            long now = destination.clock().now();
            destination.send(now, 0x90, 60, 64);
            destination.send(now, 0x80, 60, 64);
        }
    }
}
