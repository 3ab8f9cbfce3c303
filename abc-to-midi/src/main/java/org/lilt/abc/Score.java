package org.lilt.abc;

/** What has been written since the last place that a repeat can go back to, resolved into pitches and lengths but with ties left open. */
final class Score {
    /** Entries kept; a longer section is not repeated. Some 20,000 notes. */
    static final int CAPACITY = 1 << 16;

    static final int NOTE = 0;
    static final int ADVANCE = 1;
    static final int BAR = 2;
    static final int CHORD = 3;
    static final int METER = 4;
    static final int KEY = 5;
    static final int TEMPO = 6;
    static final int PROGRAM = 7;
    static final int SILENCE = 8;
    /** The section begins; 1 if a bar line had been passed before. */
    static final int BEGIN = 10;
    /** A note by itself, with the advance of its length. */
    static final int SOLO = 9;

    private static final int FIRST_CAPACITY = 1024;
    static final int TIED = 1 << 24;

    private int[] codes = new int[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY];
    private long[] characters = new long[FIRST_CAPACITY];
    private int size;
    private boolean overflowed;

    int size() {
        return size;
    }

    boolean overflowed() {
        return overflowed;
    }

    void clear() {
        size = 0;
        overflowed = false;
    }

    void copyFrom(Score other) {
        if (codes.length < other.size) {
            allocate(other.codes.length);
        }
        size = other.size;
        overflowed = other.overflowed;
        System.arraycopy(other.codes, 0, codes, 0, size);
        System.arraycopy(other.values, 0, values, 0, size);
        System.arraycopy(other.characters, 0, characters, 0, size);
    }

    private void allocate(int capacity) {
        codes = java.util.Arrays.copyOf(codes, capacity);
        values = java.util.Arrays.copyOf(values, capacity);
        characters = java.util.Arrays.copyOf(characters, capacity);
    }

    /** Staff step and pitch of a note in one number, to which {@link #TIED} may be added. */
    static int code(int step, int pitch) {
        return step << 25 | pitch << 11;
    }

    static int stepOf(int code) {
        return code >>> 25;
    }

    static int pitchOf(int code) {
        return code >> 11 & 127;
    }

    static boolean isTied(int code) {
        return (code & TIED) != 0;
    }

    /** A note, of a chord or by itself, from {@link #code}. */
    void note(int kind, int code, int velocity, long length, long character) {
        add(kind | velocity << 4 | code, length, character);
    }

    void add(int kind, long value, long character) {
        if (size == codes.length) {
            if (size == CAPACITY) {
                overflowed = true;
                return;
            }
            allocate(size * 2);
        }
        codes[size] = kind;
        values[size] = value;
        characters[size] = character;
        size++;
    }

    /** Whether there is a note from an entry on. */
    boolean sounds(int from) {
        for (int i = from; i < size; i++) {
            if (kind(i) == SOLO || kind(i) == NOTE) {
                return true;
            }
        }
        return false;
    }

    void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    /** Turns all notes into rests. */
    void mute() {
        for (int i = 0; i < size; i++) {
            if (kind(i) == SOLO) {
                codes[i] = ADVANCE;
            } else if (kind(i) == NOTE || kind(i) == CHORD) {
                codes[i] = SILENCE; // keeps its place, because endings are known by their places
            }
        }
    }

    /** Ties the notes of the last group, which ends the score save for what takes no time. */
    void tie() {
        int i = size - 1;
        while (i >= 0 && kind(i) != ADVANCE && kind(i) != SOLO) {
            i--;
        }
        if (i >= 0 && kind(i) == SOLO) {
            codes[i] |= TIED;
            return;
        }
        for (i--; i >= 0 && kind(i) == NOTE; i--) {
            codes[i] |= TIED;
        }
    }

    int kind(int i) {
        return codes[i] & 15;
    }

    long value(int i) {
        return values[i];
    }

    long character(int i) {
        return characters[i];
    }

    /** Staff step of a note: seven to the octave, middle C is 35. */
    int step(int i) {
        return stepOf(codes[i]);
    }

    int velocity(int i) {
        return codes[i] >> 4 & 127;
    }

    int pitch(int i) {
        return pitchOf(codes[i]);
    }

    boolean tied(int i) {
        return isTied(codes[i]);
    }
}
