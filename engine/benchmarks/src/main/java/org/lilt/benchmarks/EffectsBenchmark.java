package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lilt.engine.effects.BuiltInEffects;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Score;
import org.lilt.engine.parts.Slot;
import org.lilt.plugin.Block;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.PluginException;
import org.lilt.plugin.Transport;

/**
 * What a chain of effects costs an event: {@code EffectsBenchmark empty|twelve}. The music is a melody of quavers with a chord of three notes on each beat, as a
 * folk tune has it; each tick that has something is a block, as in the player. A block's time is divided by the events that came in.
 */
public final class EffectsBenchmark implements Host, Transport {
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int BLOCKS = 200_000;
    private static final long QUAVER = Event.TICKS_PER_QUARTER / 2;
    private static final int QUAVERS_TO_THE_BAR = 8;
    private static final int[] MELODY = {67, 69, 71, 74, 72, 71, 69, 66};
    private static final int[] CHORD = {43, 47, 50};
    private static final double NANOS_TO_MICROS = 1e-3;

    private final Score score = new Score();
    private final Chain chain;
    private long quaver;
    private long given;

    private EffectsBenchmark(boolean empty) throws PluginException {
        List<Slot> slots = new ArrayList<>();
        BuiltInEffects factory = new BuiltInEffects();
        for (Descriptor descriptor : empty ? List.<Descriptor>of() : factory.descriptors()) {
            Effect effect = factory.create(descriptor.id());
            effect.activate(this);
            slots.add(new Slot(descriptor.id(), effect));
        }
        chain = new Chain(slots);
        score.accept(0, Event.Kind.TUNE_START, 0, 1, 0, 0);
        score.accept(0, Event.Kind.METER, 0, 4, 4, 0);
        score.accept(0, Event.Kind.KEY, 0, 1, 0, 0);
    }

    /**
     * Measures and prints one line.
     *
     * @param arguments {@code empty}, or {@code twelve} for one of each effect
     * @throws Exception when an effect cannot be made
     */
    public static void main(String[] arguments) throws Exception {
        EffectsBenchmark benchmark = new EffectsBenchmark(arguments[0].equals("empty"));
        long warm = System.nanoTime() + WARM_NANOS;
        while (System.nanoTime() < warm) {
            benchmark.block();
        }
        double[] nanos = new double[BLOCKS];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long total = 0;
        long events = 0;
        for (int i = 0; i < BLOCKS; i++) {
            long start = System.nanoTime();
            benchmark.block();
            long took = System.nanoTime() - start;
            total += took;
            events += benchmark.given;
            nanos[i] = (double) took / Math.max(1, benchmark.given);
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        Arrays.sort(nanos);
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", "lilt-" + arguments[0]);
        line.put("mean_us", rounded((double) total / events));
        line.put("median_us", rounded(nanos[BLOCKS / 2]));
        line.put("p99_us", rounded(nanos[(int) (BLOCKS * 0.99)]));
        line.put("p999_us", rounded(nanos[(int) (BLOCKS * 0.999)]));
        line.put("bytes_per_event", (double) bytes / events);
        line.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        line.put("java", Runtime.version().feature());
        System.out.println(line);
    }

    /** Plays the next tick at which something is due: music, or what effects hold back. */
    private void block() {
        long music = quaver * QUAVER;
        long tick = Math.min(music, chain.wake());
        Block in = chain.begin(tick, tick + 1);
        if (tick == music) {
            boolean beat = quaver % 2 == 0;
            if (quaver > 0) {
                in.accept(tick, Event.Kind.NOTE_OFF, 0, MELODY[(int) ((quaver - 1) % MELODY.length)], 0, quaver);
            }
            for (int note : CHORD) {
                in.accept(tick, beat ? Event.Kind.NOTE_ON : Event.Kind.NOTE_OFF, 2, note, beat ? 70 : 0, quaver);
            }
            in.accept(tick, Event.Kind.NOTE_ON, 0, MELODY[(int) (quaver % MELODY.length)], 90, quaver);
            if (quaver % QUAVERS_TO_THE_BAR == 0) {
                score.accept(tick, Event.Kind.BAR, 0, 0, 0, quaver);
            }
            quaver++;
        }
        given = in.size();
        chain.process();
        chain.broken();
    }

    private static double rounded(double nanos) {
        return Math.round(nanos * NANOS_TO_MICROS * 1000) / 1000.0;
    }

    @Override
    public Transport transport() {
        return this;
    }

    @Override
    public Music music() {
        return score;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public void log(String message) {}

    @Override
    public void report(String problem) {}

    @Override
    public double tempo() {
        return 120;
    }

    @Override
    public long playHead() {
        return 0;
    }
}
