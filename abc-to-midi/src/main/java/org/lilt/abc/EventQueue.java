package org.lilt.abc;

/**
 * Notes that end later than what has been told: a bounded ring, sorted by tick. Most come in the order in which they go. The notes of a chord are one entry:
 * seven bits each, channel and number above them.
 */
final class EventQueue {
    static final int CAPACITY = 512;
    private static final int MASK = CAPACITY - 1;
    private static final int CHANNEL = 7 * ChordSymbol.MOST_NOTES;
    private static final int COUNT = CHANNEL + 4;

    private final long[] ticks = new long[CAPACITY];
    private final long[] notes = new long[CAPACITY];
    private final long[] characters = new long[CAPACITY];
    private int head;
    private int size;
    /** Tick of the first, or the largest number. */
    private long next = Long.MAX_VALUE;

    int room() {
        return CAPACITY - size;
    }

    void clear() {
        size = 0;
        next = Long.MAX_VALUE;
    }

    void copyFrom(EventQueue other) {
        head = 0;
        size = other.size;
        next = other.next;
        for (int i = 0; i < size; i++) {
            int from = other.head + i & MASK;
            ticks[i] = other.ticks[from];
            notes[i] = other.notes[from];
            characters[i] = other.characters[from];
        }
    }

    void off(long tick, int channel, int pitch, long character) {
        chordOff(tick, channel, pitch, 1, character);
    }

    /** Up to {@value ChordSymbol#MOST_NOTES} pitches in one number, the first in its lowest seven bits. */
    void chordOff(long tick, int channel, long pitches, int count, long character) {
        int i = head + size & MASK;
        if (size > 0 && ticks[i - 1 & MASK] > tick) {
            i = makeRoom(tick);
        }
        ticks[i] = tick;
        notes[i] = (long) count << COUNT | (long) channel << CHANNEL | pitches;
        characters[i] = character;
        size++;
        next = ticks[head];
    }

    /** Moves what is later than a tick, and returns the place that is free now. */
    private int makeRoom(long tick) {
        int i = head + size;
        while (i > head && ticks[i - 1 & MASK] > tick) {
            ticks[i & MASK] = ticks[i - 1 & MASK];
            notes[i & MASK] = notes[i - 1 & MASK];
            characters[i & MASK] = characters[i - 1 & MASK];
            i--;
        }
        return i & MASK;
    }

    /** Tells everything before a tick. */
    void flushBefore(long tick, AbcEvents events) {
        while (next < tick) {
            int i = head;
            long at = next;
            head = head + 1 & MASK;
            size--;
            next = size > 0 ? ticks[head] : Long.MAX_VALUE;
            long chord = notes[i];
            long character = characters[i];
            int channel = (int) (chord >> CHANNEL) & 15;
            for (int n = (int) (chord >> COUNT); n > 0; n--) {
                events.noteOff(at, channel, (int) chord & 127, character);
                chord >>= 7;
            }
        }
    }

    /** Tells everything; the tick of the last event, or 0 if there was none. */
    long flush(AbcEvents events) {
        long last = size > 0 ? ticks[head + size - 1 & MASK] : 0;
        flushBefore(Long.MAX_VALUE, events);
        return last;
    }
}
