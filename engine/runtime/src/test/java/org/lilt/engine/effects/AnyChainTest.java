package org.lilt.engine.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.lilt.plugin.Block;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event;
import org.lilt.plugin.Event.Kind;
import org.lilt.plugin.Parameter;

/** Whatever chain, whatever music, whatever is turned meanwhile: what comes out is balanced, ordered and in range. */
class AnyChainTest {
    private static final List<Descriptor> EFFECTS = new BuiltInEffects().descriptors();

    @Property(tries = 400)
    void whatComesOutIsBalancedOrderedAndInRange(
            @ForAll @Size(max = 12) List<@IntRange(max = 11) Integer> chain, @ForAll long seed) {
        Random random = new Random(seed);
        ChainBench bench = new ChainBench();
        bench.seed = seed;
        for (int which : chain) {
            bench.through(
                    EFFECTS.get(which).id(),
                    ChainBench.effect(EFFECTS.get(which).id()));
        }
        long tick = 0;
        for (int tune = 1; tune <= 3; tune++) {
            bench.event(tick, Kind.TUNE_START, 0, tune, 0);
            tick = tune(bench, random, tick);
            bench.event(tick, Kind.TUNE_END, 0, tune, 0);
            turn(bench, random);
            bench.playOn(tune == 3);
        }
        judge(bench, chain);
    }

    /** Music without rhyme or reason, but each note ends; returns the tick of its end. */
    private static long tune(ChainBench bench, Random random, long from) {
        int[] open = new int[16 * 128];
        long tick = from;
        for (int i = 0; i < 150; i++) {
            tick += random.nextInt(4) == 0 ? 0 : random.nextInt(6000);
            int key =
                    random.nextInt(3) * 128 + (random.nextInt(20) == 0 ? random.nextInt(128) : 60 + random.nextInt(12));
            switch (random.nextInt(12)) {
                case 0 -> bench.event(tick, Kind.METER, 0, random.nextInt(300), random.nextInt(70));
                case 1 -> bench.event(tick, Kind.KEY, 0, random.nextInt(15) - 7, random.nextInt(2));
                case 2 -> bench.event(tick, Kind.BAR, 0, 0, 0);
                case 3 -> bench.event(tick, Kind.PROGRAM, random.nextInt(16), random.nextInt(128), 0);
                case 4, 5, 6, 7, 8 -> {
                    bench.event(tick, Kind.NOTE_ON, key / 128, key % 128, 1 + random.nextInt(127));
                    open[key]++;
                }
                default -> {
                    if (open[key] > 0) {
                        open[key]--;
                        bench.event(tick, Kind.NOTE_OFF, key / 128, key % 128, 0);
                    }
                }
            }
        }
        for (int key = 0; key < open.length; key++) {
            for (; open[key] > 0; open[key]--) {
                bench.event(tick, Kind.NOTE_OFF, key / 128, key % 128, 0);
            }
        }
        return tick;
    }

    private static void turn(ChainBench bench, Random random) {
        bench.chain.slots().forEach(slot -> {
            for (Parameter p : slot.parameters()) {
                if (random.nextBoolean()) {
                    p.set(p.minimum() + random.nextDouble() * (p.maximum() - p.minimum()));
                }
            }
        });
    }

    private static void judge(ChainBench bench, List<Integer> chain) {
        assertEquals(
                0,
                bench.chain.faults(),
                () -> chain + ": "
                        + bench.chain.slots().stream()
                                .map(s -> s.id() + " " + s.fault())
                                .toList());
        int[] sounding = new int[16 * 128];
        long last = 0;
        for (Event e : bench.out) {
            assertTrue(e.tick >= last, "order");
            last = e.tick;
            assertTrue(Block.valid(e.kind, e.channel, e.data1, e.data2), e.toString());
            int key = e.channel * 128 + Math.min(127, Math.abs(e.data1));
            if (e.kind == Kind.NOTE_ON) {
                sounding[key]++;
            } else if (e.kind == Kind.NOTE_OFF) {
                assertTrue(--sounding[key] >= 0, "ends without a beginning: " + e);
            }
        }
        for (int key = 0; key < sounding.length; key++) {
            assertEquals(
                    0, sounding[key], "still sounds: channel " + key / 128 + ", pitch " + key % 128 + ", " + chain);
        }
    }

    /** An effect that does nothing is there to be bypassed. */
    @Property(tries = 50)
    void anEmptyChainChangesNothing(@ForAll long seed) {
        ChainBench bench = new ChainBench();
        tune(bench, new Random(seed), 0);
        ChainBench with = new ChainBench();
        Effect still = ChainBench.effect("transpose");
        with.through("transpose", still);
        tune(with, new Random(seed), 0);
        assertEquals(
                bench.playInOrder().out.stream()
                        .filter(e -> e.kind == Kind.NOTE_ON)
                        .map(Event::toString)
                        .toList(),
                with.playInOrder().out.stream()
                        .filter(e -> e.kind == Kind.NOTE_ON)
                        .map(Event::toString)
                        .toList());
    }
}
