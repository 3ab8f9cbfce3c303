package org.lilt.abc;

/** A pattern of strokes that goes through the bar over and over: letters with lengths, and where in it the time has come to. */
final class Pattern {
    private static final int LONGEST = 40;

    private final byte[] letters = new byte[LONGEST];
    private final byte[] lengths = new byte[LONGEST];
    private int size;
    private int total;
    private long unit = Ticks.WHOLE / 8;
    private int step;
    private long next;

    void copyFrom(Pattern other) {
        size = other.size;
        total = other.total;
        unit = other.unit;
        step = other.step;
        next = other.next;
        System.arraycopy(other.letters, 0, letters, 0, size);
        System.arraycopy(other.lengths, 0, lengths, 0, size);
    }

    /** Reads {@code fzc2}; false if a letter is not among the allowed ones or nothing is left. */
    boolean parse(CharSequence s, int from, int to, String allowed) {
        int n = 0;
        int sum = 0;
        int i = from;
        while (i < to && n < LONGEST) {
            char c = s.charAt(i++);
            if (allowed.indexOf(c) < 0) {
                return false;
            }
            int length = 0;
            while (i < to && Text.isDigit(s.charAt(i))) {
                length = Math.min(length * 10 + s.charAt(i++) - '0', 99);
            }
            letters[n] = (byte) c;
            lengths[n] = (byte) Math.max(1, length);
            sum += lengths[n++];
        }
        if (n == 0) {
            return false;
        }
        size = n;
        total = sum;
        step %= size;
        return true;
    }

    /** The pattern takes so long; 0 keeps the speed. */
    void fit(long length) {
        if (length > 0) {
            unit = Math.max(Ticks.ONE, length / total);
        }
    }

    void restart(long time) {
        step = 0;
        next = time;
    }

    /** Time of the next stroke. */
    long next() {
        return next;
    }

    byte letter() {
        return letters[step];
    }

    int step() {
        return step;
    }

    byte letter(int i) {
        return letters[i];
    }

    int size() {
        return size;
    }

    /** End of the next stroke. */
    long strokeEnd() {
        return next + unit * lengths[step];
    }

    void advance() {
        next = strokeEnd();
        step++;
        if (step == size) {
            step = 0;
        }
    }
}
