package org.lilt.host;

import java.util.List;
import java.util.Map;

/**
 * One part of a preset.
 *
 * @param name short word, by which other parts and parameters refer to it
 * @param generator {@code lstm}, {@code markov}, {@code abc}, {@code history}, {@code drone}, {@code bodhran}, or the id of a plugin
 * @param model for {@code lstm}: folder of the model, relative to the preset, or name of a shipped preset that holds it
 * @param tunes for {@code markov} and {@code abc}: ABC files or folders, relative to the preset
 * @param follows part whose music the generator goes by; the first part if null
 * @param parameters values of the generator's parameters by id, choices by name or number
 * @param header fields that every tune begins with
 * @param randomFirst whether the first character after the header is any of the vocabulary; not if null
 * @param instruments by channel name (melody, bass, chords)
 * @param effects what the music goes through, in this order
 * @param channels MIDI channels, from 1, by channel name; 0 for silence; what is not named gets channels that are free
 * @param destination where it goes, as {@code --out} takes it; null for where the others go
 * @param level percent; 100 if null
 * @param mute whether it is silent; not if null
 * @param solo whether only parts with this are heard; not if null
 * @param seed of this part; follows from that of the preset if null
 * @param state what the generator had to be kept; null for nothing
 */
record PartSetting(
        String name,
        String generator,
        String model,
        List<String> tunes,
        String follows,
        Map<String, Object> parameters,
        Map<String, String> header,
        Boolean randomFirst,
        Map<String, Preset.Instrument> instruments,
        List<EffectSetting> effects,
        Map<String, Integer> channels,
        String destination,
        Double level,
        Boolean mute,
        Boolean solo,
        Long seed,
        String state) {
    /** A part of which all else is left open. */
    PartSetting(String name, String generator) {
        this(name, generator, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same with another model, other tunes, another leader and another seed. */
    private PartSetting with(String otherModel, List<String> otherTunes, String leader, Long otherSeed) {
        return new PartSetting(
                name,
                generator,
                otherModel,
                otherTunes,
                leader,
                parameters,
                header,
                randomFirst,
                instruments,
                effects,
                channels,
                destination,
                level,
                mute,
                solo,
                otherSeed,
                state);
    }

    /** The same, with what it names elsewhere. */
    PartSetting located(String otherModel, List<String> otherTunes) {
        return with(otherModel, otherTunes, follows, seed);
    }

    /** The same, going by another part; null for the first. */
    PartSetting follows(String leader) {
        return with(model, tunes, leader, seed);
    }

    /** The same with a seed of its own; null for one that follows from the preset's. */
    PartSetting seed(Long otherSeed) {
        return with(model, tunes, follows, otherSeed);
    }

    Map<String, Object> parametersOrEmpty() {
        return parameters == null ? Map.of() : parameters;
    }

    Map<String, String> headerOrEmpty() {
        return header == null ? Map.of() : header;
    }

    Map<String, Preset.Instrument> instrumentsOrEmpty() {
        return instruments == null ? Map.of() : instruments;
    }

    List<EffectSetting> effectsOrEmpty() {
        return effects == null ? List.of() : effects;
    }

    Map<String, Integer> channelsOrEmpty() {
        return channels == null ? Map.of() : channels;
    }
}
