package org.lilt.abc;

/** Notes that end later than what has been told: a bounded ring, sorted by tick. Most come in the order in which they go. */
final class EventQueue {
    static final int CAPACITY = 512;
    private static final int MASK = CAPACITY - 1;

    private final long[] ticks = new long[CAPACITY];
    private final int[] notes = new int[CAPACITY];
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
        int i = head + size++;
        while (i > head && ticks[i - 1 & MASK] > tick) {
            ticks[i & MASK] = ticks[i - 1 & MASK];
            notes[i & MASK] = notes[i - 1 & MASK];
            characters[i & MASK] = characters[i - 1 & MASK];
            i--;
        }
        ticks[i & MASK] = tick;
        notes[i & MASK] = channel << 8 | pitch;
        characters[i & MASK] = character;
        next = ticks[head];
    }

    /** Tells everything before a tick. */
    void flushBefore(long tick, AbcEvents events) {
        while (next < tick) {
            int i = head;
            long at = next;
            head = head + 1 & MASK;
            size--;
            next = size > 0 ? ticks[head] : Long.MAX_VALUE;
            events.noteOff(at, notes[i] >> 8, notes[i] & 127, characters[i]);
        }
    }

    /** Tells everything; the tick of the last event, or 0 if there was none. */
    long flush(AbcEvents events) {
        long last = size > 0 ? ticks[head + size - 1 & MASK] : 0;
        flushBefore(Long.MAX_VALUE, events);
        return last;
    }
}
