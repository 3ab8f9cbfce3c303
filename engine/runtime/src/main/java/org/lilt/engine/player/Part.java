package org.lilt.engine.player;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Score;
import org.lilt.engine.parts.Slot;
import org.lilt.midi.Destination;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * One of the players of a performance: a generator, its effects, where it goes and how loud. What the generator thread and the player thread know of each other
 * is in volatile fields, each written by one of them.
 */
public final class Part {
    /** Events that can be written ahead; a bar of the densest music is a few hundred. */
    static final int QUEUE_CAPACITY = 4096;

    private static final double FULL = 100;
    private static final int CHANNELS = 16;

    private final String name;
    private final Generator generator;
    private final Chain chain;
    private final Score score;
    private final Optional<Destination> destination;
    private final int[] channels;
    private final boolean foreign;
    private final Parameter level;
    private final Parameter mute;
    private final Parameter solo;
    private EventQueue queue;

    // Written by the generator thread.
    private volatile long startedRun = -1;
    private volatile long frontier;
    private volatile boolean writing;

    // What the player suspects from without counts only while nobody who knows has given the reason.
    private volatile String fault = "";
    private volatile String suspicion = "";
    private volatile boolean bypassed;

    /**
     * A part.
     *
     * @param name what a person calls it; also the group of its parameters
     * @param generator writes the music, activated; closed with the performance
     * @param chain its effects
     * @param score is filled with what the generator writes
     * @param destination where it goes; empty for where the performance goes
     * @param channels MIDI channels by those that the generator and the effects use, -1 for one that is silent; those beyond stay as they are
     * @param foreign whether the generator is not Lilt's own: it gets a thread of its own and is waited for before a tune only
     */
    public Part(
            String name,
            Generator generator,
            Chain chain,
            Score score,
            Optional<Destination> destination,
            List<Integer> channels,
            boolean foreign) {
        this.name = name;
        this.generator = generator;
        this.chain = chain;
        this.score = score;
        this.destination = destination;
        this.foreign = foreign;
        this.channels = new int[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            this.channels[i] = i < channels.size() ? channels.get(i) : i;
        }
        level = new Parameter("level", "Level", name, 0, FULL, FULL, false, "%");
        mute = Parameter.toggle("mute", "Mute", name, false);
        solo = Parameter.toggle("solo", "Solo", name, false);
    }

    private Part(Part like, Generator generator) {
        name = like.name;
        this.generator = generator;
        chain = like.chain;
        score = like.score;
        destination = like.destination;
        channels = like.channels;
        foreign = false;
        level = like.level;
        mute = like.mute;
        solo = like.solo;
    }

    /**
     * The same part with another generator, which is waited for whoever made it; this one can then no longer be used.
     *
     * @param other writes the music instead
     * @return a part
     */
    Part with(Generator other) {
        return new Part(this, other);
    }

    /** A generator that plays alone, without effects. */
    static Part alone(Generator generator) {
        return new Part("tune", generator, new Chain(List.of()), new Score(), Optional.empty(), List.of(), false);
    }

    /**
     * What a person calls it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What writes the music.
     *
     * @return works on a generator thread
     */
    public Generator generator() {
        return generator;
    }

    /**
     * The effects.
     *
     * @return work on the player thread
     */
    public Chain chain() {
        return chain;
    }

    /**
     * What is known of the music.
     *
     * @return is written by a generator thread
     */
    public Score score() {
        return score;
    }

    /**
     * How loud, as a share of what the generator wants; sent as channel volume.
     *
     * @return percent
     */
    public Parameter level() {
        return level;
    }

    /**
     * Whether it is silent.
     *
     * @return 1 for silent
     */
    public Parameter mute() {
        return mute;
    }

    /**
     * Whether only parts with this set are heard.
     *
     * @return 1 for alone
     */
    public Parameter solo() {
        return solo;
    }

    /**
     * What can be turned.
     *
     * @param named whether ids begin with the part's name, which tells the parts apart
     * @return the parameters of the generator, of the effects and of the part itself
     */
    public List<Parameter> parameters(boolean named) {
        List<Parameter> all = new ArrayList<>();
        String prefix = named ? name + "." : "";
        String group = named ? name + "/" : "";
        for (Parameter parameter : generator.parameters()) {
            all.add(named ? parameter.as(prefix + parameter.id(), group + parameter.path()) : parameter);
        }
        List<Slot> slots = chain.slots();
        for (int i = 0; i < slots.size(); i++) {
            // Numbered where an effect stands twice in a chain.
            String id = slots.get(i).id();
            long before =
                    slots.subList(0, i).stream().filter(s -> s.id().equals(id)).count();
            String slot = before == 0 ? id : id + (before + 1);
            for (Parameter parameter : slots.get(i).parameters()) {
                all.add(parameter.as(prefix + slot + "." + parameter.id(), group + "effects/" + slot));
            }
        }
        if (named) {
            for (Parameter parameter : List.of(level, mute, solo)) {
                all.add(parameter.as(prefix + parameter.id(), parameter.path()));
            }
        }
        return all;
    }

    /**
     * Whether the generator is left out, because of its fault or by request.
     *
     * @return true while it is
     */
    public boolean bypassed() {
        return bypassed;
    }

    /**
     * Why the generator was left out without anybody asking for it.
     *
     * @return one line; empty when it has done nothing wrong
     */
    public String fault() {
        String known = fault;
        return known.isEmpty() ? suspicion : known;
    }

    /**
     * Leaves the generator out at once; its notes are ended. [any thread]
     *
     * @param reason one line; empty where somebody has asked for it
     */
    public void bypass(String reason) {
        fault = reason;
        bypassed = true;
    }

    /**
     * Leaves the generator out at once, for what is seen of it from without; the reason that is found within it, before or after, is the one that is told. [player
     * thread]
     *
     * @param reason one line
     */
    void suspect(String reason) {
        suspicion = reason;
        bypassed = true;
    }

    /** Takes the generator in again, which then begins anew. [any thread] */
    void takeIn() {
        fault = "";
        suspicion = "";
        bypassed = false;
    }

    /** Says whether the generator is being called. [generator thread] */
    void writing(boolean now) {
        writing = now;
    }

    boolean writing() {
        return writing;
    }

    Optional<Destination> destination() {
        return destination;
    }

    /** Where a channel goes; -1 for nowhere. */
    int channel(int of) {
        return channels[of];
    }

    boolean foreign() {
        return foreign;
    }

    void queue(EventQueue newQueue) {
        queue = newQueue;
    }

    EventQueue queue() {
        return queue;
    }

    /** Says how far a run is written. [generator thread] */
    void written(long run, long tick) {
        score.written(tick);
        frontier = tick;
        startedRun = run;
    }

    /** The earliest tick at which an event of the run can still be written; its beginning if the generator has not yet started it. */
    long frontier(long run) {
        return bypassed ? Long.MAX_VALUE : startedRun == run ? frontier : Long.MIN_VALUE;
    }
}
