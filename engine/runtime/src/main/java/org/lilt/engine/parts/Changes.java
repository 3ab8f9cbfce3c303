package org.lilt.engine.parts;

import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Told of all that a person does to the music, when it begins to hold: enough to play the same once more. Called on the thread on which it holds, which is the
 * player's or that of a generator: returns at once, allocates nothing, takes no lock.
 */
@FunctionalInterface
public interface Changes {
    /** For those who want to know of nothing. */
    Changes NONE = (at, parameter, value) -> {};

    /**
     * A parameter has another value from here on.
     *
     * @param at for a generator's parameter the step, see {@link org.lilt.plugin.Generator#step}; for any other the tick
     * @param parameter which
     * @param value its value
     */
    void changed(long at, Parameter parameter, double value);

    /**
     * What was told of the player's parameters since the last call is done, all at once. [player thread]
     *
     * @param tick from which it holds
     */
    default void heeded(long tick) {}

    /**
     * What sounded was ended; the music goes on. [player thread]
     *
     * @param tick all before it had been played, and nothing at it
     */
    default void silenced(long tick) {}

    /**
     * What sounded was ended and what was written ahead dropped. [player thread]
     *
     * @param run number of the run that begins
     * @param tick all before it had been played, and nothing at it
     * @param from where the generators are to begin anew
     */
    default void restarted(long run, long tick, long from) {}

    /**
     * Other effects work than before, or in another order. [player thread]
     *
     * @param tick from which they do
     * @param chain whose effects
     * @param slots all effects, in their order; nobody changes the array
     * @param bypassed a bit for each slot, from the lowest on: set where the music goes past it
     */
    default void rearranged(long tick, Chain chain, Slot[] slots, long bypassed) {}

    /**
     * A generator begins anew. [generator thread]
     *
     * @param generator which
     * @param run number of the run
     * @param step the step that came next when it was started, see {@link Generator#step}
     * @param tick where it begins
     */
    default void started(Generator generator, long run, long step, long tick) {}

    /**
     * A tune begins that was asked for. [generator thread]
     *
     * @param generator who plays it
     * @param step the step that comes next
     * @param text code points
     * @param whole whether they are the whole tune; else its beginning
     * @param variation for a beginning: which of the ways in which it can go on
     */
    default void cued(Generator generator, long step, int[] text, boolean whole, long variation) {}

    /**
     * The tunes are those of another seed from here on. [generator thread]
     *
     * @param generator whose tunes
     * @param step the step that comes next
     * @param seed any number
     */
    default void seeded(Generator generator, long step, long seed) {}

    /**
     * A generator plays one of the tunes that were heard before. [generator thread]
     *
     * @param generator number of the generator, by the order in which they were made
     * @param text code points; null where there was none
     */
    default void recalled(int generator, int[] text) {}
}
