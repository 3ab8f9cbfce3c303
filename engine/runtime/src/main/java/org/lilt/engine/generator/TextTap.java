package org.lilt.engine.generator;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Lets any number of threads read along with what a generator writes, without ever holding it up: the last characters are kept in a
 * ring, and a reader that falls too far behind skips ahead.
 */
public final class TextTap {
    /** Characters kept; a tune has a few hundred. */
    private static final int CAPACITY = 1 << 14;

    /** Characters that a reader keeps away from the writer, so that none is overwritten while it is being read. */
    private static final int MARGIN = 64;

    private final AtomicIntegerArray ring = new AtomicIntegerArray(CAPACITY);
    private volatile long written;

    /** An empty tap. */
    public TextTap() {}

    /**
     * Adds a character. [generator thread; allocates nothing, does not block]
     *
     * @param character a Unicode code point
     */
    void write(int character) {
        ring.setPlain((int) (written % CAPACITY), character);
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
        long end = written;
        int start = out.length();
        long first = Math.max(from, end - CAPACITY + MARGIN);
        for (long i = first; i < end; i++) {
            out.appendCodePoint(ring.get((int) (i % CAPACITY)));
        }
        if (written - first > CAPACITY) { // the writer went round while we read: what we have may be mixed up
            out.setLength(start);
        }
        return end;
    }
}
