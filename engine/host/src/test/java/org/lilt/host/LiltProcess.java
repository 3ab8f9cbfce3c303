package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A Lilt in a process of its own, as a person starts it, with what it says on both streams. */
public final class LiltProcess implements AutoCloseable {
    private static final char CONTROL_C = 3;

    public final Process process;
    public final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private LiltProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader = new Thread(
                () -> {
                    try (BufferedReader lines = process.inputReader()) {
                        lines.lines().forEach(said::add);
                    } catch (IOException | UncheckedIOException e) {
                        said.add("(" + e.getMessage() + ")");
                    }
                },
                "said");
        reader.setDaemon(true);
        reader.start();
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmn24m",
                "--enable-native-access=ALL-UNNAMED",
                "--add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.lilt.host.Lilt"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts it without a terminal. */
    public static LiltProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    /** Starts it without a terminal, with some variables of the environment set. */
    public static LiltProcess start(Map<String, String> environment, String... arguments) throws IOException {
        // Java's own copy of the environment would leave out what JackServer sets in that of the process.
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((variable, value) -> command.add(variable + "=" + value));
        command.addAll(java(arguments));
        return new LiltProcess(command);
    }

    /** Starts it on a terminal of its own, made by util-linux's {@code script}. */
    static LiltProcess onTerminal(String... arguments) throws IOException {
        String line = java(arguments).stream().map(a -> "'" + a + "'").collect(Collectors.joining(" "));
        // A shell in the background lets its children ignore the signal of Ctrl-C, and they theirs.
        return new LiltProcess(List.of("script", "-qfec", "exec env --default-signal=INT " + line, "/dev/null"));
    }

    /** Types Ctrl-C; the terminal makes the signal of it. */
    void controlC() throws IOException {
        process.getOutputStream().write(CONTROL_C);
        process.getOutputStream().flush();
    }

    /** Sends a signal, such as {@code KILL}. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** What the first line behind some words says. */
    public String behind(String words) {
        await(words, 30, () -> said.stream().anyMatch(line -> line.contains(words)));
        String line = said.stream().filter(l -> l.contains(words)).findFirst().orElseThrow();
        return line.substring(line.indexOf(words) + words.length()).strip();
    }

    /** Waits for its end; returns the exit status. */
    public int end() throws InterruptedException {
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), () -> "it does not end; it said: " + said);
        reader.join(5_000);
        return process.exitValue();
    }

    /** Waits until something is so. */
    void await(String what, double seconds, BooleanSupplier condition) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, () -> "waited in vain for " + what + "; it said: " + said);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
