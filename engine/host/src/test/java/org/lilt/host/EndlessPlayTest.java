package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lilt.engine.generator.AbcGenerator;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.TuneWriter;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.OfflinePerformance;
import org.lilt.engine.player.Performance;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/** The shipped preset, played on a clock that the test moves. */
class EndlessPlayTest {
    private static final long RATE = 48_000;
    private static final long STEP = RATE / 500;
    private static final double TEMPO = 120;

    private final Clock destination = new Clock();
    private final Parameter tempo = PlaySession.tempoParameter();

    /** Compares each message's frame with the one that its tick demands, and counts what sounds. */
    private static final class Clock implements Destination, MediaClock, MessageListener {
        private long now;
        private long time;
        private long origin = Long.MIN_VALUE;
        private long notes;
        private int tunes;
        private final int[] sounding = new int[16 * 128];
        private long offBeat;
        private long lastTick;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public MediaClock clock() {
            return this;
        }

        @Override
        public long lead() {
            return RATE / 200;
        }

        @Override
        public boolean send(long newTime, int status, int data1, int data2) {
            time = newTime;
            return true;
        }

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            long frame = Math.round(tick * (RATE * 60 / (TEMPO * Event.TICKS_PER_QUARTER)));
            if (origin == Long.MIN_VALUE) {
                origin = time - frame;
            }
            if (time - frame != origin) {
                offBeat++;
            }
            lastTick = tick;
            int key = (status & 0xF) << 7 | data1;
            if ((status & 0xF0) == 0x90) {
                notes++;
                sounding[key]++;
            } else if ((status & 0xF0) == 0x80) {
                sounding[key]--;
            }
        }

        @Override
        public void tuneStarts(long tick, int ordinal) {
            tunes = ordinal;
        }

        long stuck() {
            long count = 0;
            for (int n : sounding) {
                count += Math.abs(n);
            }
            return count;
        }

        @Override
        public void close() {}

        @Override
        public long now() {
            return now;
        }

        @Override
        public long rate() {
            return RATE;
        }
    }

    private static Source.Loaded source(String... options) throws Exception {
        Source source = new Source();
        new picocli.CommandLine(source).parseArgs(options);
        return source.load(PlaySession.tempoParameter());
    }

    private OfflinePerformance performance(AbcGenerator generator) {
        tempo.set(TEMPO);
        return new OfflinePerformance(
                generator, destination, tempo, Performance.DEFAULT_HORIZON_SECONDS, List.of(destination));
    }

    private void play(OfflinePerformance performance, double seconds) {
        long end = destination.now + (long) (seconds * RATE);
        for (; destination.now < end; destination.now += STEP) {
            performance.doWork();
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void anHourHasNoStuckNoteNoDriftAndAFlatHeap() throws Exception {
        AbcGenerator generator = PlaySession.generator(source("--seed", "11"), new TextTap(), 0);
        OfflinePerformance performance = performance(generator);
        play(performance, 600);
        long before = usedHeap();
        play(performance, 3000);
        long after = usedHeap();
        assertEquals(0, destination.offBeat);
        performance.stop(); // which ends notes at once, beat or not
        System.out.printf(
                "an hour: %d tunes, %d notes, heap %d to %d KB%n",
                destination.tunes, destination.notes, before / 1024, after / 1024);
        assertEquals(0, destination.stuck());
        assertEquals(0, performance.timing().underruns() + performance.timing().jumps());
        assertTrue(destination.notes > 5_000, "notes: " + destination.notes);
        assertTrue(destination.tunes > 20, "tunes: " + destination.tunes);
        assertEquals(3600 * TEMPO / 60, destination.lastTick / (double) Event.TICKS_PER_QUARTER, 20);
        assertTrue(after - before < 1 << 20, "heap grew by " + (after - before));
    }

    @Test
    void playingWritesTheTunesThatGenerateWrites() throws Exception {
        TuneWriter writer = source("--seed", "7").writer();
        StringBuilder written = new StringBuilder();
        for (int tune = 0; tune < 3; ) {
            written.appendCodePoint(writer.next());
            tune += writer.tuneEnded() ? 1 : 0;
        }
        TextTap tap = new TextTap();
        OfflinePerformance performance = performance(PlaySession.generator(source("--seed", "7"), tap, 3));
        play(performance, 1200);
        StringBuilder played = new StringBuilder();
        tap.read(0, played);
        assertEquals(written.toString(), played.toString());
        assertEquals(3, destination.tunes);
    }

    @Test
    void whatIsPlayedDoesNotDependOnHowOftenThePlayerLooks() throws Exception {
        List<Long> notes = new ArrayList<>();
        for (long step : new long[] {STEP, 7 * STEP}) {
            Clock clock = new Clock();
            tempo.set(TEMPO);
            OfflinePerformance performance = new OfflinePerformance(
                    PlaySession.generator(source("--seed", "5"), new TextTap(), 1),
                    clock,
                    tempo,
                    Performance.DEFAULT_HORIZON_SECONDS,
                    List.of(clock));
            for (; clock.now < 300 * RATE; clock.now += step) {
                performance.doWork();
            }
            notes.add(clock.notes);
        }
        assertEquals(notes.get(0), notes.get(1));
    }

    /** Notes of the melody as they are written, a repeat not counted again. */
    private record Written(long tick, long source) {}

    private static Generator logging(AbcGenerator generator, List<Written> notes) {
        return new Generator() {
            @Override
            public List<Parameter> parameters() {
                return generator.parameters();
            }

            @Override
            public void start(long tick) {
                generator.start(tick);
            }

            @Override
            public long advance(long until, EventSink out) {
                return generator.advance(until, (tick, kind, channel, data1, data2, source) -> {
                    boolean isNew = notes.isEmpty()
                            || source > notes.get(notes.size() - 1).source();
                    if (kind == Event.Kind.NOTE_ON && channel == 0 && isNew) {
                        notes.add(new Written(tick, source));
                    }
                    out.accept(tick, kind, channel, data1, data2, source);
                });
            }
        };
    }

    @Test
    void aTemperatureGovernsEveryNewNoteWhosePredecessorStartsAfterTheHorizon() throws Exception {
        Source.Loaded source = source("--seed", "9");
        TextTap tap = new TextTap();
        List<Written> notes = new ArrayList<>();
        tempo.set(TEMPO);
        OfflinePerformance performance = new OfflinePerformance(
                logging(PlaySession.generator(source, tap, 0), notes),
                destination,
                tempo,
                Performance.DEFAULT_HORIZON_SECONDS,
                List.of(destination));
        double ticksPerSecond = TEMPO / 60 * Event.TICKS_PER_QUARTER;
        long horizon = (long) ((Performance.DEFAULT_HORIZON_SECONDS + 0.005) * ticksPerSecond);
        Random random = new Random(2);
        List<long[]> changes = new ArrayList<>(); // the tick heard at a change, and the next character then
        for (int change = 0; change < 200; change++) {
            play(performance, 0.3 + random.nextDouble());
            source.sampling().temperature().set(0.6 + 0.4 * random.nextDouble());
            long heard = (long) ((destination.now - Math.max(destination.origin, 0)) * ticksPerSecond / RATE);
            changes.add(new long[] {heard, tap.written()});
        }
        play(performance, 2);
        int judged = 0;
        for (long[] change : changes) {
            for (int i = 1; i < notes.size(); i++) {
                if (notes.get(i - 1).tick() > change[0] + horizon) {
                    judged++;
                    assertTrue(notes.get(i).source() >= change[1], notes.get(i) + " after a change at " + change[0]);
                }
            }
        }
        assertTrue(judged > 1000, "judged: " + judged);
    }
}
