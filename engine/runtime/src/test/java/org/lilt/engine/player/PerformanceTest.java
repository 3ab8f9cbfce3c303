package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Parameter;

/** The real threads on the real clock, for a moment each. */
class PerformanceTest {
    private final Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, 400, false, "bpm");
    private final ScaleGenerator generator = new ScaleGenerator();
    private final Live destination = new Live();
    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Performance performance =
            new Performance(generator, destination, tempo, 0.1, List.of(destination), errors::add);

    private static final class Live implements Destination, MessageListener {
        final ConcurrentLinkedQueue<TestDestination.Message> messages = new ConcurrentLinkedQueue<>();
        final CountDownLatch some = new CountDownLatch(20);
        volatile RuntimeException failure;
        volatile boolean closed;

        @Override
        public String name() {
            return "live";
        }

        @Override
        public MediaClock clock() {
            return MediaClock.SYSTEM;
        }

        @Override
        public long lead() {
            return 0;
        }

        @Override
        public boolean send(long time, int status, int data1, int data2) {
            messages.add(new TestDestination.Message(time, status, data1, data2));
            some.countDown();
            return true;
        }

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            if (failure != null) {
                RuntimeException e = failure;
                failure = null;
                throw e;
            }
        }

        @Override
        public void close() {
            closed = true;
        }

        long sounding() {
            return messages.stream().filter(TestDestination.Message::isNoteOn).count()
                    - messages.stream()
                            .filter(TestDestination.Message::isNoteOff)
                            .count();
        }
    }

    private void playSome() throws InterruptedException {
        performance.start();
        assertTrue(destination.some.await(10, TimeUnit.SECONDS), "20 messages within 10 seconds");
    }

    @Test
    void closingEndsEveryNoteAndReleasesTheDestination() throws InterruptedException {
        playSome();
        performance.close();
        assertEquals(0, destination.sounding());
        assertTrue(destination.closed);
        assertTrue(performance.await(0));
    }

    @Test
    void aGeneratorThatThrowsOnceIsReportedAndTheMusicGoesOn() throws InterruptedException {
        playSome();
        generator.failure = new IllegalStateException("on purpose");
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (errors.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        int before = destination.messages.size();
        while (destination.messages.size() < before + 10 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals("on purpose", errors.peek().getMessage());
        assertTrue(destination.messages.size() >= before + 10);
        performance.close();
        assertEquals(0, destination.sounding());
    }

    @Test
    void aPlayerThatFailsEndsTheNotesAndThePerformance() throws InterruptedException {
        playSome();
        destination.failure = new IllegalStateException("on purpose");
        assertTrue(performance.await(TimeUnit.SECONDS.toNanos(10)));
        performance.close();
        assertEquals("on purpose", errors.peek().getMessage());
        assertEquals(0, destination.sounding());
    }
}
