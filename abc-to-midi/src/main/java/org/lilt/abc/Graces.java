package org.lilt.abc;

/** How much time grace notes take from the note that they decorate. */
final class Graces {
    /** Each is a quarter of the unit note length, times what is written after it. */
    private static final int USUAL_DIVIDER = 4;

    private int divider;
    // {@code %%MIDI grace a/b}: all of them together take this part of the note; 0 if each takes its own length.
    private int above;
    private int below;

    void reset() {
        divider = USUAL_DIVIDER;
        above = 0;
        below = 1;
    }

    void copyFrom(Graces other) {
        divider = other.divider;
        above = other.above;
        below = other.below;
    }

    void divider(int newDivider) {
        divider = newDivider;
        above = 0;
    }

    void fraction(int newAbove, int newBelow) {
        above = newAbove;
        below = newBelow;
    }

    int divider() {
        return divider;
    }

    /** Time of all grace notes, whose own lengths have this sum, before a note of a length. */
    long time(long total, long length) {
        if (above > 0) {
            return length * above / below;
        }
        return total < length ? total : length / 2;
    }
}
