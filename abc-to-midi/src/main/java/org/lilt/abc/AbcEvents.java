package org.lilt.abc;

/**
 * Receives what a reader makes of the notation. Every call comes on the thread that feeds the reader, inside {@link AbcReader#feed},
 * {@link AbcReader#replay} or {@link AbcReader#end}, in non-decreasing order of ticks within a tune; no event is ever taken back.
 *
 * <p>Ticks count from 0 at the start of each tune, {@link AbcReader#TICKS_PER_QUARTER} to the quarter note. Channels run from 0 to 15: 0 is the melody, see
 * {@link AbcReader} for the others. Pitches, velocities, programs and controller values are MIDI data bytes, 0 to 127. {@code character} is
 * the number, counted from 0 over everything fed, of the character that made the event: the letter of a note, the opening quote of a
 * chord symbol; a note that is played again by a repeat keeps its number. A {@link CharSequence} is valid during the call only.
 */
public interface AbcEvents {
    /**
     * A note begins. Every note-on is followed by exactly one note-off of the same channel, pitch and character.
     *
     * @param tick when
     * @param channel MIDI channel
     * @param pitch MIDI note number
     * @param velocity 1 to 127
     * @param character number of the character that wrote it
     */
    void noteOn(long tick, int channel, int pitch, int velocity, long character);

    /**
     * A note ends.
     *
     * @param tick when
     * @param channel MIDI channel
     * @param pitch MIDI note number
     * @param character as in the note-on that it ends
     */
    void noteOff(long tick, int channel, int pitch, long character);

    /**
     * A tune begins; its events start again at tick 0.
     *
     * @param ordinal number of the tune in everything fed, from 1
     * @param tick always 0
     */
    default void tuneStart(int ordinal, long tick) {}

    /**
     * A tune has ended; all its notes are off.
     *
     * @param ordinal as at its start
     * @param tick where its music ends
     */
    default void tuneEnd(int ordinal, long tick) {}

    /**
     * The tempo changes.
     *
     * @param tick when
     * @param quartersPerMinute quarter notes a minute, above 0
     */
    default void tempo(long tick, double quartersPerMinute) {}

    /**
     * The meter changes.
     *
     * @param tick when
     * @param numerator number of beats in the bar, 1 to 255
     * @param denominator what part of a whole note a beat is: a power of two, 1 to 64
     */
    default void meter(long tick, int numerator, int denominator) {}

    /**
     * The key changes.
     *
     * @param tick when
     * @param sharps sharps of the signature, negative for flats, -7 to 7
     * @param minor whether its mode is minor
     */
    default void key(long tick, int sharps, boolean minor) {}

    /**
     * A channel changes its instrument.
     *
     * @param tick when
     * @param channel MIDI channel
     * @param program General MIDI program, 0 to 127
     */
    default void program(long tick, int channel, int program) {}

    /**
     * A controller changes its value.
     *
     * @param tick when
     * @param channel MIDI channel
     * @param controller MIDI controller, 0 to 127
     * @param value 0 to 127
     */
    default void control(long tick, int channel, int controller, int value) {}

    /**
     * A bar line.
     *
     * @param tick when
     */
    default void bar(long tick) {}

    /**
     * Words: a title, a part's name, a syllable under a note.
     *
     * @param tick when
     * @param channel MIDI channel that they belong to, 0 if to the whole tune
     * @param kind what they are
     * @param words the words, valid during this call only
     */
    default void text(long tick, int channel, AbcText kind, CharSequence words) {}
}
