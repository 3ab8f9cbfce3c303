package org.lilt.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.Part;
import org.lilt.plugin.Parameter;

/** What is played, as presets say it. [any thread; the music plays on] */
final class Snapshot {
    private Snapshot() {}

    /** A part as it is now. */
    static PartSetting of(Band.Member member, String name, long seed) {
        PartSetting was = member.setting();
        Part part = member.part();
        List<EffectSetting> effects = new ArrayList<>();
        for (Slot slot : part.chain().slots()) {
            String state = slot.effect().save();
            effects.add(new EffectSetting(
                    slot.id(),
                    values(slot.parameters()),
                    slot.bypassed() ? Boolean.TRUE : null,
                    state.isEmpty() ? null : state));
        }
        String state = part.generator().save();
        return new PartSetting(
                name,
                was.generator(),
                was.model(),
                was.tunes(),
                member.leader(),
                values(part.generator().parameters()),
                was.header(),
                was.randomFirst(),
                was.instruments(),
                effects.isEmpty() ? null : effects,
                was.channels(),
                was.destination(),
                part.level().get(),
                part.mute().get() != 0 ? Boolean.TRUE : null,
                part.solo().get() != 0 ? Boolean.TRUE : null,
                seed,
                state.isEmpty() ? null : state);
    }

    /** Values by id, choices by their names. */
    static Map<String, Object> values(List<Parameter> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            double value = parameter.get();
            values.put(parameter.id(), parameter.choices().isEmpty() ? (Object) value : parameter.format(value));
        }
        return values;
    }

    /** The preset as it is played now, of format 2, with what it names found from anywhere. */
    static Preset of(PresetLibrary.Found found, Band band, List<Parameter> whole, long seed) {
        Preset was = found.preset();
        List<PartSetting> parts = new ArrayList<>();
        for (Band.Member member : band.members()) {
            parts.add(anywhere(found, of(member, member.part().name(), band.seed(member))));
        }
        Map<String, Double> values = new LinkedHashMap<>();
        whole.forEach(p -> values.put(p.id(), p.get()));
        return Preset.ofParts(was.name(), was.description(), was.licence(), values, seed, parts);
    }

    private static PartSetting anywhere(PresetLibrary.Found found, PartSetting part) {
        String model = part.model();
        if (model != null) {
            model = found.folder() == null
                    ? model.equals(".") ? found.preset().name() : model
                    : absoluteIfThere(found.folder(), model);
        }
        List<String> tunes = part.tunes() == null || found.folder() == null
                ? part.tunes()
                : part.tunes().stream()
                        .map(t -> absoluteIfThere(found.folder(), t))
                        .toList();
        return part.located(model, tunes);
    }

    private static String absoluteIfThere(Path folder, String name) {
        Path there = folder.resolve(name);
        return java.nio.file.Files.exists(there) ? there.toAbsolutePath().toString() : name;
    }
}
