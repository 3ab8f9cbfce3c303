package org.lilt.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is played and how: one readable JSON file.
 *
 * @param format version of this form; 1
 * @param name what a person calls it
 * @param description one sentence about it
 * @param licence licence of the tunes behind the weights, and what it means
 * @param generator which generator; {@code lstm}
 * @param model folder of the model, relative to the preset; for a shipped preset the name of the preset that holds it, or {@code .}
 * @param parameters values by parameter id; those not named keep their defaults
 * @param header fields that every tune begins with, such as {@code "M": "6/8"}; R, M, L and K, none to let the network write them
 * @param randomFirst whether the first character after the header is any of the vocabulary, each as likely as another; not if null
 * @param instruments by channel name (melody, bass, chords)
 * @param effects none yet
 * @param seed of the tunes; null for another at every start
 */
record Preset(
        int format,
        String name,
        String description,
        String licence,
        String generator,
        String model,
        Map<String, Double> parameters,
        Map<String, String> header,
        Boolean randomFirst,
        Map<String, Instrument> instruments,
        List<Object> effects,
        Long seed) {
    /**
     * How a channel sounds.
     *
     * @param program General MIDI program, 0 to 127
     * @param volume controller 7, 0 to 127
     * @param pan controller 10, 0 (left) to 127 (right)
     */
    record Instrument(int program, Integer volume, Integer pan) {}

    /** The fields of a header, in the order in which a tune in normal form has them. */
    static final List<String> HEADER_FIELDS = List.of("R", "M", "L", "K");

    /** Channel names, by MIDI channel. */
    static final List<String> CHANNELS = List.of("melody", "bass", "chords");

    private static final int FORMAT = 1;
    private static final int LARGEST_DATA_BYTE = 127;
    private static final Pattern VALUE = Pattern.compile("[ -~]*");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads and checks a preset.
     *
     * @param file what messages call it
     * @param json its content
     * @throws PresetException when it is no preset; one line that names the file, the field and the reason
     */
    static Preset read(String file, byte[] json) throws PresetException {
        Preset preset;
        try {
            preset = JSON.readValue(json, Preset.class);
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                    .reduce((a, b) -> a + "." + b)
                    .orElse("");
            throw new PresetException(file + ": " + (field.isEmpty() ? "" : field + ": ") + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new PresetException(
                    file + ", line " + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (java.io.IOException e) {
            throw new PresetException(file + ": " + e.getMessage(), e);
        }
        if (preset == null) {
            throw new PresetException(file + ": holds no preset");
        }
        preset.check(file);
        return preset;
    }

    private void check(String file) throws PresetException {
        require(format == FORMAT, file, "format", "is " + format + ", this Lilt knows " + FORMAT);
        require(name != null && !name.isBlank(), file, "name", "is missing");
        require("lstm".equals(generator), file, "generator", "is " + generator + ", this Lilt knows lstm");
        require(model != null && !model.isBlank(), file, "model", "is missing: a preset names its model");
        for (var entry : headerOrEmpty().entrySet()) {
            String field = "header." + entry.getKey();
            require(HEADER_FIELDS.contains(entry.getKey()), file, field, "is none of " + HEADER_FIELDS);
            require(
                    entry.getValue() != null && VALUE.matcher(entry.getValue()).matches(),
                    file,
                    field,
                    "is no line of text");
        }
        boolean keyAlone = headerOrEmpty().containsKey("K") && !headerOrEmpty().containsKey("L");
        boolean unitAlone = headerOrEmpty().containsKey("L") && !headerOrEmpty().containsKey("M");
        require(!keyAlone && !unitAlone, file, "header", "names K without L, or L without M, which stand before it");
        for (var entry : instrumentsOrEmpty().entrySet()) {
            String field = "instruments." + entry.getKey();
            Instrument instrument = entry.getValue();
            require(CHANNELS.contains(entry.getKey()), file, field, "is none of " + CHANNELS);
            require(instrument != null, file, field, "is missing");
            require(isData(instrument.program()), file, field + ".program", "must lie between 0 and 127");
            require(
                    instrument.volume() == null || isData(instrument.volume()),
                    file,
                    field + ".volume",
                    "must lie between 0 and 127");
            require(
                    instrument.pan() == null || isData(instrument.pan()),
                    file,
                    field + ".pan",
                    "must lie between 0 and 127");
        }
        require(effects == null || effects.isEmpty(), file, "effects", "this Lilt knows none yet");
    }

    private static boolean isData(int value) {
        return value >= 0 && value <= LARGEST_DATA_BYTE;
    }

    private static void require(boolean holds, String file, String field, String message) throws PresetException {
        if (!holds) {
            throw new PresetException(file + ": " + field + " " + message);
        }
    }

    Map<String, String> headerOrEmpty() {
        return header == null ? Map.of() : header;
    }

    Map<String, Instrument> instrumentsOrEmpty() {
        return instruments == null ? Map.of() : instruments;
    }

    Map<String, Double> parametersOrEmpty() {
        return parameters == null ? Map.of() : parameters;
    }

    /** The text that every tune begins with, in normal form. */
    String opening() {
        StringBuilder text = new StringBuilder();
        for (String field : HEADER_FIELDS) {
            if (headerOrEmpty().containsKey(field)) {
                text.append(field)
                        .append(':')
                        .append(headerOrEmpty().get(field))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
