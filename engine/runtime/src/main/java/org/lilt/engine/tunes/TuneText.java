package org.lilt.engine.tunes;

/**
 * Writes one tune after another in ABC, a character at a time, for ever. A tune ends with its first empty line, that is with two line feeds in a row. Belongs
 * to the generator thread, on which nothing allocates, blocks or throws.
 */
public interface TuneText {
    /**
     * Writes one character; after the end of a tune, the first of the next.
     *
     * @return a Unicode code point
     */
    int next();

    /**
     * Whether the last character ended its tune.
     *
     * @return true after the line feed of the empty line
     */
    boolean tuneEnded();

    /**
     * Leaves the tune under way and begins another.
     *
     * @param ordinal which tune, from 1
     */
    void startTune(int ordinal);

    /**
     * Leaves the tune under way and begins another, with a beginning that is given.
     *
     * @param ordinal which tune, from 1
     * @param beginning code points that the tune begins with, all {@link #knows known}; null for none
     * @param variation which of the ways in which it can go on; 0 for the usual one
     */
    default void startTune(int ordinal, int[] beginning, long variation) {
        startTune(ordinal);
    }

    /**
     * Whether a tune can begin with a character. [any thread]
     *
     * @param codePoint the character
     * @return false for all where beginnings are not possible
     */
    default boolean knows(int codePoint) {
        return false;
    }

    /**
     * How much is written.
     *
     * @return characters of all tunes so far; the number, from 0, of the next one
     */
    long character();

    /**
     * Puts a character into the writer's mouth: the next one will be this, and what follows goes on from it. The header that the writer begins with by itself is
     * left off for this tune.
     *
     * @param codePoint a character that is {@link #knows known}
     */
    default void put(int codePoint) {}

    /**
     * Takes another seed; it holds from the next {@link #startTune} on.
     *
     * @param seed any number
     */
    default void seed(long seed) {}

    /**
     * How likely the last character was, in the distribution that it was drawn from.
     *
     * @return above 0, up to 1; 1 where nothing was left to chance
     */
    default double probability() {
        return 1;
    }
}
