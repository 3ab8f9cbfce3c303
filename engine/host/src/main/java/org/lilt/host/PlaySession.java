package org.lilt.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.lilt.engine.generator.AbcGenerator;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.Part;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.engine.tunes.CuedTunes;
import org.lilt.host.control.Knobs;
import org.lilt.host.panel.Arranging;
import org.lilt.host.panel.Controls;
import org.lilt.host.panel.NoteTap;
import org.lilt.host.session.Beginnings;
import org.lilt.host.session.HeardTune;
import org.lilt.host.session.TuneHistory;
import org.lilt.midi.DestinationException;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** Playing as the command line sets it up: a network, a destination, perhaps a recording, and what the panel sees of them. */
final class PlaySession implements Controls, AutoCloseable {
    private static final double SLOWEST = 20;
    private static final double FASTEST = 400;
    private static final double DEFAULT_TEMPO = 120;

    private volatile String preset;
    private volatile long seed;
    private final TextTap text;
    private final NoteTap notes = new NoteTap();
    private volatile Band band;
    private volatile List<Parameter> parameters;
    private volatile Arranging arranging;
    private final Performance performance;
    private final Recording recording;
    private final int tunes;
    private final TuneHistory history;
    private final AtomicLong variations = new AtomicLong();
    private volatile int tuneHeard;
    private volatile Knobs knobs;
    private volatile InputOpener openInput;

    /**
     * Joins the parts; nothing sounds before {@link #start}.
     *
     * @param preset its name
     * @param seed of the tunes
     * @param band who plays
     * @param text what the first part writes that writes any
     * @param setup tempo, transposition, and what is followed and sent
     * @param output where it is played; its destination is closed with the session
     * @param recording what records it, or null
     * @param others told what is played too
     * @param tunes ordinal of the last tune to play; 0 for no end
     * @param history keeps the tunes; closed with the session
     * @param errors told what goes wrong while it plays
     */
    PlaySession(
            String preset,
            long seed,
            Band band,
            TextTap text,
            Setup setup,
            Output output,
            Recording recording,
            List<MessageListener> others,
            int tunes,
            TuneHistory history,
            Consumer<Throwable> errors) {
        this.preset = preset;
        this.history = history;
        this.seed = seed;
        this.band = band;
        this.text = text;
        this.recording = recording;
        this.tunes = tunes;
        List<MessageListener> listeners = new ArrayList<>();
        listeners.add(new TuneCounter());
        listeners.add(history);
        listeners.add(notes);
        output.recording().ifPresent(listeners::add);
        if (recording != null) {
            listeners.add(recording);
        }
        listeners.addAll(others);
        tell(band, setup);
        performance = new Performance(
                band.parts(), output.destination(), setup.with(setup.changes(), band.view()), listeners, errors);
        watch();
        parameters = performance.parameters();
    }

    private static void tell(Band band, Setup setup) {
        for (Band.Member member : band.members()) {
            member.cue()
                    .ifPresent(cue -> cue.changes(setup.changes(), member.part().generator()));
        }
    }

    private void watch() {
        Band now = band;
        performance.foreignThreads().forEach((part, thread) -> now.watch().add(thread, part::bypass));
    }

    /**
     * Lets another band play, perhaps elsewhere, from where the music is. The one before is closed, as is its destination where it is another. [any thread but the
     * music's own, while it plays; waits for a moment]
     *
     * @param newPreset its name
     * @param newSeed of the tunes
     * @param next who plays; the first part that writes text writes it into {@link #text}
     * @param output where it is played
     * @param setup its tempo and transposition are the parameters that they were
     * @return false when the music has ended; the band then belongs to the caller
     */
    boolean exchange(String newPreset, long newSeed, Band next, Output output, Setup setup) {
        tell(next, setup);
        history.goesOnWith(newPreset, next.writer().map(Band.Member::seed).orElse(newSeed));
        Band before = band;
        if (!performance.exchange(next.parts(), output.destination(), setup.with(setup.changes(), next.view()))) {
            return false;
        }
        preset = newPreset;
        seed = newSeed;
        band = next;
        watch();
        rearranged();
        before.close();
        return true;
    }

    /** What can be turned is something else than before. */
    void rearranged() {
        parameters = performance.parameters();
        if (knobs != null) {
            knobs.parameters(parameters);
        }
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
        this(source, new TextTap(), setup, output, recording, others, tunes, errors);
    }

    private PlaySession(
            Source.Loaded source,
            TextTap text,
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
                new Band(generator(source, text, tunes), text, source.seed()),
                text,
                setup,
                output,
                recording,
                others,
                tunes,
                new TuneHistory(text, source.preset().name(), source.seed(), List.of()),
                errors);
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
        return parameters;
    }

    @Override
    public TextTap text() {
        return text;
    }

    @Override
    public NoteTap notes() {
        return notes;
    }

    @Override
    public void seed(long newSeed) {
        cue().seed(newSeed);
        band.seed(newSeed);
        seed = newSeed;
        history.goesOnWith(preset, newSeed);
        performance.nextTune();
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
                performance.tempo(),
                (long) (performance.writtenAhead() / (performance.tempo() / 60 * Event.TICKS_PER_QUARTER) * 1e9),
                performance.timing().events(),
                performance.timing().underruns(),
                performance.timing().recentLatenessNanos(),
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

    @Override
    public List<HeardTune> history() {
        return history.tunes();
    }

    @Override
    public void like(int number, boolean liked) {
        history.like(number, liked);
    }

    @Override
    public void again(int number) {
        cue().play(heard(number).abc());
    }

    @Override
    public void moreLike(int number) {
        beginWith(Beginnings.of(heard(number).abc(), Beginnings.BARS), true);
    }

    @Override
    public void beginLike(int number, int bars) {
        beginWith(Beginnings.of(heard(number).abc(), bars), false);
    }

    @Override
    public void beginWith(String abc) {
        beginWith(abc, false);
    }

    @Override
    public String keep(int number, String tunebook) {
        try {
            return Tunebooks.keep(tunebook, heard(number)).toString();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void beginWith(String abc, boolean otherPath) {
        cue().begin(abc, otherPath ? variations.incrementAndGet() + lastHeard() : 0);
    }

    /** So that another path is another after a restart too. */
    private int lastHeard() {
        List<HeardTune> tunes = history.tunes();
        return tunes.isEmpty() ? 0 : tunes.get(tunes.size() - 1).number();
    }

    private HeardTune heard(int number) {
        return history.find(number)
                .orElseThrow(() -> new IllegalArgumentException("there is no tune " + number + " (any longer)"));
    }

    private CuedTunes cue() {
        return band.writer()
                .flatMap(Band.Member::cue)
                .orElseThrow(() -> new IllegalArgumentException("no part of this session writes tunes"));
    }

    /**
     * Lets a page see and set what knobs turn. [before the panel opens]
     *
     * @param newKnobs of a MIDI input
     * @param opens opens the input where it is not
     */
    void knobs(Knobs newKnobs, InputOpener opens) {
        openInput = opens;
        knobs = newKnobs;
    }

    /** Opens the input that knobs are on, unless it is open. */
    interface InputOpener {
        void open() throws DestinationException;
    }

    @Override
    public Controls.KnobState knobs() {
        return knobs == null ? Controls.KnobState.NONE : knobs.shown();
    }

    @Override
    public void learn(String id) {
        if (knobs == null) {
            throw new IllegalArgumentException("nothing can be learnt yet");
        }
        if (id.isEmpty()) {
            knobs.forgetLearning();
            return;
        }
        try {
            openInput.open();
            knobs.learn(id);
        } catch (IOException | DestinationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void unlearn(String id) {
        if (knobs != null) {
            knobs.unlearn(id);
        }
    }

    /** Faults of plugins that are bypassed now, a line each. */
    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Part part : performance.parts()) {
            if (!part.fault().isEmpty()) {
                faults.add("Part " + part.name() + " is left out: its generator " + part.fault());
            }
            for (Slot slot : part.chain().slots()) {
                if (!slot.fault().isEmpty()) {
                    faults.add("Part " + part.name() + ": effect " + slot.id() + " is bypassed: " + slot.fault());
                }
            }
        }
        return faults;
    }

    /** Takes all plugins in again that were bypassed for what they did; false when one of them cannot be. */
    @Override
    public boolean forgive() {
        boolean all = true;
        for (Part part : performance.parts()) {
            if (!part.fault().isEmpty()) {
                all &= performance.takeIn(part);
            }
            for (Slot slot : part.chain().slots()) {
                if (!slot.fault().isEmpty()) {
                    slot.bypass(false);
                }
            }
        }
        return all;
    }

    @Override
    public Arranging arranging() {
        return arranging;
    }

    /** Lets pages arrange parts, effects and destination. [before the panel opens] */
    void arranging(Arranging by) {
        arranging = by;
    }

    Band band() {
        return band;
    }

    /** What seed its tunes are of now. */
    long seed() {
        return seed;
    }

    /** The tune that is heard, counted from the first of its seed; that with which it begins before the first. */
    int tuneOfSeed() {
        int before =
                band.writer().flatMap(Band.Member::cue).map(CuedTunes::before).orElse(0);
        return Math.max(0, tuneHeard - before);
    }

    /** The tune that is heard; that with which it begins before the first. */
    int tuneHeard() {
        return tuneHeard;
    }

    /** Ends the music. */
    @Override
    public void close() {
        performance.close();
        history.close();
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
