package org.lilt.abc;

/** Lengths of notes: the unit note length, times what is written after the note, times tuplet and broken rhythm. */
final class Lengths {
    private static final int LONGEST_TUPLET = 16;

    /** Factors of a note that is in no tuplet and no broken rhythm. */
    static final int PLAIN = 1 << 16 | 1 << 8 | 8;

    /** No broken rhythm, in the low eight bits of the factors. */
    static final int UNBROKEN = 8;

    private int unitNumerator = 1;
    private int unitDenominator = 8;
    private long unit = Ticks.WHOLE / 8;

    // The tuplet in force: tupletP notes in the time of tupletQ, for the next tupletLeft notes.
    private int tupletP = 1;
    private int tupletQ = 1;
    private int tupletLeft;

    /** Dots of a broken rhythm whose second note is still to come: above 0 after '>', below after '<'. */
    private int broken;

    // What a single '>' does to its two notes: parts of their common time.
    private int longPart = 3;
    private int shortPart = 1;

    void copyFrom(Lengths other) {
        unitNumerator = other.unitNumerator;
        unitDenominator = other.unitDenominator;
        unit = other.unit;
        tupletP = other.tupletP;
        tupletQ = other.tupletQ;
        tupletLeft = other.tupletLeft;
        broken = other.broken;
        longPart = other.longPart;
        shortPart = other.shortPart;
    }

    void reset() {
        tupletLeft = 0;
        broken = 0;
        ratio(3, 1);
    }

    /** {@code %%MIDI ratio}: what a single '>' does to two notes. */
    void ratio(int newLong, int newShort) {
        longPart = newLong;
        shortPart = newShort;
    }

    void unit(int numerator, int denominator) {
        unitNumerator = numerator;
        unitDenominator = denominator;
        unit = Ticks.WHOLE * numerator / denominator;
    }

    /** Reads the value of an {@code L:} field; false if it is not one. */
    boolean parseUnit(CharSequence s) {
        int slash = 0;
        while (slash < s.length() && s.charAt(slash) != '/') {
            slash++;
        }
        int above = Text.number(s, 0, slash);
        int below = slash < s.length() ? Text.number(s, slash + 1, s.length()) : 1;
        if (above < 1 || above > 32 || below < 1 || below > 1024) {
            return false;
        }
        unit(above, below);
        return true;
    }

    long unit() {
        return unit;
    }

    /** {@code (p:q:r}; 0 for what is left out. False if out of range. */
    boolean tuplet(int p, int q, int r, boolean compound) {
        if (p < 2 || p > LONGEST_TUPLET || q > LONGEST_TUPLET || r > 99) {
            tupletLeft = 0;
            return false;
        }
        tupletP = p;
        tupletQ = q > 0 ? q : customaryTime(p, compound);
        tupletLeft = r > 0 ? r : p;
        return true;
    }

    private static int customaryTime(int p, boolean compound) {
        return switch (p) {
            case 2, 4, 8 -> 3;
            case 3, 6 -> 2;
            default -> compound ? 3 : 2;
        };
    }

    boolean inTuplet() {
        return tupletLeft > 0;
    }

    /** The next note, rest or chord begins: takes what is left of tuplet and broken rhythm. Returns its factors, for {@link #length}. */
    int next() {
        int factors = 1 << 16 | 1 << 8 | (broken + 8);
        if (tupletLeft > 0) {
            tupletLeft--;
            factors = tupletP << 16 | tupletQ << 8 | (broken + 8);
        }
        broken = 0;
        return factors;
    }

    /** The note with these factors is followed by one to three '>' (above 0) or '<' (below 0). */
    void brokenFollows(int dots) {
        broken = dots;
    }

    /**
     * Length of a note in fixed-point ticks.
     *
     * @param factors from {@link #next}
     * @param after dots of the broken rhythm after it
     */
    long length(int numerator, int denominator, int factors, int after) {
        if (factors == PLAIN && after == 0 && numerator == 1 && denominator == 1) {
            return unit;
        }
        if (factors == PLAIN && after == 0 && Integer.bitCount(denominator) == 1) {
            int shift = Integer.numberOfTrailingZeros(denominator);
            long plain = unit * numerator;
            if ((plain & (1L << shift) - 1) == 0) {
                return Math.min(plain >> shift, Ticks.LONGEST);
            }
        }
        int p = factors >> 16;
        int q = factors >> 8 & 255;
        int before = (factors & 255) - 8;
        long above = Ticks.WHOLE * unitNumerator;
        long below = (long) unitDenominator * denominator * p;
        above *= part(after) * part(-before); // '>' lengthens the note before it and shortens the one after
        below *= parts(after) * parts(before);
        if (above > Long.MAX_VALUE / ((long) numerator * q + 1)) {
            return Ticks.LONGEST;
        }
        above *= (long) numerator * q;
        return Math.min((above + below / 2) / below, Ticks.LONGEST);
    }

    private int part(int dots) {
        return switch (dots) {
            case 0 -> 1;
            case 1 -> 2 * longPart;
            case -1 -> 2 * shortPart;
            default -> dots > 0 ? (2 << dots) - 1 : 1;
        };
    }

    private int parts(int dots) {
        int n = Math.abs(dots);
        return n == 1 ? longPart + shortPart : 1 << n;
    }
}
