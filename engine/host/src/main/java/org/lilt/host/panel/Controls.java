package org.lilt.host.panel;

import java.util.List;
import java.util.Map;
import org.lilt.engine.generator.TextTap;
import org.lilt.host.session.HeardTune;
import org.lilt.plugin.Parameter;

/** What the panel sees of the music and can do to it. Every method may be called by any thread and returns at once. */
public interface Controls {
    /**
     * What can be turned.
     *
     * @return the parameters; the same list until there are others
     */
    List<Parameter> parameters();

    /**
     * What the network writes.
     *
     * @return the characters as they are written
     */
    TextTap text();

    /**
     * What is played.
     *
     * @return the notes as they leave
     */
    NoteTap notes();

    /**
     * What is playing, and where.
     *
     * @return the state now
     */
    Status status();

    /**
     * Holds the music or lets it go on.
     *
     * @param paused whether to hold
     */
    void pause(boolean paused);

    /** Ends what sounds and goes on with the next tune at once. */
    void nextTune();

    /** Ends what sounds; the music goes on. */
    void allNotesOff();

    /**
     * Leaves the tune and goes on with the first of another seed.
     *
     * @param seed any number
     */
    default void seed(long seed) {}

    /**
     * The last hundred tunes that were heard.
     *
     * @return the oldest first; the last is the one that is heard now
     */
    default List<HeardTune> history() {
        return List.of();
    }

    /**
     * Likes a tune, or no longer.
     *
     * @param number of the tune in the history
     * @param liked whether it is liked
     */
    default void like(int number, boolean liked) {}

    /**
     * Plays a tune again, next.
     *
     * @param number of the tune in the history
     * @throws IllegalArgumentException when there is none; one line
     */
    default void again(int number) {}

    /**
     * The next tune begins as one did and goes on another way: the same seed, other random numbers.
     *
     * @param number of the tune in the history
     * @throws IllegalArgumentException when there is none, or tunes cannot begin so; one line
     */
    default void moreLike(int number) {}

    /**
     * The next tune begins with the first bars of one.
     *
     * @param number of the tune in the history
     * @param bars how many, after the pickup
     * @throws IllegalArgumentException when there is none, or tunes cannot begin so; one line
     */
    default void beginLike(int number, int bars) {}

    /**
     * The next tune begins with what somebody has written.
     *
     * @param abc fields in normal form and perhaps bars
     * @throws IllegalArgumentException when tunes cannot begin so; one line
     */
    default void beginWith(String abc) {}

    /**
     * Keeps a tune at the end of one of the user's tunebooks. May take a moment.
     *
     * @param number of the tune in the history
     * @param tunebook its name; a new one where there is none
     * @return the file in which it is now
     * @throws IllegalArgumentException when there is no such tune, no tunebook can have that name, or it cannot be written; one line
     */
    default String keep(int number, String tunebook) {
        throw new IllegalArgumentException("nothing can be kept here");
    }

    /**
     * Why plugins are bypassed.
     *
     * @return a line for each
     */
    default List<String> faults() {
        return List.of();
    }

    /**
     * Takes all plugins in again that were bypassed for what they did.
     *
     * @return false when one has not returned from its last call and cannot be taken in
     */
    default boolean forgive() {
        return true;
    }

    /**
     * Which knobs of MIDI turn what.
     *
     * @return the same object until something has changed
     */
    default KnobState knobs() {
        return KnobState.NONE;
    }

    /**
     * Lets the next knob that is turned turn a parameter from then on, and the next time too. Opens an input where none is open, which may take a moment.
     *
     * @param id of the parameter; empty to wait no longer
     * @throws IllegalArgumentException when there is no such parameter or no input; one line
     */
    default void learn(String id) {
        throw new IllegalArgumentException("nothing can be learnt here");
    }

    /**
     * Lets no knob turn a parameter any longer.
     *
     * @param id of the parameter
     */
    default void unlearn(String id) {}

    /**
     * How parts, effects and destination are arranged.
     *
     * @return null where they cannot be
     */
    default Arranging arranging() {
        return null;
    }

    /**
     * Knobs of MIDI.
     *
     * @param learning id of the parameter that waits for a knob; empty for none
     * @param turned ids of parameters by the numbers of the controllers that turn them
     */
    record KnobState(String learning, Map<Integer, String> turned) {
        /** No knob turns anything. */
        public static final KnobState NONE = new KnobState("", Map.of());
    }

    /**
     * What is playing, and where.
     *
     * @param preset name of the preset
     * @param destination where it is played
     * @param seed seed of the tunes
     * @param tune ordinal of the tune that is heard, from 1; 0 before the first
     * @param paused whether the music is held
     * @param playHead ticks from the start
     * @param tempo quarter notes a minute
     * @param aheadNanos how far ahead of the play head the music is written, in nanoseconds of playing
     * @param events channel messages sent
     * @param underruns how often the music had to wait for the generator
     * @param recentLatenessNanos worst lateness of the last few messages, in nanoseconds
     * @param worstLatenessNanos worst lateness of a message, in nanoseconds
     * @param recording file that is recorded into, or empty
     */
    record Status(
            String preset,
            String destination,
            long seed,
            int tune,
            boolean paused,
            long playHead,
            double tempo,
            long aheadNanos,
            long events,
            long underruns,
            long recentLatenessNanos,
            long worstLatenessNanos,
            String recording) {}
}
