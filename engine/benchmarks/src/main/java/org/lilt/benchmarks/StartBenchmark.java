package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What starting and playing costs: {@code StartBenchmark LAUNCHER STARTS SECONDS}. Time from the start of the launcher to the first note, as another
 * program hears of it by OSC; then memory and processor time while playing, without a listener. Linux only, as it reads {@code /proc}.
 */
public final class StartBenchmark {
    private static final int PACKET = 1 << 12;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final long WARM_SECONDS = 40;
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;

    private StartBenchmark() {}

    /**
     * Starts it, again and again, and prints two lines.
     *
     * @param arguments the launcher, how often to start it, and for how long to watch it play
     * @throws Exception when it does not start
     */
    public static void main(String[] arguments) throws Exception {
        String launcher = arguments[0];
        double[] seconds = new double[Integer.parseInt(arguments[1])];
        secondsToFirstNote(launcher); // builds what is to be built
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = secondsToFirstNote(launcher);
        }
        Arrays.sort(seconds);
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", "lilt-start");
        line.put("starts", seconds.length);
        line.put("first_note_median_s", rounded(seconds[seconds.length / 2]));
        line.put("first_note_worst_s", rounded(seconds[seconds.length - 1]));
        print(line);
        print(playing(launcher, Long.parseLong(arguments[2])));
    }

    private static void print(ObjectNode line) {
        line.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.println(line);
    }

    private static Process play(String launcher, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(launcher, "play", "--out", "none", "--no-panel", "--tempo", "120"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static double secondsToFirstNote(String launcher) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            long begin = System.nanoTime();
            Process process = play(launcher, "--osc-to", String.valueOf(socket.getLocalPort()));
            try {
                DatagramPacket packet = new DatagramPacket(new byte[PACKET], PACKET);
                do {
                    socket.receive(packet);
                } while (!new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1)
                        .startsWith("/lilt/note"));
                return (System.nanoTime() - begin) * 1e-9;
            } finally {
                end(process);
            }
        }
    }

    private static ObjectNode playing(String launcher, long seconds) throws Exception {
        Process process = play(launcher);
        try {
            Thread.sleep(TimeUnit.SECONDS.toMillis(WARM_SECONDS));
            double cpu = cpuSeconds(process.pid());
            long begin = System.nanoTime();
            double resident = 0;
            for (long second = 0; second < seconds; second++) {
                Thread.sleep(TimeUnit.SECONDS.toMillis(1));
                resident = Math.max(resident, residentMegabytes(process.pid()));
            }
            cpu = cpuSeconds(process.pid()) - cpu;
            ObjectNode line = new ObjectMapper().createObjectNode();
            line.put("name", "lilt-playing");
            line.put("seconds", seconds);
            line.put("cpu_percent", rounded(100 * cpu / ((System.nanoTime() - begin) * 1e-9)));
            line.put("resident_mb", rounded(resident));
            return line;
        } finally {
            end(process);
        }
    }

    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS_PER_SECOND;
    }

    private static double residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
