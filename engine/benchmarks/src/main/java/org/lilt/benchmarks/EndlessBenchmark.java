package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.OfflinePerformance;
import org.lilt.engine.player.Performance;
import org.lilt.midi.Destination;
import org.lilt.midi.ManualClock;
import org.lilt.plugin.Event;

/** Days of playing on a clock that runs as fast as it can, with a line for each: {@code EndlessBenchmark MODEL-FOLDER DAYS}. */
public final class EndlessBenchmark {
    private static final long RATE = 48_000;
    private static final long DAY = 24 * 3_600 * RATE;

    /** Between two looks of the player, which lead by {@link #LEAD}. */
    private static final long STEP = RATE / 100;

    private static final long LEAD = RATE / 50;

    private EndlessBenchmark() {}

    /** Compares each message's frame with the one that its tick demands, and counts what sounds. */
    private static final class Watch implements Destination, MessageListener {
        private final ManualClock clock = new ManualClock(RATE);
        private final double framesPerTick;
        private final int[] sounding = new int[16 * 128];
        private long time;
        private long origin = Long.MIN_VALUE;
        private long offBeat;
        private long notes;
        private int tunes;
        private boolean ended;

        Watch(double tempo) {
            framesPerTick = RATE * 60 / (tempo * Event.TICKS_PER_QUARTER);
        }

        @Override
        public String name() {
            return "simulated";
        }

        @Override
        public ManualClock clock() {
            return clock;
        }

        @Override
        public long lead() {
            return LEAD;
        }

        @Override
        public boolean send(long newTime, int status, int data1, int data2) {
            time = newTime;
            return true;
        }

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            long frame = Math.round(tick * framesPerTick);
            if (origin == Long.MIN_VALUE) {
                origin = time - frame;
            }
            offBeat += ended || time - frame == origin ? 0 : 1;
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

        @Override
        public void close() {}

        long sounds() {
            long sum = 0;
            for (int n : sounding) {
                sum += Math.abs(n);
            }
            return sum;
        }
    }

    /**
     * Plays and prints a line for each day, and one for the end.
     *
     * @param arguments model folder, days
     * @throws Exception when the model cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        Playing playing = new Playing(Path.of(arguments[0]), 1);
        playing.network.accelerate();
        Watch watch = new Watch(playing.tempo.get());
        OfflinePerformance performance = new OfflinePerformance(
                playing.generator, watch, playing.setup(Performance.DEFAULT_HORIZON_SECONDS), List.of(watch));
        long begin = System.nanoTime();
        for (int day = 1; day <= Integer.parseInt(arguments[1]); day++) {
            for (long end = day * DAY; watch.clock.now() < end; watch.clock.moveTo(watch.clock.now() + STEP)) {
                performance.doWork();
            }
            print("lilt-day-" + day, playing, watch, performance, begin);
        }
        watch.ended = true; // notes that are ended by the end are ended at once, whatever the beat
        performance.stop();
        print("lilt-end", playing, watch, performance, begin);
    }

    private static void print(String name, Playing playing, Watch watch, OfflinePerformance performance, long begin) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", name);
        line.put("tunes", watch.tunes);
        line.put("notes", watch.notes);
        line.put("characters", playing.text.written());
        line.put("off_beat", watch.offBeat);
        line.put("sounding", watch.sounds());
        line.put("underruns", performance.timing().underruns());
        line.put("jumps", performance.timing().jumps());
        line.put("heap_kb", (runtime.totalMemory() - runtime.freeMemory()) / 1024);
        line.put("seconds", Math.round((System.nanoTime() - begin) * 1e-9));
        System.out.println(line);
    }
}
