package org.lilt.abc;

/**
 * Chord symbols such as {@code F#m7/c#}, read without allocation into one number: root and bass as semitones above C, and a quality. Beside the usual
 * spellings it knows those of the Nottingham collection: {@code Cd} and {@code Ca} for diminished and augmented, {@code D/f+} for a sharp bass.
 */
final class ChordSymbol {
    /** Not a chord symbol. */
    static final int UNKNOWN = -1;

    /** {@code N.C.}: the accompaniment is silent from here on. */
    static final int SILENCE = -2;

    /** A single bass note, written with a small letter: has no quality. */
    private static final int SINGLE = 63;

    private static final int MOST_NAME = 12;

    // Root from bit 0, quality from bit 4, then:
    private static final int BASS = 10;
    private static final int TRANSPOSITION = 14;
    private static final int NO_TRANSPOSITION = 128;

    /** Notes of the largest chord. */
    static final int MOST_NOTES = 6;

    private static final String[] NAMES = {
        "", "m", "7", "m7", "m7b5", "maj7", "M7", "6", "m6", "aug", "+", "aug7", "dim", "dim7", "9", "m9", "maj9", "M9",
        "11", "dim9", "sus", "sus4", "sus2", "sus9", "7sus4", "7sus2", "7sus9", "5", "maj", "M", "min", "mi", "-",
        "min7", "-7", "dom7", "o", "o7", "\u00B0", "\u00F8", "d", "a", "a7", "7b9", "13", "add9", "mmaj7", "mM7", "7b5",
        "7#5", "m11", "7+", "69", "6/9", "7#9"
    };

    private static final int[][] INTERVALS = {
        {0, 4, 7},
        {0, 3, 7},
        {0, 4, 7, 10},
        {0, 3, 7, 10},
        {0, 3, 6, 10},
        {0, 4, 7, 11},
        {0, 4, 7, 11},
        {0, 4, 7, 9},
        {0, 3, 7, 9},
        {0, 4, 8},
        {0, 4, 8},
        {0, 4, 8, 10},
        {0, 3, 6},
        {0, 3, 6, 9},
        {0, 4, 7, 10, 14},
        {0, 3, 7, 10, 14},
        {0, 4, 7, 11, 14},
        {0, 4, 7, 11, 14},
        {0, 4, 7, 10, 14, 17},
        {0, 3, 6, 9, 13},
        {0, 5, 7},
        {0, 5, 7},
        {0, 2, 7},
        {0, 2, 5, 9},
        {0, 5, 7, 10},
        {0, 2, 7, 10},
        {0, 2, 7, 10},
        {0, 7},
        {0, 4, 7},
        {0, 4, 7},
        {0, 3, 7},
        {0, 3, 7},
        {0, 3, 7},
        {0, 3, 7, 10},
        {0, 3, 7, 10},
        {0, 4, 7, 10},
        {0, 3, 6},
        {0, 3, 6, 9},
        {0, 3, 6},
        {0, 3, 6, 10},
        {0, 3, 6},
        {0, 4, 8},
        {0, 4, 8, 10},
        {0, 4, 7, 10, 13},
        {0, 4, 7, 10, 14, 21},
        {0, 4, 7, 14},
        {0, 3, 7, 11},
        {0, 3, 7, 11},
        {0, 4, 6, 10},
        {0, 4, 8, 10},
        {0, 3, 7, 10, 14, 17},
        {0, 4, 8, 10},
        {0, 4, 7, 9, 14},
        {0, 4, 7, 9, 14},
        {0, 4, 7, 10, 15}
    };

    private static final int[] SEMITONES = {9, 11, 0, 2, 4, 5, 7};

    private ChordSymbol() {}

    /** Reads a chord symbol; {@link #UNKNOWN} or {@link #SILENCE}, or a number for the other methods. */
    static int parse(CharSequence s) {
        int end = Text.trimEnd(s);
        int i = Text.skipSpaces(s, 0);
        if (Text.startsWith(s, i, end, "n.c") || Text.matches(s, i, end, "nc")) {
            return SILENCE;
        }
        if (i < end && s.charAt(i) == '(') {
            i++;
        }
        if (i == end) {
            return UNKNOWN;
        }
        char letter = s.charAt(i++);
        boolean single = letter >= 'a' && letter <= 'g';
        if (!single && (letter < 'A' || letter > 'G')) {
            return UNKNOWN;
        }
        int root = SEMITONES[(letter & ~0x20) - 'A'];
        int shift = i < end ? accidental(s.charAt(i)) : 0;
        if (shift != 0) {
            root += shift;
            i++;
        }
        int nameFrom = i;
        while (i < end && !endsName(s, i)) {
            i++;
        }
        int quality = single ? SINGLE : quality(s, nameFrom, i);
        if (quality < 0) {
            return UNKNOWN;
        }
        int bass = 0;
        if (i + 1 < end && s.charAt(i) == '/') {
            char below = (char) (s.charAt(i + 1) & ~0x20);
            if (below < 'A' || below > 'G') {
                return UNKNOWN;
            }
            bass = SEMITONES[below - 'A'] + 2;
            if (i + 2 < end) {
                bass += s.charAt(i + 2) == '+' ? 1 : accidental(s.charAt(i + 2));
            }
        }
        return root + 1 | quality << 4 | bass << BASS;
    }

    private static boolean endsName(CharSequence s, int i) {
        char c = s.charAt(i);
        boolean slashOfNine = c == '/' && i + 1 < s.length() && s.charAt(i + 1) == '9';
        return c == '(' || c == ')' || c == ' ' || c == '/' && !slashOfNine;
    }

    private static int accidental(char c) {
        return c == '#' || c == '\u266F' ? 1 : c == 'b' || c == '\u266D' ? -1 : 0;
    }

    private static int quality(CharSequence s, int from, int to) {
        if (to - from > MOST_NAME) {
            return -1;
        }
        for (int q = 0; q < NAMES.length; q++) {
            String name = NAMES[q];
            if (name.length() == to - from) {
                int i = 0;
                while (i < name.length() && s.charAt(from + i) == name.charAt(i)) {
                    i++;
                }
                if (i == name.length()) {
                    return q;
                }
            }
        }
        return -1;
    }

    /** The symbol as it sounds so many semitones higher; at most ten octaves. */
    static int transposed(int symbol, int semitones) {
        return symbol < 0 ? symbol : symbol & (1 << TRANSPOSITION) - 1 | semitones + NO_TRANSPOSITION << TRANSPOSITION;
    }

    /** Semitones that the symbol sounds higher. */
    static int transposition(int symbol) {
        int shifted = symbol >> TRANSPOSITION;
        return shifted == 0 ? 0 : shifted - NO_TRANSPOSITION;
    }

    /** Semitones of the bass note above C, -1 to 12. */
    static int bass(int symbol) {
        int bass = symbol >> BASS & 15;
        return bass > 0 ? bass - 2 : root(symbol);
    }

    private static int root(int symbol) {
        return (symbol & 15) - 1;
    }

    /** Number of notes of the chord; none for a single bass note. */
    static int size(int symbol) {
        int quality = symbol >> 4 & 63;
        return quality == SINGLE ? 0 : INTERVALS[quality].length;
    }

    /** Semitones of the i-th note of the chord above C; where the bass is a note of the chord, those below it are an octave up. */
    static int note(int symbol, int i) {
        int[] intervals = INTERVALS[symbol >> 4 & 63];
        int lowest = 0;
        if ((symbol >> BASS & 15) > 0) {
            int wanted = Math.floorMod(bass(symbol) - root(symbol), 12);
            for (int j = 0; j < intervals.length; j++) {
                if (intervals[j] % 12 == wanted) {
                    lowest = j;
                }
            }
        }
        return root(symbol) + intervals[i] + (i < lowest ? 12 : 0);
    }
}
