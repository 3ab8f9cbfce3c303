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
    final int[] steps = new int[MOST_NOTES];
    final int[] pitches = new int[MOST_NOTES];
    final long[] characters = new long[MOST_NOTES];
    final boolean[] tied = new boolean[MOST_NOTES];
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
        elements = 0;
        firstNumerator = 1;
        firstDenominator = 1;
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
        System.arraycopy(other.steps, 0, steps, 0, notes);
        System.arraycopy(other.pitches, 0, pitches, 0, notes);
        System.arraycopy(other.characters, 0, characters, 0, notes);
        System.arraycopy(other.tied, 0, tied, 0, notes);
        graces = other.graces;
        System.arraycopy(other.graceSteps, 0, graceSteps, 0, graces);
        System.arraycopy(other.gracePitches, 0, gracePitches, 0, graces);
        System.arraycopy(other.graceNumerators, 0, graceNumerators, 0, graces);
        System.arraycopy(other.graceDenominators, 0, graceDenominators, 0, graces);
        System.arraycopy(other.graceCharacters, 0, graceCharacters, 0, graces);
    }
}
