package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One contender warmed, timed step by step, and printed as a line of JSON. */
final class Measurement {
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final int MOST_STEPS = 50_000;
    private static final double NANOS_TO_MICROS = 1e-3;

    private Measurement() {}

    /** Measures, prints, and gives the mean processor time of a step in microseconds. */
    static double of(String name, int vocabularySize, Stepper stepper) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        long warm = System.nanoTime() + WARM_NANOS;
        while (System.nanoTime() < warm) {
            stepper.step(random.nextInt(vocabularySize));
        }
        long[] nanos = new long[MOST_STEPS];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long end = System.nanoTime() + MOST_NANOS;
        int steps = 0;
        while (steps < MOST_STEPS && System.nanoTime() < end) {
            int token = random.nextInt(vocabularySize);
            long start = System.nanoTime();
            stepper.step(token);
            nanos[steps++] = System.nanoTime() - start;
        }
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        print(name, stepper.format(), Arrays.copyOf(nanos, steps), cpu, bytes);
        return cpu * NANOS_TO_MICROS / steps;
    }

    private static void print(String name, String format, long[] nanos, long cpu, long bytes) {
        Arrays.sort(nanos);
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", name);
        line.put("median_us", at(nanos, 0.5));
        line.put("p99_us", at(nanos, 0.99));
        line.put("p999_us", at(nanos, 0.999));
        // The mean of the thread's own time: on a busy machine the others' shares are not in it.
        line.put("cpu_us", rounded((double) cpu / nanos.length));
        line.put("bytes_per_step", Math.round((double) bytes / nanos.length));
        line.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        line.put("steps", nanos.length);
        line.put("format", format);
        line.put("java", Runtime.version().feature());
        System.out.println(line);
    }

    private static double at(long[] sorted, double quantile) {
        long nanos = sorted[(int) Math.min(sorted.length - 1, Math.round(quantile * sorted.length))];
        return rounded(nanos);
    }

    private static double rounded(double nanos) {
        return Math.round(nanos * NANOS_TO_MICROS * 10) / 10.0;
    }
}
