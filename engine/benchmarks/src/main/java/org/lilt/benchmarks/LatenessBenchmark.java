package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.lilt.engine.player.Performance;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.thread.RealTime;

/**
 * How late messages leave for a destination that cannot schedule: {@code LatenessBenchmark MODEL-FOLDER SECONDS BESIDE}, where beside
 * it {@code nothing} runs, a thread is {@code allocating} 500 MB/s, or all processors are {@code busy}.
 */
public final class LatenessBenchmark {
    private static final long WARM_SECONDS = 15;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(100);
    private static final int BYTES_A_MILLISECOND = 500_000;
    private static final double PERCENT = 100;

    private static volatile Object garbage;

    private LatenessBenchmark() {}

    /** Takes messages at their moment, as a port does. */
    private static final class Port implements Destination {
        private Distribution lateness = new Distribution(LONGEST_NANOS);
        private volatile boolean measuring;

        @Override
        public String name() {
            return "benchmark";
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
            if (measuring) {
                lateness.add(System.nanoTime() - time);
            }
            return true;
        }

        @Override
        public void close() {}
    }

    /**
     * Plays and prints one line.
     *
     * @param arguments model folder, seconds, what runs beside
     * @throws Exception when the model cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        long seconds = Long.parseLong(arguments[1]);
        String beside = arguments[2];
        Playing playing = new Playing(Path.of(arguments[0]), 1);
        Port port = new Port();
        List<Throwable> errors = new ArrayList<>();
        try (Performance performance = new Performance(
                playing.generator, port, playing.setup(Performance.DEFAULT_HORIZON_SECONDS), List.of(), errors::add)) {
            performance.start();
            playing.network.accelerate();
            boolean realTime = RealTime.grant(Performance.PLAYER_THREAD, Performance.GENERATOR_THREAD);
            performance.await(TimeUnit.SECONDS.toNanos(WARM_SECONDS));
            startNeighbours(beside);
            var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            port.measuring = true;
            long cpu = system.getProcessCpuTime();
            long events = performance.timing().events();
            performance.await(TimeUnit.SECONDS.toNanos(seconds));
            cpu = system.getProcessCpuTime() - cpu;
            port.measuring = false;
            ObjectNode line = new ObjectMapper().createObjectNode();
            line.put("name", "lilt-lateness-" + beside);
            port.lateness.putMicros(line, "lateness");
            line.put("events", performance.timing().events() - events);
            line.put("underruns", performance.timing().underruns());
            line.put("jumps", performance.timing().jumps());
            line.put("seconds", seconds);
            if (beside.equals("nothing")) {
                line.put("cpu_percent", Math.round(cpu * 1e-9 / seconds * PERCENT * PERCENT) / PERCENT);
            }
            line.put("arithmetic", playing.network.arithmetic());
            line.put("real_time_priority", realTime);
            line.put("errors", errors.size());
            line.put("load", system.getSystemLoadAverage());
            line.put("java", Runtime.version().feature());
            System.out.println(line);
        }
        System.exit(0);
    }

    private static void startNeighbours(String beside) {
        if (beside.equals("allocating")) {
            start(LatenessBenchmark::allocate);
        } else if (beside.equals("busy")) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                start(LatenessBenchmark::spin);
            }
        }
    }

    private static void start(Runnable neighbour) {
        Thread thread = new Thread(neighbour, "neighbour");
        thread.setDaemon(true);
        thread.start();
    }

    /** Objects of 100 to 1,000 bytes, as programs make them. */
    private static void allocate() {
        long next = System.nanoTime();
        while (true) {
            for (int bytes = 0; bytes < BYTES_A_MILLISECOND; ) {
                int size = 100 + bytes % 900;
                garbage = new byte[size];
                bytes += size;
            }
            next += TimeUnit.MILLISECONDS.toNanos(1);
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private static void spin() {
        long x = 1;
        while (x != 0) {
            x = x * 6364136223846793005L + 1442695040888963407L | 1;
        }
        garbage = x;
    }
}
