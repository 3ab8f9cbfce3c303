package org.lilt.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.lilt.engine.player.ChangeLog;
import org.lilt.engine.player.Performance;
import org.lilt.plugin.Parameter;

/**
 * What was turned while a session played, beside the session's file: first the session as it was at the beginning, then a line for each knob that was turned, with
 * the tick or the generator's step from which it held, at last the tick of the end. {@code lilt replay} plays it again.
 */
final class ChangesFile implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLIS = 500;

    private final BufferedWriter out;
    private final ChangeLog log;
    private final Map<Parameter, String> names = new IdentityHashMap<>();
    private final LongSupplier playHead;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "lilt-changes");
    private volatile IOException failure;

    /**
     * A line of the file.
     *
     * @param at tick or step
     * @param parameter its name
     * @param value from there on
     */
    record Line(long at, String parameter, double value) {}

    /**
     * The whole file.
     *
     * @param session as it was at the beginning
     * @param lines what was turned
     * @param end tick of the end; -1 where the process was killed
     */
    record Content(SessionFile session, List<Line> lines, long end) {}

    /**
     * The file that belongs to a session.
     *
     * @param session its file
     */
    static Path beside(Path session) {
        String name = session.getFileName().toString();
        return session.resolveSibling(name.replaceAll("\\.json$", "") + ".changes.jsonl");
    }

    /** Begins a file; one of an earlier run is overwritten. */
    ChangesFile(Path file, SessionFile beginning, ChangeLog log, Performance performance) throws IOException {
        this.log = log;
        playHead = performance::playHead;
        byName(performance).forEach((name, parameter) -> names.put(parameter, name));
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        Path whole = Files.createTempFile("lilt", ".json");
        try {
            beginning.write(whole);
            out.write(JSON.readTree(whole.toFile()).toString());
            out.newLine();
            out.flush();
        } finally {
            Files.delete(whole);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** All that can be turned, by names that stay the same from run to run. */
    static Map<String, Parameter> byName(Performance performance) {
        Map<String, Parameter> all = byName(performance.parts());
        all.put("tempo", performance.parameters().get(0));
        all.put(
                "transpose",
                performance.parameters().get(performance.parameters().size() - 1));
        return all;
    }

    static Map<String, Parameter> byName(List<org.lilt.engine.player.Part> parts) {
        Map<String, Parameter> all = new java.util.LinkedHashMap<>();
        for (org.lilt.engine.player.Part part : parts) {
            String prefix = part.name() + ".";
            for (Parameter p : part.generator().parameters()) {
                all.put(prefix + "generator." + p.id(), p);
            }
            for (int i = 0; i < part.chain().slots().size(); i++) {
                for (Parameter p : part.chain().slots().get(i).parameters()) {
                    all.put(prefix + "effects[" + i + "]." + p.id(), p);
                }
            }
            for (Parameter p : List.of(part.level(), part.mute(), part.solo())) {
                all.put(prefix + p.id(), p);
            }
        }
        return all;
    }

    private void run() {
        try {
            while (!closed.await(MILLIS, TimeUnit.MILLISECONDS)) {
                drain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void drain() {
        log.drain((at, parameter, value) -> {
            ObjectNode line = JSON.createObjectNode();
            line.put("at", at);
            line.put("parameter", names.get(parameter));
            line.put("value", value);
            write(line);
        });
    }

    private void write(ObjectNode line) {
        try {
            out.write(line.toString());
            out.newLine();
            out.flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Writes the end; the music has ended before. */
    @Override
    public void close() throws IOException {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        drain();
        write(JSON.createObjectNode().put("end", playHead.getAsLong()));
        out.close();
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Reads a file.
     *
     * @param file must be there
     * @throws IOException when it is none; one line that names file, line and reason
     */
    static Content read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            throw new IOException(file + ": is empty");
        }
        Path session = Files.createTempFile("lilt", ".json");
        List<Line> turned = new ArrayList<>();
        long end = -1;
        try {
            Files.writeString(session, lines.get(0));
            for (int i = 1; i < lines.size(); i++) {
                JsonNode line = JSON.readTree(lines.get(i));
                if (line.has("end")) {
                    end = line.get("end").asLong();
                } else if (line.path("parameter").isTextual() && line.path("at").isIntegralNumber()) {
                    turned.add(new Line(
                            line.get("at").asLong(),
                            line.get("parameter").asText(),
                            line.path("value").asDouble(Double.NaN)));
                } else {
                    throw new IOException(file + ", line " + (i + 1) + ": neither a change nor the end");
                }
            }
            return new Content(SessionFile.read(session), turned, end);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (PresetException e) {
            throw new IOException(file + ", line 1: " + e.getMessage().replace(session.toString(), "session"), e);
        } finally {
            Files.delete(session);
        }
    }
}
