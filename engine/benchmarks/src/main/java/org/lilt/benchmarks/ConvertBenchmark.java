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
    private static final int WARM_ROUNDS = 20;

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
        for (int i = 0; i < WARM_ROUNDS; i++) {
            read(once);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        read(text);
        double seconds = (threads.getCurrentThreadCpuTime() - cpu) * 1e-9;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        print("lilt", text.length(), seconds, (double) bytes / text.length());
        Path folder = Files.createTempDirectory("lilt-convert");
        Path file = folder.resolve("tunes.abc");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        try {
            print("abc2midi", text.length(), abc2midi(file), Double.NaN);
        } finally {
            try (Stream<Path> left = Files.list(folder)) { // abc2midi leaves a file of its own
                left.forEach(f -> f.toFile().delete());
            }
            Files.delete(folder);
        }
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
