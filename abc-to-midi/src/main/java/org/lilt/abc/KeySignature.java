package org.lilt.abc;

/** A key: what it does to each of the seven letters, and the shift by clef and transposition that a {@code K:} field may ask for. */
final class KeySignature {
    /** Accidentals in force for C, D, E, F, G, A, B: in semitones. */
    final int[] accidentals = new int[7];

    int sharps;
    boolean minor;
    /** Semitones that everything sounds higher. */
    int transposition;

    private boolean shifted;

    /** Letters in the order in which sharps are added, as steps from C. */
    private static final int[] SHARP_ORDER = {3, 0, 4, 1, 5, 2, 6};

    /** Sharps of the major key on C, D, E, F, G, A, B. */
    private static final int[] MAJOR_SHARPS = {0, 2, 4, -1, 1, 3, 5};

    private static final String[] MODES = {"maj", "ion", "mix", "dor", "min", "aeo", "phr", "loc", "lyd"};
    private static final int[] MODE_SHIFT = {0, 0, -1, -2, -3, -3, -4, -5, 1};

    void copyFrom(KeySignature other) {
        System.arraycopy(other.accidentals, 0, accidentals, 0, 7);
        sharps = other.sharps;
        minor = other.minor;
        transposition = other.transposition;
    }

    void reset() {
        set(0);
        minor = false;
        transposition = 0;
    }

    private void set(int newSharps) {
        sharps = Math.max(-7, Math.min(7, newSharps));
        java.util.Arrays.fill(accidentals, 0);
        for (int i = 0; i < newSharps; i++) {
            accidentals[SHARP_ORDER[i % 7]]++;
        }
        for (int i = 0; i < -newSharps; i++) {
            accidentals[SHARP_ORDER[6 - i % 7]]--;
        }
    }

    /** Reads the value of a {@code K:} field; false if something in it is not understood, which is then left out. */
    boolean parse(CharSequence s) {
        int i = Text.skipSpaces(s, 0);
        int end = Text.wordEnd(s, i);
        boolean understood = true;
        if (i == s.length() || Text.matches(s, i, end, "none")) {
            set(0);
            minor = false;
            i = end;
        } else if (Text.matches(s, i, end, "hp")) {
            set(2); // the pipes have F sharp and C sharp, whether the signature is printed (Hp) or not (HP)
            minor = false;
            i = end;
        } else if (s.charAt(i) >= 'A' && s.charAt(i) <= 'G') {
            i = tonicAndMode(s, i);
        }
        boolean explicit = false;
        shifted = false;
        for (i = Text.skipSpaces(s, i); i < s.length(); i = Text.skipSpaces(s, end)) {
            end = Text.wordEnd(s, i);
            char c = s.charAt(i);
            if (c == '^' || c == '_' || c == '=') {
                understood &= modify(s, i, end);
            } else if (Text.matches(s, i, end, "exp") && !explicit) {
                explicit = true;
                set(0);
            } else {
                understood &= option(s, i, end);
            }
        }
        return understood;
    }

    private int tonicAndMode(CharSequence s, int from) {
        int i = from;
        int tonic = MAJOR_SHARPS[((s.charAt(i) - 'A') + 5) % 7];
        i++;
        if (i < s.length() && s.charAt(i) == '#') {
            tonic += 7;
            i++;
        } else if (i < s.length() && s.charAt(i) == 'b') {
            tonic -= 7;
            i++;
        }
        int modeFrom = Text.skipSpaces(s, i);
        int modeTo = Text.wordEnd(s, modeFrom);
        int shift = 0;
        minor = false;
        if (Text.matches(s, modeFrom, modeTo, "m")) {
            shift = -3;
            minor = true;
            i = modeTo;
        } else {
            for (int m = 0; m < MODES.length; m++) {
                if (Text.startsWith(s, modeFrom, modeTo, MODES[m])) {
                    shift = MODE_SHIFT[m];
                    minor = shift <= -2 && shift >= -5;
                    i = modeTo;
                }
            }
        }
        set(tonic + shift);
        return i;
    }

    /** {@code ^f}, {@code =c}, {@code __b}. */
    private boolean modify(CharSequence s, int from, int to) {
        int i = from;
        int value = 0;
        for (; i < to && !Text.isLetter(s.charAt(i)); i++) {
            value += s.charAt(i) == '^' ? 1 : s.charAt(i) == '_' ? -1 : 0;
        }
        if (i + 1 != to) {
            return false;
        }
        int letter = (s.charAt(i) & ~0x20) - 'A';
        if (letter > 6) {
            return false;
        }
        accidentals[(letter + 5) % 7] = Math.max(-2, Math.min(2, value));
        return true;
    }

    /** {@code transpose=2}, {@code octave=-1}, {@code clef=treble-8}, {@code treble+8}; other options do not sound. */
    private boolean option(CharSequence s, int from, int to) {
        if (Text.startsWith(s, from, to, "transpose=")) {
            return shift(s, from + 10, to, 1);
        }
        if (Text.startsWith(s, from, to, "octave=")) {
            return shift(s, from + 7, to, 12);
        }
        if (to - from >= 2 && s.charAt(to - 1) == '8' && s.charAt(to - 2) == '-') {
            shift(-12);
        } else if (to - from >= 2 && s.charAt(to - 1) == '8' && s.charAt(to - 2) == '+') {
            shift(12);
        }
        return true;
    }

    /** Semitones by which clef, octave and transpose in the words from a place on move everything. */
    static int shift(CharSequence s, int from) {
        KeySignature words = new KeySignature();
        for (int i = Text.skipSpaces(s, from); i < s.length(); ) {
            int end = Text.wordEnd(s, i);
            words.option(s, i, end);
            i = Text.skipSpaces(s, end);
        }
        return words.transposition;
    }

    private boolean shift(CharSequence s, int from, int to, int unit) {
        boolean negative = from < to && s.charAt(from) == '-';
        int n = Text.number(s, negative || from < to && s.charAt(from) == '+' ? from + 1 : from, to);
        if (n < 0 || n > 60) {
            return false;
        }
        shift((negative ? -n : n) * unit);
        return true;
    }

    /** The shifts of one field add up, and replace those of the field before. */
    private void shift(int semitones) {
        transposition = semitones + (shifted ? transposition : 0);
        shifted = true;
    }
}
