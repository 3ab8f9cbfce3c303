package org.lilt.host.panel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.Performance;
import org.lilt.host.control.Knobs;
import org.lilt.host.session.HeardTune;
import org.lilt.midi.KeptDestination;
import org.lilt.plugin.Parameter;

/** A real performance, of scales, into a destination that keeps what it is sent. */
final class Music extends KeptDestination implements Controls, MessageListener {
    final List<HeardTune> history = new CopyOnWriteArrayList<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final ScaleGenerator generator = new ScaleGenerator();
    private final NoteTap notes = new NoteTap();
    private final Performance performance;
    private final List<Parameter> parameters;
    private volatile int tune;
    private volatile Knobs knobs;

    Music() {
        Parameter tempo = new Parameter("tempo", "Tempo", "transport", 20, 400, 120, false, "bpm");
        performance = new Performance(
                generator, this, tempo, Performance.DEFAULT_HORIZON_SECONDS, List.of(this, notes), errors::add);
        parameters = performance.parameters();
    }

    static Music playing() {
        Music music = new Music();
        music.performance.start();
        return music;
    }

    Parameter parameter(String id) {
        return parameters().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    /** Knobs of its own, as on a MIDI input. */
    Knobs turnable(Path settings) throws IOException {
        knobs = new Knobs(parameters(), settings, news -> {});
        return knobs;
    }

    @Override
    public KnobState knobs() {
        return knobs == null ? KnobState.NONE : knobs.shown();
    }

    @Override
    public void learn(String id) {
        try {
            if (id.isEmpty()) {
                knobs.forgetLearning();
            } else {
                knobs.learn(id);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void unlearn(String id) {
        knobs.unlearn(id);
    }

    /** Waits for a message that leaves after now. */
    Sent await(String what, Predicate<Sent> wanted) {
        int from = sent.size();
        return Await.value(
                what, () -> sent.stream().skip(from).filter(wanted).findFirst().orElse(null));
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public TextTap text() {
        return generator.text;
    }

    @Override
    public NoteTap notes() {
        return notes;
    }

    @Override
    public void seed(long seed) {
        asked.add("seed " + seed);
    }

    @Override
    public List<HeardTune> history() {
        return history;
    }

    @Override
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void like(int number, boolean liked) {
        asked.add((liked ? "like " : "like no longer ") + number);
    }

    @Override
    public void again(int number) {
        asked.add("again " + number);
    }

    @Override
    public void moreLike(int number) {
        asked.add("more like " + number);
    }

    @Override
    public void beginWith(String abc) {
        asked.add("begin with " + abc);
    }

    @Override
    public Status status() {
        return new Status(
                "scales",
                name(),
                Long.MAX_VALUE,
                tune,
                performance.paused(),
                performance.playHead(),
                performance.tempo(),
                performance.writtenAhead() * 1000,
                performance.timing().events(),
                performance.timing().underruns(),
                performance.timing().recentLatenessNanos(),
                performance.timing().worstLatenessNanos(),
                "");
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
    public void sent(long tick, int status, int data1, int data2) {
        // What counts here is what reaches the destination.
    }

    @Override
    public void tuneStarts(long tick, int ordinal) {
        tune = ordinal;
    }

    @Override
    public void close() {
        performance.close();
    }
}
