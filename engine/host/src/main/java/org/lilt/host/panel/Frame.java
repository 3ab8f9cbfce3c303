package org.lilt.host.panel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lilt.host.session.HeardTune;
import org.lilt.plugin.Parameter;

/**
 * What a page is told at once, as JSON: only the fields that have news. {@code ack} is the number of the page's last message that had
 * been done when the values were read; {@code at} the number of the text's first character. [one thread]
 */
final class Frame {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private final StringWriter text = new StringWriter();
    private JsonGenerator json; // made for the first news: most frames have none and are not sent

    /** A frame without news. */
    Frame() {}

    /** Whether anything has been put in. */
    boolean hasNews() {
        return json != null;
    }

    /** Ends the frame. */
    String json() {
        return write(JsonGenerator::close).text.toString();
    }

    /** The first frame of a page, which may know things from before. */
    Frame hello() {
        return write(out -> out.writeBooleanField("hello", true));
    }

    Frame ack(long number) {
        return write(out -> out.writeNumberField("ack", number));
    }

    Frame error(String message, long refused) {
        return write(out -> {
            out.writeStringField("error", message);
            out.writeNumberField("refused", refused);
        });
    }

    Frame text(long at, CharSequence characters) {
        return write(out -> {
            out.writeNumberField("at", at);
            out.writeStringField("text", characters.toString());
        });
    }

    /** How likely the characters of the text were, in thousandths. */
    Frame odds(int[] odds) {
        return write(out -> {
            out.writeFieldName("odds");
            out.writeArray(odds, 0, odds.length);
        });
    }

    /** Note messages, and where the play head is. */
    Frame notes(long[] notes, long playHead) {
        return write(out -> {
            out.writeNumberField("head", playHead);
            out.writeFieldName("notes");
            out.writeArray(notes, 0, notes.length);
        });
    }

    /** What is new in the history, and the numbers of tunes that are kept no longer. */
    Frame history(List<HeardTune> news, Set<Integer> gone) {
        return write(out -> {
            out.writeArrayFieldStart("tunes");
            for (HeardTune tune : news) {
                out.writeStartObject();
                out.writeNumberField("number", tune.number());
                out.writeNumberField("ordinal", tune.ordinal());
                out.writeStringField("seed", Long.toString(tune.seed()));
                out.writeStringField("played", tune.played());
                out.writeBooleanField("liked", tune.liked());
                out.writeStringField("abc", tune.abc());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("gone");
            for (int number : gone) {
                out.writeNumber(number);
            }
            out.writeEndArray();
        });
    }

    /** Why plugins are bypassed, a line each. */
    Frame faults(List<String> faults) {
        return write(out -> {
            out.writeFieldName("faults");
            out.writeArray(faults.toArray(String[]::new), 0, faults.size());
        });
    }

    /** Who plays what through which effects, and where. */
    Frame arrangement(Arranging.Arrangement arrangement) {
        return object("arrangement", arrangement);
    }

    /** What there is to arrange with. */
    Frame catalogue(Arranging.Catalogue catalogue) {
        return object("catalogue", catalogue);
    }

    /** In what a preset is other than what is played. */
    Frame comparison(List<Arranging.Difference> differences) {
        return object("comparison", differences);
    }

    /** In which file a tune was kept. */
    Frame kept(String file) {
        return write(out -> out.writeStringField("kept", file));
    }

    private Frame object(String field, Object value) {
        return write(out -> {
            out.writeFieldName(field);
            MAPPER.writeValue(out, value);
        });
    }

    /** Which parameter waits for a knob, and the controllers of the others. */
    Frame knobs(Controls.KnobState knobs) {
        return write(out -> {
            out.writeObjectFieldStart("knobs");
            out.writeStringField("learning", knobs.learning());
            out.writeObjectFieldStart("turned");
            for (Map.Entry<Integer, String> knob : knobs.turned().entrySet()) {
                out.writeStringField(String.valueOf(knob.getKey()), knob.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /** What a reader finds about what the page's user has typed. */
    Frame draft(Draft draft) {
        return write(out -> {
            out.writeObjectFieldStart("draft");
            out.writeNumberField("notes", draft.notes());
            out.writeFieldName("remarks");
            out.writeArray(
                    draft.remarks().toArray(String[]::new), 0, draft.remarks().size());
            out.writeEndObject();
        });
    }

    /** The descriptions from which the page draws its controls. */
    Frame parameters(List<Parameter> parameters) {
        return write(out -> {
            out.writeArrayFieldStart("parameters");
            for (Parameter p : parameters) {
                out.writeStartObject();
                out.writeStringField("id", p.id());
                out.writeStringField("name", p.name());
                out.writeStringField("path", p.path());
                out.writeNumberField("minimum", p.minimum());
                out.writeNumberField("maximum", p.maximum());
                out.writeNumberField("default", p.defaultValue());
                out.writeBooleanField("stepped", p.stepped());
                out.writeStringField("unit", p.unit());
                if (!p.choices().isEmpty()) {
                    out.writeFieldName("choices");
                    out.writeArray(
                            p.choices().toArray(String[]::new), 0, p.choices().size());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /** The values, in the order of the descriptions. */
    Frame values(double[] values) {
        return write(out -> {
            out.writeFieldName("values");
            out.writeArray(values, 0, values.length);
        });
    }

    Frame status(Controls.Status status) {
        return write(out -> {
            out.writeObjectFieldStart("status");
            out.writeStringField("preset", status.preset());
            out.writeStringField("destination", status.destination());
            out.writeStringField("seed", Long.toString(status.seed())); // a page's numbers have 53 bits only
            out.writeNumberField("tune", status.tune());
            out.writeBooleanField("paused", status.paused());
            out.writeNumberField("playHead", status.playHead());
            out.writeNumberField("tempo", status.tempo());
            out.writeNumberField("aheadMillis", millis(status.aheadNanos()));
            out.writeNumberField("events", status.events());
            out.writeNumberField("underruns", status.underruns());
            out.writeNumberField("latenessMillis", millis(status.recentLatenessNanos()));
            out.writeNumberField("worstLatenessMillis", millis(status.worstLatenessNanos()));
            out.writeStringField("recording", status.recording());
            out.writeEndObject();
        });
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    private interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    private Frame write(Part part) {
        try {
            if (json == null) {
                json = JSON.createGenerator(text);
                json.writeStartObject();
            }
            part.write(json);
            return this;
        } catch (IOException e) { // a StringWriter has no reason to
            throw new UncheckedIOException(e);
        }
    }
}
