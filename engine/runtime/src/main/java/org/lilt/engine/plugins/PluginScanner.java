package org.lilt.engine.plugins;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.Plugin;
import org.lilt.plugin.PluginFactory;

/**
 * Looks into a jar in a process of its own, whose end, crash or silence is the jar's and not ours: loads it, asks its factories what they make, and makes each
 * plugin once.
 */
public final class PluginScanner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PLUGINS = 256;

    private PluginScanner() {}

    /**
     * Scans one jar and writes what it found; for {@link #scan}.
     *
     * @param arguments the jar, and the file to write
     * @throws IOException when it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        System.setOut(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        ScanResult result;
        try {
            result = look(Path.of(arguments[0]));
        } catch (Throwable e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            result = ScanResult.bad(cause.getMessage() == null ? cause.toString() : describe(cause));
        }
        JSON.writeValue(Path.of(arguments[1]).toFile(), result);
        Runtime.getRuntime().halt(0); // whatever threads the jar has started
    }

    private static String describe(Throwable cause) {
        return cause instanceof org.lilt.plugin.PluginException ? cause.getMessage() : cause.toString();
    }

    private static ScanResult look(Path jar) throws Exception {
        List<Descriptor> found = new ArrayList<>();
        try (PluginLoader loader = new PluginLoader(jar)) {
            for (PluginFactory factory : loader.factories()) {
                for (Descriptor descriptor : factory.descriptors()) {
                    String problem = tryOut(factory, descriptor);
                    if (!problem.isEmpty()) {
                        return ScanResult.bad(descriptor.id() + ": " + problem);
                    }
                    found.add(descriptor);
                }
            }
        }
        return found.size() > MOST_PLUGINS
                ? ScanResult.bad("holds more than " + MOST_PLUGINS + " plugins")
                : new ScanResult(found, "");
    }

    private static String tryOut(PluginFactory factory, Descriptor descriptor) throws Exception {
        try (Plugin plugin = factory.create(descriptor.id())) {
            boolean kind = descriptor.kind() == Descriptor.Kind.GENERATOR
                    ? plugin instanceof Generator
                    : plugin instanceof Effect;
            if (!kind) {
                return "is no " + descriptor.kind().name().toLowerCase(java.util.Locale.ROOT);
            }
            Set<String> ids = new HashSet<>();
            for (Parameter parameter : plugin.parameters()) {
                if (!ids.add(parameter.id())) {
                    return "has two parameters " + parameter.id();
                }
            }
        }
        return "";
    }

    /**
     * Scans a jar in a child process. Blocks for as long as that takes.
     *
     * @param jar the jar
     * @param limit how long it may take
     * @return what was found, or why nothing was
     * @throws IOException when no process can be started
     */
    static ScanResult scan(Path jar, Duration limit) throws IOException {
        Path answer = Files.createTempFile("lilt-scan", ".json");
        try {
            Process process = ChildProcess.start(
                    PluginScanner.class, List.of(jar.toAbsolutePath().toString(), answer.toString()));
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return ScanResult.bad("did not answer within " + limit.toSeconds() + " s while it was scanned");
            }
            if (Files.size(answer) == 0) {
                return ScanResult.bad("ended the process that scanned it (exit status " + process.exitValue() + ")");
            }
            return JSON.readValue(answer.toFile(), ScanResult.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ScanResult.bad("was not scanned: interrupted");
        } finally {
            Files.deleteIfExists(answer);
        }
    }
}
