package org.lilt.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.Setup;
import org.lilt.engine.plugins.Plugins;
import org.lilt.host.panel.Arranging;
import org.lilt.midi.devices.Destinations;
import org.lilt.midi.devices.Device;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Parameter;

/**
 * Arranges what plays while it plays. Effects are exchanged within the tune. For another part, preset or destination a whole band is made anew from what is played,
 * so that nothing has changed when it cannot be made, and takes over with the tune that is heard.
 */
final class Arranger implements Arranging {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields in which whole presets may differ without anybody caring; parts may in their seeds. */
    private static final List<String> NO_MATTER = List.of("name", "description", "licence", "format", "seed");

    private final PlaySession session;
    private final Outputs outputs;
    private final Stage stage;
    private final List<Parameter> whole;
    private PresetLibrary.Found found;
    private Plugins plugins;

    /** Makes what is to play next. */
    interface Stage {
        /** All plugins; looks for them, which may take seconds. */
        Plugins plugins() throws IOException;

        /** Makes a band. */
        Next next(PresetLibrary.Found found, Plugins plugins, long seed, int firstTune, Ports ports)
                throws IOException, ModelException;

        /** Why the destination must stay; empty when it need not. */
        String holdsDestination();
    }

    /** A band that is made and does not play yet. */
    interface Next {
        Band band();

        /** How the performance goes in which it is to play; what changes in it is written down from its beginning. */
        Setup setup(Output output) throws IOException;

        /** It plays. */
        void taken() throws IOException;
    }

    /**
     * Arranges a session.
     *
     * @param session what plays
     * @param found what it plays
     * @param outputs where
     * @param whole tempo and transposition
     * @param stage makes bands
     */
    Arranger(PlaySession session, PresetLibrary.Found found, Outputs outputs, List<Parameter> whole, Stage stage) {
        this.session = session;
        this.found = found;
        this.outputs = outputs;
        this.whole = List.copyOf(whole);
        this.stage = stage;
    }

    /** What is played, as a preset. [any thread] */
    synchronized Preset preset() {
        return Snapshot.of(found, session.band(), whole, session.seed());
    }

    @Override
    public Arrangement now() {
        List<Arranging.Part> parts = new ArrayList<>();
        for (Band.Member member : session.band().members()) {
            List<Effect> effects = new ArrayList<>();
            for (Slot slot : member.part().chain().slots()) {
                effects.add(new Effect(slot.id(), slot.bypassed(), slot.fault()));
            }
            String generator = member.setting() == null ? "" : member.setting().generator();
            parts.add(new Arranging.Part(
                    member.part().name(), generator, member.part().fault(), effects));
        }
        return new Arrangement(outputs.names().get(0), session.performance().trouble(), parts);
    }

    @Override
    public synchronized Catalogue catalogue() {
        try {
            List<Choice> generators = new ArrayList<>();
            for (String own : List.of(Generators.LSTM, Generators.HISTORY, Generators.DRONE, Generators.BODHRAN)) {
                generators.add(new Choice(own, own, Generators.OWN.get(own), true));
            }
            for (String tunebook : Tunebooks.all().keySet()) {
                generators.add(new Choice(
                        Generators.ABC + ":" + tunebook, tunebook, "Plays the tunes of tunebook " + tunebook, true));
                generators.add(new Choice(
                        Generators.MARKOV + ":" + tunebook,
                        tunebook,
                        "A Markov chain over the tunes of tunebook " + tunebook,
                        true));
            }
            List<Choice> effects = new ArrayList<>();
            for (Plugins.Entry entry : plugins().entries()) {
                Descriptor d = entry.descriptor();
                (d.kind() == Descriptor.Kind.EFFECT ? effects : generators)
                        .add(new Choice(d.id(), d.name(), d.description(), true));
            }
            plugins.bad()
                    .forEach(bad -> effects.add(new Choice(
                            bad.jar().toString(), bad.jar().getFileName().toString(), bad.reason(), false)));
            List<Choice> presets = new ArrayList<>();
            for (String name : PresetLibrary.names()) {
                presets.add(new Choice(name, name, PresetLibrary.shipped(name).description(), true));
            }
            for (String name : PresetLibrary.saved().keySet()) {
                presets.add(choice(name));
            }
            List<Choice> destinations = new ArrayList<>();
            for (Device device : Destinations.list()) {
                if (!device.out().startsWith("file")) { // which has no name yet
                    destinations.add(new Choice(device.out(), device.out(), device.remark(), device.available()));
                }
            }
            return new Catalogue(generators, effects, presets, destinations);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private static Choice choice(String name) {
        try {
            String about = PresetLibrary.find(name).preset().description();
            return new Choice(name, name, about == null ? "" : about, true);
        } catch (IOException e) {
            return new Choice(name, name, e.getMessage(), false);
        }
    }

    private Plugins plugins() throws IOException {
        if (plugins == null) {
            plugins = stage.plugins();
        }
        return plugins;
    }

    // Effects: within the tune.

    @Override
    public synchronized void addEffect(String part, String effect, int at) {
        Band.Member member = member(part);
        List<Slot> slots = new ArrayList<>(member.part().chain().slots());
        if (slots.size() == Chain.MOST) {
            throw new IllegalArgumentException("a part has at most " + Chain.MOST + " effects");
        }
        try {
            slots.add(Math.min(at, slots.size()), session.band().effect(member, effect, plugins()));
        } catch (IOException e) {
            throw refusal(e);
        }
        exchange(member, slots);
    }

    @Override
    public synchronized void removeEffect(String part, String effect, int at) {
        Band.Member member = member(part);
        List<Slot> slots = new ArrayList<>(member.part().chain().slots());
        slots.remove(slot(member, effect, at));
        exchange(member, slots);
    }

    @Override
    public synchronized void moveEffect(String part, String effect, int from, int to) {
        Band.Member member = member(part);
        List<Slot> slots = new ArrayList<>(member.part().chain().slots());
        Slot slot = slot(member, effect, from);
        slots.remove(slot);
        slots.add(Math.min(to, slots.size()), slot);
        exchange(member, slots);
    }

    @Override
    public synchronized void bypassEffect(String part, String effect, int at, boolean bypassed) {
        slot(member(part), effect, at).bypass(bypassed);
    }

    private void exchange(Band.Member member, List<Slot> slots) {
        session.performance().effects(member.part(), slots);
        session.rearranged();
    }

    private Band.Member member(String part) {
        return session.band().members().stream()
                .filter(member -> member.part().name().equals(part))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no part '" + part + "' (any longer)"));
    }

    private static Slot slot(Band.Member member, String effect, int at) {
        List<Slot> slots = member.part().chain().slots();
        if (at >= slots.size() || !slots.get(at).id().equals(effect)) {
            throw new IllegalArgumentException("effect '" + effect + "' is not there (any longer)");
        }
        return slots.get(at);
    }

    @Override
    public void takeIn(String part) {
        if (!session.performance().takeIn(member(part).part())) {
            throw new IllegalArgumentException("the generator has not returned from its last call and stays out");
        }
    }

    // Parts, presets, destinations: a band made anew.

    @Override
    public synchronized void addPart(String generator) {
        Preset played = preset();
        List<PartSetting> parts = new ArrayList<>(played.parts());
        int colon = generator.indexOf(':'); // behind it stands a tunebook
        String id = colon < 0 ? generator : generator.substring(0, colon);
        parts.add(new PartSetting(free(id, parts), id)
                .located(
                        id.equals(Generators.LSTM) ? model(parts) : null,
                        colon < 0 ? null : List.of(tunebook(generator.substring(colon + 1))))
                .follows(parts.get(0).name())
                .seed(session.seed() + parts.size())); // another tune than the first's
        play(played, parts);
    }

    private static String tunebook(String name) {
        try {
            Path file = Tunebooks.all().get(name);
            if (file == null) {
                throw new IllegalArgumentException("there is no tunebook '" + name + "' (any longer)");
            }
            return file.toString();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** What the others write with. */
    private static String model(List<PartSetting> parts) {
        return parts.stream()
                .map(PartSetting::model)
                .filter(m -> m != null)
                .findFirst()
                .orElse(PresetLibrary.DEFAULT);
    }

    /** A name that no part has yet. */
    private static String free(String generator, List<PartSetting> parts) {
        String word = generator
                .substring(generator.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]", "");
        String name = word.isEmpty() || !Character.isLetter(word.charAt(0)) ? "part" : word;
        String shorter = name.substring(0, Math.min(name.length(), 20));
        String found = shorter;
        for (int number = 2; isTaken(found, parts); number++) {
            found = shorter + number;
        }
        return found;
    }

    private static boolean isTaken(String name, List<PartSetting> parts) {
        return parts.stream().anyMatch(p -> p.name().equals(name));
    }

    @Override
    public synchronized void removePart(String part) {
        Preset played = preset();
        int at = place(played, part);
        if (played.parts().size() == 1) {
            throw new IllegalArgumentException("the last part cannot be taken away");
        }
        List<PartSetting> parts = new ArrayList<>(played.parts());
        parts.remove(at);
        String leader = parts.get(0).name();
        parts.replaceAll(p -> !part.equals(p.follows()) ? p : p.follows(p.name().equals(leader) ? null : leader));
        play(played, parts);
    }

    @Override
    public synchronized void movePart(String part, int to) {
        Preset played = preset();
        List<PartSetting> parts = new ArrayList<>(played.parts());
        PartSetting moved = parts.remove(place(played, part));
        parts.add(Math.min(to, parts.size()), moved);
        play(played, parts);
    }

    private static int place(Preset played, String part) {
        for (int i = 0; i < played.parts().size(); i++) {
            if (played.parts().get(i).name().equals(part)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no part '" + part + "' (any longer)");
    }

    private void play(Preset played, List<PartSetting> parts) {
        Preset next = played.with(parts);
        exchange(found(next), session.seed(), Math.max(1, session.tuneOfSeed()), outputs.main());
    }

    private static PresetLibrary.Found found(Preset preset) {
        return new PresetLibrary.Found(preset, "as played", Path.of(""));
    }

    @Override
    public synchronized void load(String preset) {
        PresetLibrary.Found next = find(preset);
        long seed =
                next.preset().seed() == null ? session.seed() : next.preset().seed();
        try {
            Bands.playing(next, PlaySession.tempoParameter(), Setup.transposeParameter());
            exchange(next, seed, 1, outputs.main());
            Bands.playing(next, whole.get(0), whole.get(1));
        } catch (PresetException e) {
            throw refusal(e);
        }
    }

    /** By name alone: no page reads files that it names. */
    private static PresetLibrary.Found find(String preset) {
        try {
            if (!PresetLibrary.names().contains(preset)
                    && !PresetLibrary.saved().containsKey(preset)) {
                throw new IllegalArgumentException("there is no preset '" + preset + "'");
            }
            return PresetLibrary.find(preset);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public synchronized void save(String preset) {
        try {
            PresetLibrary.save(preset, preset().asPreset(preset));
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public synchronized void destination(String out) {
        String held = stage.holdsDestination();
        if (!held.isEmpty()) {
            throw new IllegalArgumentException(held);
        }
        if (Destinations.list().stream().noneMatch(d -> d.out().equals(out)) || out.startsWith("file")) {
            throw new IllegalArgumentException("there is no destination '" + out + "' (any longer)");
        }
        Output output;
        try {
            output = outputs.open(out);
        } catch (IOException e) {
            throw refusal(e);
        }
        Preset played = preset();
        try {
            exchange(found(played), session.seed(), Math.max(1, session.tuneOfSeed()), output);
            outputs.main(out, output);
        } catch (IllegalArgumentException e) {
            output.destination().close();
            throw e;
        }
    }

    private void exchange(PresetLibrary.Found next, long seed, int firstTune, Output output) {
        Band made = null;
        try {
            Next coming = stage.next(next, plugins(), seed, firstTune, outputs.ports());
            made = coming.band();
            if (!session.exchange(next.preset().name(), seed, made, output, coming.setup(output))) {
                throw new IOException("the music has ended");
            }
            found = next;
            coming.taken();
        } catch (IOException | ModelException | UncheckedIOException e) {
            if (made != null && session.band() != made) {
                made.discard();
            }
            throw refusal(e);
        }
    }

    private static IllegalArgumentException refusal(Exception e) {
        return new IllegalArgumentException(e.getMessage(), e);
    }

    // Presets compared.

    @Override
    public synchronized List<Difference> compare(String preset) {
        PresetLibrary.Found other = find(preset);
        Map<String, String> played;
        Map<String, String> there;
        try {
            played = fields(preset());
            there = fields(asPlayed(other));
        } catch (IOException | ModelException e) {
            throw refusal(e);
        }
        Set<String> all = new TreeSet<>(played.keySet());
        all.addAll(there.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : all) {
            String here = played.getOrDefault(field, "");
            String elsewhere = there.getOrDefault(field, "");
            if (!here.equals(elsewhere)) {
                differences.add(new Difference(field, here, elsewhere));
            }
        }
        return differences;
    }

    /** A preset with all values that it leaves open, as a snapshot has them. */
    private Preset asPlayed(PresetLibrary.Found other) throws IOException, ModelException {
        Parameter tempo = PlaySession.tempoParameter();
        Parameter transpose = Setup.transposeParameter();
        Bands.playing(other, tempo, transpose);
        Band band = stage.next(other, plugins(), 0, 1, Ports.SILENT).band();
        try {
            return Snapshot.of(other, band, List.of(tempo, transpose), 0);
        } finally {
            band.discard();
        }
    }

    /** What matters of a preset of format 2, each value by its place. */
    private static Map<String, String> fields(Preset preset) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(preset.json());
        tree.remove(NO_MATTER);
        tree.path("parts").forEach(part -> ((ObjectNode) part).remove("seed"));
        Map<String, String> fields = new TreeMap<>();
        collect("", tree, fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), into);
            }
        } else {
            into.put(path, node.asText());
        }
    }
}
