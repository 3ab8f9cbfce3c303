package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lilt.engine.TuneFiles;
import org.lilt.engine.accompany.Bodhran;
import org.lilt.engine.accompany.Drone;
import org.lilt.engine.generator.AbcGenerator;
import org.lilt.engine.generator.Instruments;
import org.lilt.engine.generator.Programmed;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.Opening;
import org.lilt.engine.network.SamplingParameters;
import org.lilt.engine.network.TuneWriter;
import org.lilt.engine.network.WeightFormat;
import org.lilt.engine.plugins.CheckedGenerator;
import org.lilt.engine.plugins.IsolatedGenerator;
import org.lilt.engine.plugins.Plugins;
import org.lilt.engine.tunes.CuedTunes;
import org.lilt.engine.tunes.GivenTunes;
import org.lilt.engine.tunes.MarkovWriter;
import org.lilt.engine.tunes.TuneText;
import org.lilt.engine.tunes.TuneWishes;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.Plugin;
import org.lilt.plugin.PluginException;

/** Makes the generators that presets name: Lilt's own, which need models and files, and those of plugins. */
final class Generators {
    static final String LSTM = "lstm";
    static final String MARKOV = "markov";
    static final String ABC = "abc";
    static final String HISTORY = "history";
    static final String DRONE = "drone";
    static final String BODHRAN = "bodhran";

    /** Lilt's own, for lists: id and what it does. */
    static final Map<String, String> OWN = Map.of(
            LSTM, "A network writes tunes in ABC",
            MARKOV, "A Markov chain over the characters of given tunes",
            ABC, "Plays tunes of ABC files",
            HISTORY, "Plays the tunes that were heard before",
            DRONE, "Key note and fifth under another part",
            BODHRAN, "Beats the pulse of another part");

    private static final int DEFAULT_VOLUME = 100;
    private static final int CENTRE = 64;

    /** Accordion, with acoustic bass and nylon guitar behind it. */
    private static final Map<String, Instruments.Channel> DEFAULT_INSTRUMENTS = Map.of(
            "melody", new Instruments.Channel(21, DEFAULT_VOLUME, 60),
            "bass", new Instruments.Channel(32, 80, 72),
            "chords", new Instruments.Channel(24, 70, 44));

    private final PresetLibrary.Found preset;
    private final Integer checkpoint;
    private final Plugins plugins;
    private final boolean isolate;
    private final Recall recall;
    private int made;
    private final Map<String, LstmNetwork> networks = new HashMap<>();
    private TextTap lead;

    /** Gives the tunes that were heard before. */
    @FunctionalInterface
    interface Recall {
        /** Nothing was heard. */
        Recall NOTHING = (generator, index) -> null;

        /**
         * A tune that was heard. [generator thread; does not block]
         *
         * @param generator number of the generator that plays it, by the order in which they were made
         * @param index any number from 0 on
         * @return code points; null for none
         */
        int[] tune(int generator, int index);
    }

    /**
     * A generator as it was made.
     *
     * @param generator not yet active, its parameters at their defaults
     * @param text what it writes as ABC; empty where it writes none
     * @param cue lets others say what it plays next; empty where it writes no ABC
     * @param channels how many channels it uses from 0 on; 0 for the drum channel alone
     * @param foreign whether it is of others
     */
    record Made(Generator generator, Optional<TextTap> text, Optional<CuedTunes> cue, int channels, boolean foreign) {}

    /**
     * For the parts of a preset.
     *
     * @param preset whose models and files are meant
     * @param checkpoint see {@link PresetLibrary#load}
     * @param plugins what there is
     * @param isolate whether generators of others get a process of their own
     * @param recall gives the tunes that were heard before
     */
    Generators(PresetLibrary.Found preset, Integer checkpoint, Plugins plugins, boolean isolate, Recall recall) {
        this.preset = preset;
        this.checkpoint = checkpoint;
        this.plugins = plugins;
        this.isolate = isolate;
        this.recall = recall;
    }

    /**
     * Lets the first part that writes text write it where those before did.
     *
     * @param tap nobody else writes it when this part begins
     */
    Generators leadInto(TextTap tap) {
        lead = tap;
        return this;
    }

    /**
     * Makes the generator of a part.
     *
     * @param part what the preset says of it
     * @param where what messages call the part
     * @param seed of its tunes
     * @param tunes how many to play; 0 for no end
     * @param first ordinal of the first tune, from 1
     */
    Made make(PartSetting part, String where, long seed, int tunes, int first) throws IOException, ModelException {
        int number = made++;
        switch (part.generator()) {
            case LSTM -> {
                SamplingParameters sampling = SamplingParameters.of(1);
                Opening opening =
                        new Opening(Preset.opening(part.headerOrEmpty()), Boolean.TRUE.equals(part.randomFirst()));
                TuneWriter writer =
                        new TuneWriter(network(part.model()), sampling, seed, opening, TuneWriter.MAXIMUM_CHARACTERS);
                return abc(part, writer, sampling.all(), tunes, first);
            }
            case MARKOV -> {
                MarkovWriter writer = new MarkovWriter(
                        TuneFiles.normalForms(files(part)), Preset.opening(part.headerOrEmpty()), seed);
                return abc(part, writer, writer.parameters(), tunes, first);
            }
            case ABC -> {
                GivenTunes given = new GivenTunes(TuneFiles.blocks(files(part)), seed);
                return abc(part, given, given.parameters(), tunes, first);
            }
            case HISTORY -> {
                GivenTunes given = new GivenTunes(index -> recall.tune(number, index), seed);
                return abc(part, given, given.parameters(), tunes, first);
            }
            case DRONE -> {
                Instruments sound = instruments(part.instrumentsOrEmpty(), List.of("melody"));
                return silent(new Programmed(new Drone(), sound), 1, false);
            }
            case BODHRAN -> {
                return silent(new Bodhran(), 0, false);
            }
            default -> {
                return foreign(part, where, seed);
            }
        }
    }

    private Made abc(PartSetting part, TuneText writer, List<Parameter> turned, int tunes, int first) {
        TextTap tap = lead == null ? new TextTap() : lead;
        lead = null;
        TuneWishes wishes = new TuneWishes(writer, Preset.opening(part.headerOrEmpty()));
        CuedTunes cued = new CuedTunes(wishes);
        List<Parameter> all = new ArrayList<>(turned);
        all.add(cued.repeat());
        all.addAll(wishes.parameters());
        AbcGenerator generator =
                new AbcGenerator(cued, all, instruments(part.instrumentsOrEmpty(), Preset.CHANNELS), tap, tunes);
        if (first > 1) {
            generator.from(first);
        }
        return new Made(generator, Optional.of(tap), Optional.of(cued), Preset.CHANNELS.size(), false);
    }

    /** A generator that writes no text. */
    private static Made silent(Generator generator, int channels, boolean foreign) {
        return new Made(generator, Optional.empty(), Optional.empty(), channels, foreign);
    }

    private Made foreign(PartSetting part, String where, long seed) throws PresetException {
        try {
            Plugins.Entry entry = plugins.entry(part.generator());
            if (entry.descriptor().kind() != Descriptor.Kind.GENERATOR) {
                throw new PluginException(part.generator() + " is an effect");
            }
            Generator generator;
            String state = part.state() == null ? "" : part.state();
            if (isolate) {
                generator = new IsolatedGenerator(entry.jar(), part.generator(), seed, state);
            } else {
                Plugin plugin = plugins.create(part.generator());
                generator = (Generator) plugin;
                if (!state.isEmpty()) {
                    generator.load(state);
                }
            }
            Generator checked = new CheckedGenerator(generator);
            Generator programmed = part.instrumentsOrEmpty().isEmpty()
                    ? checked
                    : new Programmed(checked, instruments(part.instrumentsOrEmpty(), Preset.CHANNELS));
            return silent(programmed, Preset.CHANNELS.size(), true);
        } catch (PluginException e) {
            throw new PresetException(where + "generator: " + e.getMessage(), e);
        }
    }

    private LstmNetwork network(String model) throws IOException, ModelException {
        LstmNetwork known = networks.get(model);
        if (known == null) {
            known = new LstmNetwork(preset.model(model, checkpoint), WeightFormat.BFLOAT16);
            networks.put(model, known); // its weights are shared by all parts
        }
        return known;
    }

    /** The networks of all parts so far, each once. */
    List<LstmNetwork> networks() {
        return List.copyOf(networks.values());
    }

    private List<Path> files(PartSetting part) {
        Path folder = preset.folder() == null ? Path.of("") : preset.folder();
        return part.tunes().stream().map(folder::resolve).toList();
    }

    /** How channels sound, by their names. */
    static Instruments instruments(Map<String, Preset.Instrument> settings, List<String> names) {
        List<Instruments.Channel> channels = new ArrayList<>();
        for (String name : names) {
            Preset.Instrument instrument = settings.get(name);
            channels.add(
                    instrument == null
                            ? DEFAULT_INSTRUMENTS.get(name)
                            : new Instruments.Channel(
                                    instrument.program(),
                                    instrument.volume() == null ? DEFAULT_VOLUME : instrument.volume(),
                                    instrument.pan() == null ? CENTRE : instrument.pan()));
        }
        return new Instruments(channels);
    }

    /** Sets parameters to the values of a preset: numbers, or choices by their names. */
    static void set(List<Parameter> parameters, Map<String, Object> values, String where) throws PresetException {
        for (Map.Entry<String, Object> value : values.entrySet()) {
            String field = where + "parameters." + value.getKey();
            Parameter parameter = parameters.stream()
                    .filter(p -> p.id().equals(value.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new PresetException(field + ": no parameter of this name; there are "
                            + parameters.stream().map(Parameter::id).toList()));
            try {
                if (value.getValue() instanceof Number number) {
                    parameter.set(number.doubleValue());
                } else if (value.getValue() instanceof String text) {
                    parameter.set(parameter.parse(text));
                } else {
                    throw new IllegalArgumentException("is neither a number nor a name");
                }
            } catch (IllegalArgumentException e) {
                throw new PresetException(field + ": " + e.getMessage(), e);
            }
        }
    }
}
