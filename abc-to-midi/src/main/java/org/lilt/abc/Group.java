package org.lilt.abc;

/** What is being written and has no settled length yet: a note, a chord or a rest, with the grace notes before it. */
final class Group {
    static final int MOST_NOTES = 32;
    static final int MOST_GRACES = 32;

    boolean open;
    /** Its notes have begun to sound; false while grace notes make them wait for their length. */
    boolean struck;
    /** Length after the note, or after the chord. */
    int numerator;

    int denominator;
    /** Tuplet and broken rhythm before it, from {@link Lengths#next}. */
    int factors;

    int dots;
    /** Bars of a multi-measure rest, which takes its length from the meter. */
    boolean bars;

    int notes;
    /** Step and pitch of each, and whether it is tied, as {@link Score} has them. */
    private final int[] codes = new int[MOST_NOTES];

    final long[] characters = new long[MOST_NOTES];
    /** It is one note that sounds as it is written. */
    boolean solo;

    int velocity;
    /** Bits of {@link Decorations}. */
    int decorations;
    /** Notes and rests so far. */
    int elements;
    /** Length of the first of them, which is that of the chord. */
    int firstNumerator;

    int firstDenominator;

    int graces;
    final int[] graceSteps = new int[MOST_GRACES];
    final int[] gracePitches = new int[MOST_GRACES];
    final int[] graceNumerators = new int[MOST_GRACES];
    final int[] graceDenominators = new int[MOST_GRACES];
    final long[] graceCharacters = new long[MOST_GRACES];

    void begin(int newFactors) {
        open = true;
        struck = false;
        numerator = 1;
        denominator = 1;
        factors = newFactors;
        dots = 0;
        bars = false;
        notes = 0;
        solo = false;
        decorations = 0;
        elements = 0;
        firstNumerator = 1;
        firstDenominator = 1;
    }

    /** A note more. */
    void add(int step, int pitch, long character) {
        codes[notes] = Score.code(step, pitch);
        characters[notes] = character;
        notes++;
        elements++;
    }

    /** Step and pitch of a note, and whether it is tied, as {@link Score} has them. */
    int code(int i) {
        return codes[i];
    }

    int step(int i) {
        return Score.stepOf(codes[i]);
    }

    int pitch(int i) {
        return Score.pitchOf(codes[i]);
    }

    boolean tied(int i) {
        return Score.isTied(codes[i]);
    }

    boolean hasTies() {
        for (int i = 0; i < notes; i++) {
            if (tied(i)) {
                return true;
            }
        }
        return false;
    }

    void tie(int i) {
        codes[i] |= Score.TIED;
    }

    void reset() {
        open = false;
        notes = 0;
        graces = 0;
    }

    void copyFrom(Group other) {
        open = other.open;
        struck = other.struck;
        numerator = other.numerator;
        denominator = other.denominator;
        factors = other.factors;
        dots = other.dots;
        bars = other.bars;
        velocity = other.velocity;
        decorations = other.decorations;
        elements = other.elements;
        firstNumerator = other.firstNumerator;
        firstDenominator = other.firstDenominator;
        notes = other.notes;
        solo = other.solo;
        System.arraycopy(other.codes, 0, codes, 0, notes);
        System.arraycopy(other.characters, 0, characters, 0, notes);
        graces = other.graces;
        System.arraycopy(other.graceSteps, 0, graceSteps, 0, graces);
        System.arraycopy(other.gracePitches, 0, gracePitches, 0, graces);
        System.arraycopy(other.graceNumerators, 0, graceNumerators, 0, graces);
        System.arraycopy(other.graceDenominators, 0, graceDenominators, 0, graces);
        System.arraycopy(other.graceCharacters, 0, graceCharacters, 0, graces);
    }
}
