package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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
}
