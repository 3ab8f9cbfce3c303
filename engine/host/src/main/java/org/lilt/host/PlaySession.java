package org.lilt.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lilt.engine.generator.AbcGenerator;
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

    private static final TextTap NO_TEXT = new TextTap();

    private final String preset;
    private final long seed;
    private final Band band;
    private final Performance performance;
    private final Recording recording;
    private final int tunes;
    private volatile int tuneHeard;

    /**
     * Joins the parts; nothing sounds before {@link #start}.
     *
     * @param preset its name
     * @param seed of the tunes
     * @param band who plays
     * @param setup tempo, transposition, and what is followed and sent
     * @param output where it is played; its destination is closed with the session
     * @param recording what records it, or null
     * @param others told what is played too
     * @param tunes how many tunes to play; 0 for no end
     * @param errors told what goes wrong while it plays
     */
    PlaySession(
            String preset,
            long seed,
            Band band,
            Setup setup,
            Output output,
            Recording recording,
            List<MessageListener> others,
            int tunes,
            Consumer<Throwable> errors) {
        this.preset = preset;
        this.seed = seed;
        this.band = band;
        this.recording = recording;
        this.tunes = tunes;
        List<MessageListener> listeners = new ArrayList<>();
        listeners.add(new TuneCounter());
        output.recording().ifPresent(listeners::add);
        if (recording != null) {
            listeners.add(recording);
        }
        listeners.addAll(others);
        performance = new Performance(
                band.parts(), output.destination(), setup.with(setup.changes(), band.view()), listeners, errors);
        performance.foreignThreads().forEach((part, thread) -> band.watch().add(thread, part::bypass));
    }

    /**
     * One network alone.
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
        this(
                source.preset().name(),
                source.seed(),
                alone(source, tunes),
                setup,
                output,
                recording,
                others,
                tunes,
                errors);
    }

    private static Band alone(Source.Loaded source, int tunes) throws IOException, ModelException {
        TextTap text = new TextTap();
        return new Band(generator(source, text, tunes), text, source.seed());
    }

    /** A new parameter for the tempo, at its default. */
    static Parameter tempoParameter() {
        return new Parameter("tempo", "Tempo", "transport", SLOWEST, FASTEST, DEFAULT_TEMPO, false, "bpm");
    }

    /** The generator that a preset describes, its breath set. */
    static AbcGenerator generator(Source.Loaded source, TextTap text, int tunes) throws IOException, ModelException {
        AbcGenerator generator = new AbcGenerator(
                source.writer(),
                source.sampling().all(),
                Generators.instruments(source.preset().instrumentsOrEmpty(), Preset.CHANNELS),
                text,
                tunes);
        for (Parameter parameter : generator.parameters()) {
            Double value = source.preset().parametersOrEmpty().get(parameter.id());
            if (parameter.id().equals("breath")) {
                Source.set(parameter, value, "preset " + source.preset().name() + ": parameters.");
            }
        }
        return generator;
    }

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
        return band.writer().flatMap(Band.Member::text).orElse(NO_TEXT);
    }

    @Override
    public Status status() {
        return new Status(
                preset,
                performance.destination(),
                seed,
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
        band.close();
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
