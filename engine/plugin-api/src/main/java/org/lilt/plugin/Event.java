package org.lilt.plugin;

/**
 * One musical event. Mutable so that events can be pooled: whoever holds one owns it until it hands it on, and nobody else may keep a
 * reference.
 */
public final class Event {
    /** Ticks to the quarter note: 2^5 x 3^2 x 5 x 7, so that dyadic lengths, triplets, quintuplets and septuplets are exact. */
    public static final long TICKS_PER_QUARTER = 10_080;

    /** What an event is. */
    public enum Kind {
        /** A note begins: {@code data1} is the pitch, {@code data2} the velocity (1 to 127). */
        NOTE_ON,
        /** A note ends: {@code data1} is the pitch. */
        NOTE_OFF,
        /** A program change: {@code data1} is the program, 0 to 127. */
        PROGRAM,
        /** A control change: {@code data1} is the controller, {@code data2} its value, both 0 to 127. */
        CONTROL,
        /** The pitches of a channel are bent: {@code data1} is 0 to 16,383, 8,192 for straight; by General MIDI that is two semitones either way. */
        PITCH_BEND,
        /** The tempo changes: {@code data1} microseconds to the quarter note. */
        TEMPO,
        /** The meter changes: {@code data1} beats of a {@code data2}-th note. */
        METER,
        /** The key changes: {@code data1} sharps (negative for flats), {@code data2} is 1 for a minor mode, else 0. */
        KEY,
        /** A bar line. */
        BAR,
        /** A tune begins: {@code data1} is its ordinal, from 1. */
        TUNE_START,
        /** A tune has ended, its last note included: {@code data1} is its ordinal. */
        TUNE_END
    }

    /** Position in ticks from the start of the performance; never negative. */
    public long tick;

    /** What the event is. */
    public Kind kind = Kind.NOTE_ON;

    /** MIDI channel, 0 to 15. */
    public int channel;

    /** First datum, see {@link Kind}. */
    public int data1;

    /** Second datum, see {@link Kind}. */
    public int data2;

    /** Number of the character (or of the generator's own step) that made the event, from 0 at the start of the performance. */
    public long source;

    /** An event with all fields at zero. */
    public Event() {}

    /**
     * Sets every field.
     *
     * @param newTick position in ticks, from the start of the performance
     * @param newKind what the event is
     * @param newChannel MIDI channel, 0 to 15
     * @param newData1 first datum, see {@link Kind}
     * @param newData2 second datum, see {@link Kind}
     * @param newSource number of the character that made the event
     * @return this event
     */
    public Event set(long newTick, Kind newKind, int newChannel, int newData1, int newData2, long newSource) {
        tick = newTick;
        kind = newKind;
        channel = newChannel;
        data1 = newData1;
        data2 = newData2;
        source = newSource;
        return this;
    }

    /**
     * Copies another event.
     *
     * @param other is copied
     * @return this event
     */
    public Event set(Event other) {
        return set(other.tick, other.kind, other.channel, other.data1, other.data2, other.source);
    }

    @Override
    public String toString() {
        return kind + "@" + tick + " channel " + channel + " " + data1 + " " + data2 + " from " + source;
    }
}
