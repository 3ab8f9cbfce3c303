package org.lilt.host;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lilt bench}: the short form of {@code engine/benchmarks}, for a user's own machine. */
@Command(
        name = "bench",
        description = "Says whether this machine can play in real time, and how much it has to spare.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_MESSAGES = 1 << 16;
    private static final double MICROS = 1e-3;
    private static final double MILLIS = 1e-6;

    @Mixin
    private Source source;

    @Option(names = "--seconds", paramLabel = "S", description = "How long to play.")
    private int seconds = 10;

    @Spec
    private CommandSpec spec;

    /** Takes messages at their moment, as a port does, and notes how late they come. */
    private static final class Port implements Destination {
        private final long[] lateness = new long[MOST_MESSAGES];
        private volatile int count;

        @Override
        public String name() {
            return "bench";
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
            if (count < MOST_MESSAGES) {
                lateness[count] = System.nanoTime() - time;
                count++; // one thread writes
            }
            return true;
        }

        @Override
        public void close() {}
    }

    @Override
    public Integer call() throws IOException, ModelException, InterruptedException {
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds must be above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        Parameter tempo = PlaySession.tempoParameter();
        Parameter transpose = Setup.transposeParameter();
        Source.Loaded loaded = source.load(tempo, transpose);
        LstmNetwork network = loaded.network();
        out.printf(
                Locale.ROOT,
                "Machine: %s, %d processors, Java %s, load %.1f%n",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        BenchSteps steps = BenchSteps.of(network);
        out.println("A step of the network, plain: " + steps);
        out.flush();
        if (network.accelerate()) {
            steps = BenchSteps.of(network);
            out.println("A step of the network, in vectors: " + steps);
        } else {
            out.println("A step of the network, in vectors: not on this machine, or no faster");
        }
        out.flush();
        play(loaded, Setup.free(tempo, transpose, Performance.DEFAULT_HORIZON_SECONDS), steps, out);
        out.flush();
        return 0;
    }

    private void play(Source.Loaded loaded, Setup setup, BenchSteps steps, PrintWriter out)
            throws IOException, ModelException, InterruptedException {
        Port port = new Port();
        TextTap text = new TextTap();
        try (Performance performance = new Performance(
                PlaySession.generator(loaded, text, 0), port, setup, List.of(), Throwable::printStackTrace)) {
            performance.start();
            performance.await(TimeUnit.SECONDS.toNanos(1)); // compiled
            int first = port.count;
            long written = text.written();
            performance.await(TimeUnit.SECONDS.toNanos(seconds));
            long[] lateness = Arrays.copyOfRange(port.lateness, first, port.count);
            double stepsPerSecond = (double) (text.written() - written) / seconds;
            long underruns = performance.timing().underruns();
            Arrays.sort(lateness);
            double p99 = BenchSteps.at(lateness, 0.99) * MILLIS;
            out.printf(
                    Locale.ROOT,
                    "Playing for %d s: %d messages, late by %.2f ms (half of them less), %.2f ms (99 in 100 less), %.2f ms at most; %d underruns%n",
                    seconds,
                    lateness.length,
                    BenchSteps.at(lateness, 0.5) * MILLIS,
                    p99,
                    BenchSteps.at(lateness, 1) * MILLIS,
                    underruns);
            out.println(BenchVerdict.of(stepsPerSecond, steps.medianNanos(), p99, underruns));
        }
    }

    /** How long a step takes. */
    record BenchSteps(long medianNanos, long p99Nanos) {
        private static final int WARM = 5_000;
        private static final int MEASURED = 10_000;

        static BenchSteps of(LstmNetwork network) {
            SplittableRandom random = new SplittableRandom(1);
            LstmState state = network.newState();
            float[] logits = new float[network.vocabularySize()];
            long[] nanos = new long[MEASURED];
            for (int i = -WARM; i < MEASURED; i++) {
                int token = random.nextInt(logits.length);
                long begin = System.nanoTime();
                network.step(state, token, logits);
                nanos[Math.max(0, i)] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            return new BenchSteps(at(nanos, 0.5), at(nanos, 0.99));
        }

        static long at(long[] sorted, double quantile) {
            return sorted.length == 0
                    ? 0
                    : sorted[(int) Math.min(sorted.length - 1, (long) (quantile * sorted.length))];
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f microseconds (99 in 100 take less than %.0f)",
                    medianNanos * MICROS,
                    p99Nanos * MICROS);
        }
    }
}
