package org.lilt.abc;

/**
 * Notes that end later than what has been told, sorted by tick. Most come in the order in which they go, and most often there are but a few, so that they stay
 * at the beginning of a list, which is moved there when it reaches its end. The notes of a chord are one entry: seven bits each, a one above the last, and the
 * channel.
 */
final class EventQueue {
    static final int CAPACITY = 512;
    private static final int CHANNEL = 7 * ChordSymbol.MOST_NOTES + 1;

    // An entry: tick, notes, and the character that wrote them.
    private static final int ENTRY = 3;
    private static final int END = 2 * CAPACITY * ENTRY;

    private final long[] entries = new long[END];
    private int head;
    private int tail;
    /** Tick of the first, or the largest number. */
    private long next = Long.MAX_VALUE;

    /** Whether more than so many entries can be added. */
    boolean hasRoom(int entries) {
        return tail - head < (CAPACITY - entries) * ENTRY;
    }

    boolean isEmpty() {
        return tail == head;
    }

    void clear() {
        head = 0;
        tail = 0;
        next = Long.MAX_VALUE;
    }

    void copyFrom(EventQueue other) {
        head = 0;
        tail = other.tail - other.head;
        next = other.next;
        System.arraycopy(other.entries, other.head, entries, 0, tail);
    }

    void off(long tick, int channel, int pitch, long character) {
        chordOff(tick, channel, 1 << 7 | pitch, character);
    }

    /** Up to {@value ChordSymbol#MOST_NOTES} pitches in one number, the first in its lowest seven bits, and a one above the last. */
    void chordOff(long tick, int channel, long pitches, long character) {
        if (tail == END) {
            System.arraycopy(entries, head, entries, 0, tail - head);
            tail -= head;
            head = 0;
        }
        int i = tail;
        while (i > head && entries[i - ENTRY] > tick) { // what is later makes room
            System.arraycopy(entries, i - ENTRY, entries, i, ENTRY);
            i -= ENTRY;
        }
        entries[i] = tick;
        entries[i + 1] = (long) channel << CHANNEL | pitches;
        entries[i + 2] = character;
        tail += ENTRY;
        next = entries[head];
    }

    /** Tells everything before a tick. */
    void flushBefore(long tick, AbcEvents events) {
        while (next < tick) {
            long at = next;
            long chord = entries[head + 1];
            long character = entries[head + 2];
            head += ENTRY;
            if (head == tail) {
                clear();
            } else {
                next = entries[head];
            }
            int channel = (int) (chord >> CHANNEL);
            for (long left = chord & (1L << CHANNEL) - 1; left > 1; left >>= 7) {
                events.noteOff(at, channel, (int) left & 127, character);
            }
        }
    }

    /** Tells everything; the tick of the last event, or 0 if there was none. */
    long flush(AbcEvents events) {
        long last = tail > head ? entries[tail - ENTRY] : 0;
        flushBefore(Long.MAX_VALUE, events);
        return last;
    }
}
