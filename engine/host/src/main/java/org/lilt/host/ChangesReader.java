package org.lilt.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.parts.Slot;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/** A file that {@link ChangesFile} has written. */
final class ChangesReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final SessionFile session;
    private final List<JsonNode> lines = new ArrayList<>();
    private final Map<Integer, Queue<int[]>> recalled = new HashMap<>();
    private long end = -1;
    private Integer checkpoint;
    private boolean sends;

    /**
     * Reads a file; a line that a killed process has left unfinished is passed over.
     *
     * @param file must be there
     * @throws IOException when it is none, or holds what cannot be played again; one line that names file, line and reason
     */
    ChangesReader(Path file) throws IOException {
        this.file = file;
        String content = Files.readString(file, StandardCharsets.UTF_8);
        List<String> texts = new ArrayList<>(Arrays.asList(content.split("\n", -1)));
        texts.remove(texts.size() - 1); // empty, or unfinished
        if (texts.isEmpty()) {
            throw new IOException(file + ": is empty");
        }
        session = session(texts.get(0));
        for (String text : texts.subList(1, texts.size())) {
            lines.add(json(text, lines.size() + 2));
            JsonNode line = lines.get(lines.size() - 1);
            for (String field : List.of("end", "played")) {
                end = line.path(field).asLong(end);
            }
            see(line);
        }
        if (end < 0) {
            throw new IOException(file + ": nothing was played");
        }
    }

    private SessionFile session(String text) throws IOException {
        Path whole = Files.createTempFile("lilt", ".json");
        try {
            Files.writeString(whole, text);
            return SessionFile.read(whole);
        } catch (PresetException e) {
            throw new IOException(file + ", line 1: " + e.getMessage().replace(whole.toString(), "session"), e);
        } finally {
            Files.delete(whole);
        }
    }

    private JsonNode json(String text, int number) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ", line " + number + ": not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What must be known before anything is made. */
    private void see(JsonNode line) throws IOException {
        switch (line.path("do").asText()) {
            case "play" -> {
                checkpoint = line.has("checkpoint")
                        ? (Integer) line.get("checkpoint").asInt()
                        : null;
                sends = line.path("sends").asBoolean();
                require(!line.path("follows").asBoolean(), "a clock was followed, whose beats are not written down");
            }
            case "lose" -> throw fail(line.path("count").asText() + " changes were lost");
            case "recall" -> {
                String text = line.path("text").textValue();
                recalled.computeIfAbsent(line.path("generator").asInt(), g -> new ArrayDeque<>())
                        .add(text == null ? new int[0] : text.codePoints().toArray());
            }
            default -> {
                // For tell.
            }
        }
    }

    /** The session as it was at the beginning. */
    SessionFile session() {
        return session;
    }

    /** The tick of the end; of a process that was killed, one shortly before. */
    long end() {
        return end;
    }

    /** Of the network's training; null for its end. */
    Integer checkpoint() {
        return checkpoint;
    }

    /** Whether tunes began on bar lines, since a clock was sent. */
    boolean sends() {
        return sends;
    }

    /** The tunes that were recalled, in their order. */
    Generators.Recall recall() {
        return (generator, index) -> {
            int[] text = recalled.getOrDefault(generator, new ArrayDeque<>()).poll();
            return text == null || text.length == 0 ? null : text;
        };
    }

    /**
     * Tells of all changes, in their order.
     *
     * @param parameters all that can be turned, as {@link ChangesFile#parameters} names them
     * @param generators by the names of their parts
     * @param effects finds those that were added later
     * @param to is told
     * @throws IOException when a line makes no sense; one line that names it
     */
    void tell(Map<String, Parameter> parameters, Map<String, Generator> generators, Effects effects, Changes to)
            throws IOException {
        Map<String, Parameter> all = new HashMap<>(parameters);
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (lines.get(i).path("do").asText().equals("rearrange")) {
                    rearrange(lines.get(i), all, effects, to);
                } else {
                    tell(lines.get(i), all, generators, to);
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ", line " + (i + 2) + ": " + e.getMessage(), e);
            }
        }
    }

    /** Finds effects that were added while the music played. */
    interface Effects {
        /** The chain of a part. */
        Chain chain(String part);

        /** The effect of a part with a number; it is made where it is the next. */
        Slot effect(String part, int number, String effect) throws PresetException;
    }

    private static void rearrange(JsonNode line, Map<String, Parameter> parameters, Effects effects, Changes to)
            throws PresetException {
        String part = line.path("part").asText();
        List<Slot> had = new ArrayList<>();
        for (JsonNode id : line.path("had")) {
            had.add(effects.effect(part, had.size(), id.asText()));
        }
        List<Slot> slots = new ArrayList<>();
        long bypassed = 0;
        for (JsonNode each : line.path("effects")) {
            int number = each.path("number").asInt();
            if (number < 0 || number >= had.size()) {
                throw new IllegalArgumentException("no effect " + number + " of part " + part);
            }
            Slot slot = had.get(number);
            parameters.putAll(ChangesFile.effect(part, number, slot));
            bypassed |= each.path("bypassed").asBoolean() ? 1L << slots.size() : 0;
            slots.add(slot);
        }
        to.rearranged(line.path("at").asLong(), effects.chain(part), slots.toArray(Slot[]::new), bypassed);
    }

    private static void tell(
            JsonNode line, Map<String, Parameter> parameters, Map<String, Generator> generators, Changes to) {
        long at = line.path("at").asLong();
        long run = line.path("run").asLong();
        if (line.has("parameter")) {
            Parameter parameter = known(parameters, line, "parameter");
            to.changed(at, parameter, line.path("value").asDouble(parameter.defaultValue()));
            return;
        }
        switch (line.path("do").asText()) {
            case "heed" -> to.heeded(at);
            case "silence" -> to.silenced(at);
            case "restart" -> to.restarted(run, at, line.path("from").asLong());
            case "start" -> {
                Generator generator = known(generators, line, "part");
                to.started(generator, run, at, line.path("from").asLong());
            }
            case "cue" -> {
                Generator generator = known(generators, line, "part");
                int[] text = line.path("text").asText().codePoints().toArray();
                to.cued(
                        generator,
                        at,
                        text,
                        line.path("whole").asBoolean(),
                        line.path("variation").asLong());
            }
            case "seed" -> {
                Generator generator = known(generators, line, "part");
                to.seeded(generator, at, line.path("seed").asLong());
            }
            case "play", "recall" -> {
                // Seen before.
            }
            default -> {
                if (!line.has("played") && !line.has("end")) {
                    throw new IllegalArgumentException("is no change");
                }
            }
        }
    }

    private static <T> T known(Map<String, T> all, JsonNode line, String field) {
        T found = all.get(line.path(field).asText());
        if (found == null) {
            throw new IllegalArgumentException(
                    "no " + field + " " + line.path(field).asText());
        }
        return found;
    }

    private void require(boolean holds, String message) throws IOException {
        if (!holds) {
            throw fail(message);
        }
    }

    private IOException fail(String message) {
        return new IOException(file + ": " + message + ": it cannot be played again");
    }
}
