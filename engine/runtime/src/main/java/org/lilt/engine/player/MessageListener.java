package org.lilt.engine.player;

/** Told what is played. Called on the player thread: returns at once, allocates nothing, takes no lock. */
public interface MessageListener {
    /**
     * A channel message was handed to the destination.
     *
     * @param tick where in the music, in ticks from the start of the performance
     * @param status status byte with the channel
     * @param data1 first data byte
     * @param data2 second data byte
     */
    default void sent(long tick, int status, int data1, int data2) {}

    /**
     * Where the next note-on that is sent comes from; called right before it.
     *
     * @param source number of the character that wrote the note, or of the generator's own step; -1 where the part that plays it does not lead
     */
    default void noteFrom(long source) {}

    /**
     * The tempo from a tick on.
     *
     * @param tick where in the music
     * @param quartersPerMinute the tempo
     */
    default void tempo(long tick, double quartersPerMinute) {}

    /**
     * The meter from a tick on.
     *
     * @param tick where in the music
     * @param numerator beats to the bar
     * @param denominator note that is a beat
     */
    default void meter(long tick, int numerator, int denominator) {}

    /**
     * The key from a tick on.
     *
     * @param tick where in the music
     * @param sharps sharps, negative for flats
     * @param minor whether the mode is minor
     */
    default void key(long tick, int sharps, boolean minor) {}

    /**
     * A tune begins.
     *
     * @param tick where in the music
     * @param ordinal of the tune, from 1
     */
    default void tuneStarts(long tick, int ordinal) {}

    /**
     * Which text the tune is that begins; called right after {@link #tuneStarts}.
     *
     * @param ordinal of the tune, from 1
     * @param character number of its first character, or of the generator's own step that began it
     */
    default void tuneWritten(int ordinal, long character) {}

    /**
     * A tune has ended, its last note included.
     *
     * @param tick where in the music
     * @param ordinal of the tune, from 1
     */
    default void tuneEnds(long tick, int ordinal) {}
}
