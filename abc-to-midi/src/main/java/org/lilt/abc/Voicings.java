package org.lilt.abc;

/** What chord symbols sound like: bass note and chord in one number. Remembers the last ones, because a tune has but a few, over and over. */
final class Voicings {
    /** The C two octaves below middle C: the bass takes its notes from there upwards. */
    private static final int BASS_OCTAVE = 36;

    private static final int CHORD_OCTAVE = 48;
    private static final int SLOTS = 64;

    // The notes, seven bits each, the first lowest, and a one above the last; above them the bass note and the number
    // of notes.
    private static final int BASS = 7 * ChordSymbol.MOST_NOTES + 1;
    private static final int SIZE = BASS + 7;

    private final int[] symbols = new int[SLOTS];
    private final long[] voicings = new long[SLOTS];

    Voicings() {
        java.util.Arrays.fill(symbols, ChordSymbol.UNKNOWN);
    }

    /** The voicing of a chord symbol from {@link ChordSymbol}; 0, without any note, for silence. */
    long of(int symbol) {
        if (symbol < 0) {
            return 0;
        }
        int slot = (symbol * 0x9E3779B9) >>> 26;
        if (symbols[slot] != symbol) {
            symbols[slot] = symbol;
            voicings[slot] = make(symbol);
        }
        return voicings[slot];
    }

    private static long make(int symbol) {
        int size = ChordSymbol.size(symbol);
        long voicing = (long) size << SIZE | (long) transposed(symbol, BASS_OCTAVE + ChordSymbol.bass(symbol)) << BASS;
        for (int i = 0; i < size; i++) {
            voicing |= (long) transposed(symbol, CHORD_OCTAVE + ChordSymbol.note(symbol, i)) << 7 * i;
        }
        return voicing | 1L << 7 * size;
    }

    /** A pitch as the symbol is transposed, moved by octaves to where an octave below it is still a pitch. */
    private static int transposed(int symbol, int pitch) {
        int moved = pitch + ChordSymbol.transposition(symbol);
        while (moved < 12) {
            moved += 12;
        }
        while (moved > 127) {
            moved -= 12;
        }
        return moved;
    }

    /** Number of notes of the chord, 0 to {@value ChordSymbol#MOST_NOTES}. */
    static int size(long voicing) {
        return (int) (voicing >> SIZE);
    }

    /** Pitch of the bass note. */
    static int bass(long voicing) {
        return (int) (voicing >> BASS) & 127;
    }

    /** Pitches of the chord, seven bits each, the first lowest, and a one above the last. */
    static long notes(long voicing) {
        return voicing & (1L << BASS) - 1;
    }

    /** Pitch of the i-th note of the chord. */
    static int note(long voicing, int i) {
        return (int) (voicing >> 7 * i) & 127;
    }
}
