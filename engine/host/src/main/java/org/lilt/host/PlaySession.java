package org.lilt.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lilt.engine.generator.AbcGenerator;
import org.lilt.engine.generator.Instruments;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.host.panel.Controls;
import org.lilt.plugin.Parameter;

/** Playing as the command line sets it up: a network, a destination, perhaps a recording, and what the panel sees of them. */
final class PlaySession implements Controls, AutoCloseable {
    private static final double SLOWEST = 20;
    private static final double FASTEST = 400;
    private static final double DEFAULT_TEMPO = 120;
    private static final int DEFAULT_VOLUME = 100;
    private static final int CENTRE = 64;

    private final Source.Loaded source;
    private final TextTap text = new TextTap();
    private final Performance performance;
    private final Recording recording;
    private final int tunes;
    private volatile int tuneHeard;

    /**
     * Joins the parts; nothing sounds before {@link #start}.
     *
     * @param source preset, network, sampling and seed
     * @param setup tempo, transposition, and what is followed and sent
     * @param output where it is played; its destination is closed with the session
     * @param recording what records it, or null
     * @param others told what is played too
     * @param tunes how many tunes to play; 0 for no end
     * @param errors told what goes wrong while it plays
     */
    PlaySession(
            Source.Loaded source,
            Setup setup,
            Output output,
            Recording recording,
            List<MessageListener> others,
            int tunes,
            Consumer<Throwable> errors)
            throws IOException, ModelException {
        this.source = source;
        this.recording = recording;
        this.tunes = tunes;
        AbcGenerator generator = generator(source, text, tunes);
        List<MessageListener> listeners = new ArrayList<>();
        listeners.add(new TuneCounter());
        output.recording().ifPresent(listeners::add);
        if (recording != null) {
            listeners.add(recording);
        }
        listeners.addAll(others);
        performance = new Performance(generator, output.destination(), setup, listeners, errors);
    }

    /** A new parameter for the tempo, at its default. */
    static Parameter tempoParameter() {
        return new Parameter("tempo", "Tempo", "transport", SLOWEST, FASTEST, DEFAULT_TEMPO, false, "bpm");
    }

    /** The generator that a preset describes, its breath set. */
    static AbcGenerator generator(Source.Loaded source, TextTap text, int tunes) throws IOException, ModelException {
        AbcGenerator generator =
                new AbcGenerator(source.writer(), source.sampling().all(), instruments(source.preset()), text, tunes);
        for (Parameter parameter : generator.parameters()) {
            Double value = source.preset().parametersOrEmpty().get(parameter.id());
            if (parameter.id().equals("breath")) {
                Source.set(parameter, value, "preset " + source.preset().name() + ": parameters.");
            }
        }
        return generator;
    }

    private static Instruments instruments(Preset preset) {
        List<Instruments.Channel> channels = new ArrayList<>();
        for (String name : Preset.CHANNELS) {
            Preset.Instrument instrument = preset.instrumentsOrEmpty().get(name);
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

    /** Accordion, with acoustic bass and nylon guitar behind it. */
    private static final Map<String, Instruments.Channel> DEFAULT_INSTRUMENTS = Map.of(
            "melody", new Instruments.Channel(21, DEFAULT_VOLUME, 60),
            "bass", new Instruments.Channel(32, 80, 72),
            "chords", new Instruments.Channel(24, 70, 44));

    void start() {
        performance.start();
    }

    Performance performance() {
        return performance;
    }

    @Override
    public List<Parameter> parameters() {
        return performance.parameters();
    }

    @Override
    public TextTap text() {
        return text;
    }

    @Override
    public Status status() {
        return new Status(
                source.preset().name(),
                performance.destination(),
                source.seed(),
                tuneHeard,
                performance.paused(),
                performance.playHead(),
                performance.timing().events(),
                performance.timing().underruns(),
                performance.timing().worstLatenessNanos(),
                recording == null ? "" : recording.file().toString());
    }

    @Override
    public void pause(boolean paused) {
        performance.pause(paused);
    }

    @Override
    public void nextTune() {
        performance.nextTune();
    }

    @Override
    public void allNotesOff() {
        performance.allNotesOff();
    }

    /** Ends the music. */
    @Override
    public void close() {
        performance.close();
    }

    private final class TuneCounter implements MessageListener {
        @Override
        public void tuneStarts(long tick, int ordinal) {
            tuneHeard = ordinal;
        }

        @Override
        public void tuneEnds(long tick, int ordinal) {
            if (ordinal == tunes) {
                performance.stop();
            }
        }
    }
}
