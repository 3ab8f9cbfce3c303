package org.lilt.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lilt.engine.parts.Chain;

/**
 * What is played and how: one readable JSON file. Of one part (format 1), or of several (format 2), whose fields then stand in {@code parts}.
 *
 * @param format version of this form; 1 or 2
 * @param name what a person calls it
 * @param description one sentence about it
 * @param licence licence of the tunes behind the weights, and what it means
 * @param generator which generator: {@code lstm}, or another, see {@link PartSetting}
 * @param model folder of the model, relative to the preset; for a shipped preset the name of the preset that holds it, or {@code .}
 * @param parameters values by parameter id; those not named keep their defaults
 * @param header fields that every tune begins with, such as {@code "M": "6/8"}; R, M, L and K, none to let the network write them
 * @param randomFirst whether the first character after the header is any of the vocabulary, each as likely as another; not if null
 * @param instruments by channel name (melody, bass, chords)
 * @param effects what the music goes through, in this order
 * @param seed of the tunes; null for another at every start
 * @param parts the parts of format 2; the first leads
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
        List<EffectSetting> effects,
        Long seed,
        List<PartSetting> parts) {
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

    private static final int ONE_PART = 1;
    private static final int SEVERAL_PARTS = 2;
    private static final int MOST_PARTS = 64;
    private static final int MOST_EFFECTS = Chain.MOST;
    private static final int CHANNEL_COUNT = 16;
    private static final Pattern PART_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,30}");
    private static final int LARGEST_DATA_BYTE = 127;
    private static final Pattern VALUE = Pattern.compile("[ -~]*");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
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
        require(
                format == ONE_PART || format == SEVERAL_PARTS,
                file,
                "format",
                "is " + format + ", this Lilt knows " + ONE_PART + " and " + SEVERAL_PARTS);
        require(name != null && !name.isBlank(), file, "name", "is missing");
        if (format == ONE_PART) {
            require(parts == null, file, "parts", "need format " + SEVERAL_PARTS);
            check(one(), file, "");
            return;
        }
        require(parts != null && !parts.isEmpty(), file, "parts", "is missing: there must be at least one part");
        require(parts.size() <= MOST_PARTS, file, "parts", "holds more than " + MOST_PARTS);
        boolean none = generator == null && model == null && header == null && instruments == null && effects == null;
        require(none, file, "generator, model, header, instruments, effects", "stand in the parts in format 2");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            PartSetting part = parts.get(i);
            String field = "parts[" + i + "].";
            require(part != null, file, "parts[" + i + "]", "is missing");
            require(
                    part.name() != null && PART_NAME.matcher(part.name()).matches(),
                    file,
                    field + "name",
                    "must be a short word of small letters, digits and hyphens");
            require(names.add(part.name()), file, field + "name", "stands twice: " + part.name());
            check(part, file, field);
        }
        for (int i = 0; i < parts.size(); i++) {
            String leader = parts.get(i).follows();
            require(
                    leader == null
                            || names.contains(leader)
                                    && !leader.equals(parts.get(i).name()),
                    file,
                    "parts[" + i + "].follows",
                    "is " + leader + ", which is no other part");
        }
    }

    private static void check(PartSetting part, String file, String prefix) throws PresetException {
        require(part.generator() != null && !part.generator().isBlank(), file, prefix + "generator", "is missing");
        if (part.generator().equals(Generators.LSTM)) {
            require(
                    part.model() != null && !part.model().isBlank(),
                    file,
                    prefix + "model",
                    "is missing: a preset names its model");
        }
        boolean needsTunes =
                part.generator().equals(Generators.MARKOV) || part.generator().equals(Generators.ABC);
        require(
                !needsTunes || part.tunes() != null && !part.tunes().isEmpty(),
                file,
                prefix + "tunes",
                "is missing: the ABC files");
        checkHeader(part, file, prefix);
        checkSound(part, file, prefix);
        List<EffectSetting> effects = part.effectsOrEmpty();
        require(effects.size() <= MOST_EFFECTS, file, prefix + "effects", "holds more than " + MOST_EFFECTS);
        for (int i = 0; i < effects.size(); i++) {
            String field = prefix + "effects[" + i + "]";
            require(effects.get(i) != null, file, field, "is missing");
            require(effects.get(i).effect() != null, file, field + ".effect", "is missing");
        }
    }

    private static void checkHeader(PartSetting part, String file, String prefix) throws PresetException {
        for (var entry : part.headerOrEmpty().entrySet()) {
            String field = prefix + "header." + entry.getKey();
            require(HEADER_FIELDS.contains(entry.getKey()), file, field, "is none of " + HEADER_FIELDS);
            require(
                    entry.getValue() != null && VALUE.matcher(entry.getValue()).matches(),
                    file,
                    field,
                    "is no line of text");
        }
        boolean keyAlone =
                part.headerOrEmpty().containsKey("K") && !part.headerOrEmpty().containsKey("L");
        boolean unitAlone =
                part.headerOrEmpty().containsKey("L") && !part.headerOrEmpty().containsKey("M");
        require(
                !keyAlone && !unitAlone,
                file,
                prefix + "header",
                "names K without L, or L without M, which stand before it");
    }

    private static void checkSound(PartSetting part, String file, String prefix) throws PresetException {
        for (var entry : part.instrumentsOrEmpty().entrySet()) {
            String field = prefix + "instruments." + entry.getKey();
            Instrument instrument = entry.getValue();
            require(CHANNELS.contains(entry.getKey()), file, field, "is none of " + CHANNELS);
            require(instrument != null, file, field, "is missing");
            String range = "must lie between 0 and 127";
            require(isData(instrument.program()), file, field + ".program", range);
            require(instrument.volume() == null || isData(instrument.volume()), file, field + ".volume", range);
            require(instrument.pan() == null || isData(instrument.pan()), file, field + ".pan", range);
        }
        for (var entry : part.channelsOrEmpty().entrySet()) {
            String field = prefix + "channels." + entry.getKey();
            require(CHANNELS.contains(entry.getKey()), file, field, "is none of " + CHANNELS);
            Integer channel = entry.getValue();
            require(
                    channel != null && channel >= 0 && channel <= CHANNEL_COUNT,
                    file,
                    field,
                    "must lie between 1 and 16, or be 0 for silence");
        }
        require(
                part.level() == null || part.level() >= 0 && part.level() <= 100,
                file,
                prefix + "level",
                "must lie between 0 and 100");
    }

    private static boolean isData(int value) {
        return value >= 0 && value <= LARGEST_DATA_BYTE;
    }

    private static void require(boolean holds, String file, String field, String message) throws PresetException {
        if (!holds) {
            throw new PresetException(file + ": " + field + " " + message);
        }
    }

    /** The parts; that of format 1 is called {@code tune}. */
    List<PartSetting> partsOrOne() {
        return format == ONE_PART ? List.of(one()) : parts;
    }

    private PartSetting one() {
        return new PartSetting(
                "tune",
                generator,
                model,
                null,
                null,
                null,
                header,
                randomFirst,
                instruments,
                effects,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The first part whose tunes a network writes, as a preset of its own; this one where it has one part. */
    Preset lead(String file) throws PresetException {
        if (format == ONE_PART && Generators.LSTM.equals(generator)) {
            return this;
        }
        for (PartSetting part : partsOrOne()) {
            if (Generators.LSTM.equals(part.generator())) {
                Map<String, Double> values = new LinkedHashMap<>(parametersOrEmpty());
                part.parametersOrEmpty().forEach((id, value) -> {
                    if (value instanceof Number number) {
                        values.put(id, number.doubleValue());
                    }
                });
                return new Preset(
                        ONE_PART,
                        name,
                        description,
                        licence,
                        part.generator(),
                        part.model(),
                        values,
                        part.header(),
                        part.randomFirst(),
                        part.instruments(),
                        null,
                        part.seed() == null ? seed : part.seed(),
                        null);
            }
        }
        throw new PresetException(file + ": no part of it is written by a network");
    }

    /** One of format 2; see the components of the record. */
    static Preset ofParts(
            String name,
            String description,
            String licence,
            Map<String, Double> parameters,
            Long seed,
            List<PartSetting> parts) {
        return new Preset(
                SEVERAL_PARTS, name, description, licence, null, null, parameters, null, null, null, null, seed, parts);
    }

    /** The same with other parts; of format 2. */
    Preset with(List<PartSetting> newParts) {
        return ofParts(name, description, licence, parameters, seed, newParts);
    }

    /** This one of format 2 under another name and without seeds, so that it plays something else each time. */
    Preset asPreset(String newName) {
        List<PartSetting> seedless = parts.stream().map(part -> part.seed(null)).toList();
        return ofParts(newName, "Saved from " + name, licence, parameters, null, seedless);
    }

    /** The same as a JSON file has it. */
    byte[] json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of strings and numbers
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
        return opening(headerOrEmpty());
    }

    static String opening(Map<String, String> header) {
        StringBuilder text = new StringBuilder();
        for (String field : HEADER_FIELDS) {
            if (header.containsKey(field)) {
                text.append(field).append(':').append(header.get(field)).append('\n');
            }
        }
        return text.toString();
    }
}
