package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;

/**
 * Characters of ABC read for each second of processor time, beside {@code abc2midi -c}, which reads and writes nothing:
 * {@code ConvertBenchmark FILE...}. The files are repeated until both run for seconds.
 */
public final class ConvertBenchmark {
    private static final int REPEATS = 80;

    /** The compiler shares the one processor with what it compiles, so that it takes its time until all is compiled. */
    private static final double WARM_SECONDS = 20;

    /** Each contender reads the whole text so often, in turn; the median counts. */
    private static final int ROUNDS = 5;

    private ConvertBenchmark() {}

    private static final class Counter implements AbcEvents {
        private long notes;

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
            notes++;
        }

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {
            notes--;
        }
    }

    /**
     * Measures both and prints a line for each.
     *
     * @param arguments ABC files
     * @throws Exception when a file cannot be read or abc2midi is not installed
     */
    public static void main(String[] arguments) throws Exception {
        StringBuilder once = new StringBuilder();
        for (String file : arguments) {
            once.append(AbcFile.decode(Files.readAllBytes(Path.of(file)))).append("\n\n");
        }
        String text = once.toString().repeat(REPEATS);
        for (long begin = System.nanoTime(); System.nanoTime() - begin < WARM_SECONDS * 1e9; ) {
            read(text);
        }
        Path folder = Files.createTempDirectory("lilt-convert");
        Path file = folder.resolve("tunes.abc");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long cpu = threads.getCurrentThreadCpuTime();
                read(text);
                ours[round] = (threads.getCurrentThreadCpuTime() - cpu) * 1e-9;
                bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
                theirs[round] = abc2midi(file);
            }
        } finally {
            try (Stream<Path> left = Files.list(folder)) { // abc2midi leaves a file of its own
                left.forEach(f -> f.toFile().delete());
            }
            Files.delete(folder);
        }
        print("lilt", text.length(), median(ours), (double) bytes / text.length());
        print("abc2midi", text.length(), median(theirs), Double.NaN);
    }

    private static double median(double[] seconds) {
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static void read(CharSequence text) {
        Counter counter = new Counter();
        AbcFile.read(text, counter, AbcDiagnostics.NONE, AbcOptions.FILE);
        if (counter.notes != 0) {
            throw new IllegalStateException(counter.notes + " notes do not end");
        }
    }

    /** Processor time of the process, as the shell counts it. */
    private static double abc2midi(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "TIMEFORMAT='%U %S'; command -v abc2midi >/dev/null || exit 3; time abc2midi " + file
                                + " -c >/dev/null 2>&1")
                .directory(file.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            lines = in.lines().toList();
        }
        process.waitFor();
        if (lines.isEmpty()) {
            throw new IOException("abc2midi is not installed (Debian: apt install abcmidi)");
        }
        String[] times = lines.get(lines.size() - 1).split(" ");
        return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
    }

    private static void print(String name, long characters, double seconds, double bytes) {
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", name);
        line.put("characters_per_second", Math.round(characters / seconds));
        line.put("characters", characters);
        line.put("cpu_seconds", Math.round(seconds * 1e3) / 1e3);
        if (!Double.isNaN(bytes)) {
            line.put("bytes_per_character", Math.round(bytes * 1e4) / 1e4);
        }
        line.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        line.put("java", Runtime.version().feature());
        System.out.println(line);
    }
}
