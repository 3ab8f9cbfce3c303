package org.lilt.abc;

/** A meter, and what follows from it: length of the bar, compound or not, accents. */
final class Meter {
    private static final int RECIPROCAL_BITS = 40;

    /** A division by multiplication is exact up to 2^40 / beatTicks at least, and no beat is longer than 2^18 ticks. */
    private static final long MOST_TICKS = 1L << 22;

    int numerator;
    int denominator;

    /** False for {@code M:none}: bars have no length. */
    boolean measured;

    private long barLength;
    private long strongBeat;
    /** The same in ticks, or 0 where it is no whole number of them. */
    private int beatTicks;
    /** Turns a division by that into a multiplication: 2^40 / beatTicks, rounded up. */
    private long reciprocal;

    Meter() {
        set(4, 4, true);
    }

    void set(int newNumerator, int newDenominator, boolean isMeasured) {
        numerator = newNumerator;
        denominator = newDenominator;
        measured = isMeasured;
        barLength = measured ? Ticks.WHOLE / denominator * numerator : 0;
        strongBeat = beatOfAccents();
        beatTicks = (strongBeat & Ticks.ONE - 1) == 0 ? (int) (strongBeat >> Ticks.FRACTION_BITS) : 0;
        reciprocal = beatTicks > 0 ? ((1L << RECIPROCAL_BITS) - 1) / beatTicks + 1 : 0;
    }

    void copyFrom(Meter other) {
        set(other.numerator, other.denominator, other.measured);
    }

    long barLength() {
        return barLength;
    }

    boolean compound() {
        return measured && numerator % 3 == 0 && numerator > 3;
    }

    /** Whether the default unit note length is a sixteenth: the meter, as a fraction, is below 3/4. */
    boolean small() {
        return measured && numerator * 4 < denominator * 3;
    }

    /** All of it in one number, to be remembered for a repeat. */
    long packed() {
        return (long) numerator << 32 | (long) denominator << 1 | (measured ? 1 : 0);
    }

    void unpack(long packed) {
        set((int) (packed >> 32), (int) packed >> 1, (packed & 1) != 0);
    }

    /**
     * Reads {@code 6/8}, {@code C}, {@code C|}, {@code none}, {@code 2+3/8}, {@code (2+3)/8}.
     *
     * @return false if it is none of these; the meter is then unchanged
     */
    boolean parse(CharSequence s) {
        int from = Text.skipSpaces(s, 0);
        int to = Text.trimEnd(s);
        if (from == to || Text.matches(s, from, to, "none")) {
            set(4, 4, false);
            return true;
        }
        if (s.charAt(from) == 'C' || s.charAt(from) == 'c') {
            int half = from + 1 < to && s.charAt(from + 1) == '|' ? 2 : 4;
            set(half, half, true);
            return true;
        }
        int sum = 0;
        int value = -1;
        int i = from;
        for (; i < to && s.charAt(i) != '/'; i++) {
            char c = s.charAt(i);
            if (c >= '0' && c <= '9') {
                value = Math.min((value < 0 ? 0 : value) * 10 + c - '0', 1000);
            } else if (c == '+' && value >= 0) {
                sum += value;
                value = -1;
            } else if (c != ' ' && c != '(' && c != ')') {
                return false;
            }
        }
        sum += Math.max(value, 0);
        int below = i < to ? Text.number(s, i + 1, to) : 4;
        if (sum < 1 || sum > 255 || below < 1 || below > 64 || Integer.bitCount(below) != 1) {
            return false;
        }
        set(sum, below, true);
        return true;
    }

    /** Whether a time from the beginning of the bar is that of a strong beat: half of a bar of four, three beats of a compound meter, else every beat. */
    boolean strong(long position) {
        long tick = position >> Ticks.FRACTION_BITS;
        if (beatTicks > 0 && tick <= MOST_TICKS) {
            long beats = tick * reciprocal >> RECIPROCAL_BITS;
            return beats * beatTicks == tick && (position & Ticks.ONE - 1) == 0;
        }
        return strongBeat > 0 && position % strongBeat == 0;
    }

    private long beatOfAccents() {
        if (!measured) {
            return 0;
        }
        long beat = Ticks.WHOLE / denominator;
        if (compound()) {
            return beat * 3;
        }
        return numerator == 4 ? beat * 2 : beat;
    }
}
