package org.lilt.engine.effects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lilt.plugin.ApiVersion;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Effect;
import org.lilt.plugin.PluginException;
import org.lilt.plugin.PluginFactory;

/** The effects that Lilt comes with. */
public final class BuiltInEffects implements PluginFactory {
    private final Map<String, Descriptor> descriptors = new LinkedHashMap<>();
    private final Map<String, Supplier<Effect>> makers = new LinkedHashMap<>();

    /** Lists them; makes none. */
    public BuiltInEffects() {
        add("transpose", "Transpose", "Moves notes by semitones, or by steps of the key", Transpose::new);
        add("quantise", "Quantise", "Moves notes to the nearest of a scale", Quantise::new);
        add("humanise", "Humanise", "Accents by the place in the bar, and chance in loudness and time", Humanise::new);
        add("swing", "Swing", "Makes the first of two quavers longer", Swing::new);
        add("harmonise", "Harmonise", "A second voice in thirds or sixths within the key, and a drone", Harmonise::new);
        add("ornament", "Ornament", "Cuts, rolls, grace notes and mordents, by tradition", Ornament::new);
        add("arpeggio", "Arpeggio", "Plays chords note by note", Arpeggio::new);
        add("octave", "Octave", "Doubles notes in another octave", Octave::new);
        add("strum", "Strum", "Plays chords as a hand over strings", Strum::new);
        add("echo", "Echo", "Repeats notes in time, each time softer", Echo::new);
        add("map", "Channel and program", "Sends a channel to another one and chooses its program", ChannelMap::new);
        add("range", "Range", "Keeps notes within the range of an instrument", Range::new);
    }

    private void add(String id, String name, String description, Supplier<Effect> maker) {
        descriptors.put(id, new Descriptor(id, Descriptor.Kind.EFFECT, name, "Lilt", ApiVersion.CURRENT, description));
        makers.put(id, maker);
    }

    @Override
    public String api() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<Descriptor> descriptors() {
        return List.copyOf(descriptors.values());
    }

    @Override
    public Effect create(String id) throws PluginException {
        Supplier<Effect> maker = makers.get(id);
        if (maker == null) {
            throw new PluginException("there is no effect " + id);
        }
        return maker.get();
    }
}
