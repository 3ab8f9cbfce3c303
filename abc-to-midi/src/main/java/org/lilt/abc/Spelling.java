package org.lilt.abc;

/** What is written of a note itself: the letter, marks of octaves, and the length. */
final class Spelling {
    private static final int LONGEST_NUMBER = 9999;
    private static final int MOST_SLASHES = 12;
    private static final int MIDDLE_C = 35;

    /** Staff step of each letter of a note; 0 for other characters. */
    private static final byte[] STEPS = new byte['g' + 1];

    static {
        String letters = "CDEFGABcdefgab";
        for (int i = 0; i < letters.length(); i++) {
            STEPS[letters.charAt(i)] = (byte) (MIDDLE_C + i);
        }
    }

    private int step;
    private int numerator;
    private int denominator;
    private int slashes;

    void copyFrom(Spelling other) {
        step = other.step;
        numerator = other.numerator;
        denominator = other.denominator;
        slashes = other.slashes;
    }

    /** A note begins with its letter. */
    void letter(int c) {
        step = STEPS[c];
    }

    /** Takes a mark that moves the note by an octave; false if the character is none. */
    boolean octave(int c) {
        if (c == '\'') {
            step += step <= Sounder.HIGHEST_STEP - 7 ? 7 : 0;
        } else if (c == ',') {
            step -= step >= 7 ? 7 : 0;
        } else {
            return false;
        }
        return true;
    }

    /** No length is written yet. */
    void noLength() {
        numerator = 0;
        denominator = 0;
        slashes = 0;
    }

    /** Takes a character of the length; false if the character does not belong to one. */
    boolean length(int c) {
        if (Text.isDigit(c)) {
            if (slashes == 0) {
                numerator = Math.min(numerator * 10 + c - '0', LONGEST_NUMBER);
            } else {
                denominator = Math.min(denominator * 10 + c - '0', LONGEST_NUMBER);
            }
        } else if (c == '/') {
            slashes = Math.min(slashes + 1, MOST_SLASHES);
        } else {
            return false;
        }
        return true;
    }

    /** Staff step: seven to the octave, middle C is 35. */
    int step() {
        return step;
    }

    boolean hasLength() {
        return numerator > 0 || slashes > 0;
    }

    /** What the unit note length is multiplied by: 1 where nothing is written. */
    int numerator() {
        return numerator == 0 ? 1 : numerator;
    }

    /** What the unit note length is divided by: 1 where nothing is written, 2 to 4096 for slashes alone. */
    int denominator() {
        return denominator > 0 ? denominator : 1 << slashes;
    }
}
