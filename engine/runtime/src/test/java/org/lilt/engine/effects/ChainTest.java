package org.lilt.engine.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lilt.engine.parts.Slot;
import org.lilt.plugin.Block;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event.Kind;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Parameter;

class ChainTest {
    private static final long EIGHTH = ChainBench.EIGHTH;

    private static void block(ChainBench bench, long tick, Kind kind, int pitch) {
        Block in = bench.chain.begin(tick, tick + 1);
        in.accept(tick, kind, 0, pitch, kind == Kind.NOTE_ON ? 90 : 0, 0);
        bench.chain.process();
    }

    @Test
    void twelveEffectsAllocateNothing() {
        ChainBench bench = new ChainBench();
        for (Descriptor d : new BuiltInEffects().descriptors()) {
            bench.through(d.id(), ChainBench.effect(d.id()));
        }
        bench.tuneInG().play();
        long[] tick = {0};
        Runnable music = () -> {
            for (int i = 0; i < 2000; i++) {
                tick[0] += EIGHTH;
                while (bench.chain.wake() < tick[0]) {
                    long wake = bench.chain.wake();
                    bench.chain.begin(wake, wake + 1);
                    bench.chain.process();
                }
                block(bench, tick[0], i % 2 == 0 ? Kind.NOTE_ON : Kind.NOTE_OFF, 60 + i / 2 % 20);
            }
        };
        music.run();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        music.run();
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    @Test
    void effectsCanBeAddedReorderedAndBypassedWhileNotesSound() {
        ChainBench bench = new ChainBench().through("transpose", "semitones", 2);
        block(bench, 0, Kind.NOTE_ON, 60);
        assertTrue(bench.chain.broken());
        assertFalse(bench.chain.broken(), "told once");
        bench.chain.slots().get(0).bypass(true);
        Block in = bench.chain.begin(1, 2);
        in.accept(1, Kind.NOTE_ON, 0, 64, 90, 0);
        assertEquals(64, bench.chain.process().get(0).data1, "it goes past the effect");
        assertTrue(bench.chain.broken(), "the note that was begun through it is to be ended by the player");
        List<Slot> slots = new ArrayList<>(bench.chain.slots());
        slots.get(0).bypass(false);
        bench.through("octave", "octaves", 1);
        in = bench.chain.begin(2, 3);
        in.accept(2, Kind.NOTE_ON, 0, 64, 90, 0);
        assertEquals(2, bench.chain.process().size());
        assertTrue(bench.chain.broken());
    }

    @Test
    void aTurnedKnobIsToldWithTheTickFromWhichItHolds() {
        ChainBench bench = new ChainBench().through("transpose");
        List<String> told = new ArrayList<>();
        bench.chain.changes((at, parameter, value) -> told.add(at + " " + parameter.id() + " " + value));
        block(bench, 5, Kind.NOTE_ON, 60);
        bench.chain.slots().get(0).parameters().get(0).set(3);
        block(bench, 70, Kind.NOTE_ON, 62);
        block(bench, 80, Kind.NOTE_ON, 64);
        assertEquals(List.of("70 semitones 3.0"), told);
    }

    @Test
    void anEffectThatThrowsIsPassedByInTheSameBlock() {
        ChainBench bench = new ChainBench().through("octave", "octaves", 1);
        bench.through("bad", new Effect() {
            @Override
            public List<Parameter> parameters() {
                return List.of();
            }

            @Override
            public long process(Block in, EventSink out) {
                throw new IllegalStateException("oh");
            }

            @Override
            public void reset() {}
        });
        Block in = bench.chain.begin(0, 1);
        in.accept(0, Kind.NOTE_ON, 0, 60, 90, 0);
        assertEquals(2, bench.chain.process().size(), "note and octave");
        assertEquals(
                "java.lang.IllegalStateException: oh",
                bench.chain.slots().get(1).fault());
        in = bench.chain.begin(1, 2);
        in.accept(1, Kind.NOTE_OFF, 0, 60, 0, 0);
        assertEquals(2, bench.chain.process().size(), "both are ended: the block was done anew, and begun once");
    }
}
