package org.lilt.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.lilt.host.control.Mappings;
import org.lilt.host.session.HeardTune;
import org.lilt.midi.file.WholeFile;

/**
 * A session in a file: all that is needed to go on after a restart.
 *
 * @param preset the parts, effects and values as they were, and the seeds
 * @param outs where it was played, as {@code --out} takes them
 * @param mappings its inputs, and which of their knobs turned what
 * @param tune ordinal of the tune that was heard, which is begun again
 * @param history the tunes that were heard
 */
record SessionFile(Preset preset, List<String> outs, Mappings mappings, int tune, List<HeardTune> history) {
    private static final int FORMAT = 1;
    private static final int MOST_TUNE = 1_000_000_000;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What a file holds, in its order. */
    private record Form(
            int format,
            String saved,
            List<String> outs,
            Mappings mappings,
            int tune,
            JsonNode preset,
            List<HeardTune> history) {}

    /**
     * Reads and checks a session.
     *
     * @param file must be there
     * @throws IOException when it is no session; one line that names the file, the field and the reason
     */
    static SessionFile read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new PresetException(
                    file + ", line " + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage(), e);
        }
        require(root != null && root.isObject(), file, "holds no session");
        require(root.path("format").asInt() == FORMAT, file, "format: this Lilt knows " + FORMAT);
        require(root.path("preset").isObject(), file, "preset: is missing");
        int tune = root.path("tune").asInt(0);
        require(tune >= 0 && tune <= MOST_TUNE, file, "tune: must lie between 0 and " + MOST_TUNE);
        List<String> outs = new ArrayList<>();
        root.path("outs").forEach(out -> outs.add(out.asText()));
        Mappings mappings = Mappings.NONE;
        try {
            if (root.hasNonNull("mappings")) {
                mappings = JSON.treeToValue(root.get("mappings"), Mappings.class);
            }
        } catch (JsonProcessingException e) {
            throw new PresetException(file + ": mappings: " + e.getOriginalMessage(), e);
        }
        List<HeardTune> history = new ArrayList<>();
        for (JsonNode each : root.path("history")) {
            try {
                HeardTune heard = JSON.treeToValue(each, HeardTune.class);
                require(heard != null && heard.abc() != null, file, "history[" + history.size() + "].abc: is missing");
                history.add(heard);
            } catch (JsonProcessingException e) {
                throw new PresetException(file + ": history[" + history.size() + "]: " + e.getOriginalMessage(), e);
            }
        }
        Preset preset = Preset.read(file + ": preset", JSON.writeValueAsBytes(root.get("preset")));
        return new SessionFile(preset, outs, mappings, tune, history);
    }

    /** Writes the file, whole or not at all. */
    void write(Path file) throws IOException {
        Form form = new Form(
                FORMAT,
                OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                outs,
                mappings,
                tune,
                JSON.readTree(preset.json()),
                history);
        byte[] json = JSON.writeValueAsBytes(form);
        try (WholeFile whole = new WholeFile(file)) {
            whole.output().write(json);
            whole.commit();
        }
    }

    private static void require(boolean holds, Path file, String message) throws PresetException {
        if (!holds) {
            throw new PresetException(file + ": " + message);
        }
    }
}
