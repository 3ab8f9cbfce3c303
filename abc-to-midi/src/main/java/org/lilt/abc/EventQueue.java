package org.lilt.abc;

/** Notes that begin or end later than what has been told already: bounded, sorted by tick, note-offs before note-ons of the same tick. */
final class EventQueue {
    static final int CAPACITY = 512;

    private final long[] ticks = new long[CAPACITY];
    private final int[] notes = new int[CAPACITY];
    private final long[] characters = new long[CAPACITY];
    private int size;

    int room() {
        return CAPACITY - size;
    }

    void clear() {
        size = 0;
    }

    void copyFrom(EventQueue other) {
        size = other.size;
        System.arraycopy(other.ticks, 0, ticks, 0, size);
        System.arraycopy(other.notes, 0, notes, 0, size);
        System.arraycopy(other.characters, 0, characters, 0, size);
    }

    void on(long tick, int channel, int pitch, int velocity, long character) {
        insert(tick, velocity << 16 | channel << 8 | pitch, character);
    }

    void off(long tick, int channel, int pitch, long character) {
        insert(tick, channel << 8 | pitch, character);
    }

    /** Sorted downwards, so that the next event is the last and leaves without moving the others. */
    private void insert(long tick, int note, long character) {
        int i = size++;
        boolean off = note < 1 << 16;
        while (i > 0 && (ticks[i - 1] < tick || ticks[i - 1] == tick && (!off || notes[i - 1] < 1 << 16))) {
            ticks[i] = ticks[i - 1];
            notes[i] = notes[i - 1];
            characters[i] = characters[i - 1];
            i--;
        }
        ticks[i] = tick;
        notes[i] = note;
        characters[i] = character;
    }

    /** Tells everything before a tick. */
    void flushBefore(long tick, AbcEvents events) {
        while (size > 0 && ticks[size - 1] < tick) {
            emit(events);
        }
    }

    /** Tells everything; the tick of the last event, or 0 if there was none. */
    long flush(AbcEvents events) {
        long last = size > 0 ? ticks[0] : 0;
        flushBefore(Long.MAX_VALUE, events);
        return last;
    }

    private void emit(AbcEvents events) {
        int i = --size;
        int note = notes[i];
        int velocity = note >> 16;
        if (velocity > 0) {
            events.noteOn(ticks[i], note >> 8 & 15, note & 127, velocity, characters[i]);
        } else {
            events.noteOff(ticks[i], note >> 8 & 15, note & 127, characters[i]);
        }
    }
}
