package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Score;
import org.lilt.engine.parts.Slot;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Block;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
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

    /** Tells ticks and tunes. */
    private static final class Told implements MessageListener {
        final ConcurrentLinkedQueue<Long> ticks = new ConcurrentLinkedQueue<>();

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            ticks.add(tick);
        }
    }

    private static Part part(Generator generator, int channel) {
        return new Part(
                "other", generator, new Chain(List.of()), new Score(), Optional.empty(), List.of(channel, -1), false);
    }

    @Test
    void othersTakeOverWhereTheMusicIsAndPlayElsewhere() throws InterruptedException {
        Told told = new Told();
        AtomicBoolean closed = new AtomicBoolean();
        ScaleGenerator first = new ScaleGenerator() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        Performance playing = new Performance(first, destination, tempo, 0.1, List.of(told), errors::add);
        playing.start();
        assertTrue(destination.some.await(10, TimeUnit.SECONDS));
        Live elsewhere = new Live();
        ScaleGenerator second = new ScaleGenerator();
        Setup setup = Setup.free(tempo, Setup.transposeParameter(), 0.1);
        assertTrue(playing.exchange(List.of(part(second, 5)), elsewhere, setup));
        assertTrue(closed.get());
        assertTrue(destination.closed);
        assertEquals(0, destination.sounding());
        assertTrue(elsewhere.some.await(10, TimeUnit.SECONDS));
        assertTrue(elsewhere.messages.stream().allMatch(m -> !m.isNoteOn() || (m.status() & 0xF) == 5));
        assertEquals("live", playing.destination());
        playing.close();
        assertEquals(0, elsewhere.sounding());
        List<Long> ticks = List.copyOf(told.ticks);
        assertEquals(ticks.stream().sorted().toList(), ticks, "time goes on");
        assertTrue(ticks.get(ticks.size() - 1) > ticks.get(0));
        assertFalse(playing.exchange(List.of(part(new ScaleGenerator(), 1)), elsewhere, setup));
        assertEquals(List.of(), List.copyOf(errors));
    }

    @Test
    void aParameterThatCameWithAnEffectWakesThePlayerToo() throws InterruptedException {
        playSome();
        Effect louder = new Effect() {
            private final Parameter by = new Parameter("by", "By", "", 0, 127, 0, true, "");

            @Override
            public List<Parameter> parameters() {
                return List.of(by);
            }

            @Override
            public long process(Block in, EventSink out) {
                for (int i = 0; i < in.size(); i++) {
                    Event e = in.get(i);
                    boolean on = e.kind == Event.Kind.NOTE_ON;
                    out.accept(e.tick, e.kind, e.channel, e.data1, on ? (int) by.current() : e.data2, e.source);
                }
                return Long.MAX_VALUE;
            }

            @Override
            public void reset() {}
        };
        Slot slot = new Slot("louder", louder);
        Part part = performance.parts().get(0);
        performance.effects(part, List.of(slot));
        slot.parameters().get(0).set(99);
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (destination.messages.stream().noneMatch(m -> m.isNoteOn() && m.data2() == 99)
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        performance.close();
        assertTrue(destination.messages.stream().anyMatch(m -> m.isNoteOn() && m.data2() == 99));
        assertEquals(0, destination.sounding());
        assertTrue(performance.parameters().stream().anyMatch(p -> p.id().equals("louder.by")));
    }
}
