package org.lilt.engine.generator;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * Lets any number of threads read along with what a generator writes, without ever holding it up: the last characters are kept in a
 * ring, and a reader that falls too far behind skips ahead.
 */
public final class TextTap {
    /** Characters kept; a tune has a few hundred. */
    private static final int CAPACITY = 1 << 14;

    /** Characters that a reader keeps away from the writer, so that none is overwritten while it is being read. */
    private static final int MARGIN = 64;

    /** A character takes the low bits of an entry, its probability in parts of {@link #CERTAIN} the high ones. */
    private static final int CHARACTER_BITS = 21;

    /** The probability of a character that was not left to chance. */
    public static final int CERTAIN = 1000;

    private final AtomicIntegerArray ring = new AtomicIntegerArray(CAPACITY);
    private volatile long written;

    /** An empty tap. */
    public TextTap() {}

    /**
     * Adds a character. [generator thread; allocates nothing, does not block]
     *
     * @param character a Unicode code point
     * @param probability how likely it was, 0 to 1
     */
    void write(int character, double probability) {
        int share = (int) Math.round(probability * CERTAIN);
        ring.setPlain((int) (written % CAPACITY), share << CHARACTER_BITS | character);
        written = written + 1; // one writing thread; the volatile write publishes the character before it
    }

    /**
     * How many characters have been written so far.
     *
     * @return a count, which is also the number of the next character
     */
    public long written() {
        return written;
    }

    /**
     * Copies characters out. [any thread; does not block]
     *
     * @param from number of the first character wanted
     * @param out takes the characters from {@code from} on, or from the oldest that is still there
     * @return number of the next character to ask for
     */
    public long read(long from, StringBuilder out) {
        return read(from, out, null);
    }

    /**
     * Copies characters out, and how likely each was. [any thread; does not block]
     *
     * @param from number of the first character wanted
     * @param out takes the characters from {@code from} on, or from the oldest that is still there
     * @param odds takes a value for each of them, 0 to {@link #CERTAIN}; null for nobody
     * @return number of the next character to ask for
     */
    public long read(long from, StringBuilder out, IntConsumer odds) {
        long end = written;
        int start = out.length();
        long first = Math.max(from, end - CAPACITY + MARGIN);
        for (long i = first; i < end; i++) {
            int entry = ring.get((int) (i % CAPACITY));
            out.appendCodePoint(entry & (1 << CHARACTER_BITS) - 1);
            if (odds != null) {
                odds.accept(entry >>> CHARACTER_BITS);
            }
        }
        if (written - first > CAPACITY) { // the writer went round while we read: what we have may be mixed up
            out.setLength(start);
        }
        return end;
    }
}
