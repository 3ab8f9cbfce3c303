package org.lilt.abc;

/** A pattern of strokes that goes through the bar over and over: letters with lengths, of which z is a rest, and where in it the time has come to. */
final class Pattern {
    private static final int LONGEST = 40;

    /** Letter, length and beginning of each stroke that is no rest; lengths and beginnings in parts of the pattern. */
    private final byte[] letters = new byte[LONGEST];

    private final byte[] lengths = new byte[LONGEST];
    private final short[] offsets = new short[LONGEST];

    /** The same lengths and beginnings in time. */
    private final long[] durations = new long[LONGEST];

    private final long[] onsets = new long[LONGEST];
    private int strokes;

    private int total = 1;
    private long unit = Ticks.WHOLE / 8;
    private boolean on = true;

    /** When the pattern was begun last, at the beginning of a bar or within it. */
    private long begin;

    private int stroke;
    private long next;

    void copyFrom(Pattern other) {
        strokes = other.strokes;
        total = other.total;
        unit = other.unit;
        on = other.on;
        begin = other.begin;
        stroke = other.stroke;
        next = other.next;
        System.arraycopy(other.letters, 0, letters, 0, strokes);
        System.arraycopy(other.lengths, 0, lengths, 0, strokes);
        System.arraycopy(other.offsets, 0, offsets, 0, strokes);
        System.arraycopy(other.durations, 0, durations, 0, strokes);
        System.arraycopy(other.onsets, 0, onsets, 0, strokes);
    }

    /** Reads {@code fzc2}; false, and all is as it was, if a letter is neither z nor one of the strokes or nothing is left. */
    boolean parse(CharSequence s, int from, int to, String allowed) {
        if (from >= to) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (c != 'z' && allowed.indexOf(c) < 0 && (i == from || !Text.isDigit(c))) {
                return false;
            }
        }
        fill(s, from, to);
        return true;
    }

    /** A pattern that is known to be one. */
    void set(String s) {
        fill(s, 0, s.length());
    }

    /** A pattern without strokes. */
    void silence() {
        strokes = 0;
        total = 1;
    }

    private void fill(CharSequence s, int from, int to) {
        strokes = 0;
        total = 0;
        int i = from;
        for (int n = 0; n < LONGEST && i < to; n++) {
            char c = s.charAt(i++);
            int length = 0;
            while (i < to && Text.isDigit(s.charAt(i))) {
                length = Math.min(length * 10 + s.charAt(i++) - '0', 99);
            }
            length = Math.max(1, length);
            if (c != 'z') {
                letters[strokes] = (byte) c;
                lengths[strokes] = (byte) length;
                offsets[strokes] = (short) total;
                strokes++;
            }
            total += length;
        }
        scale();
    }

    /** The pattern takes so long; 0 keeps the speed. */
    void fit(long length) {
        if (length > 0) {
            unit = Math.max(Ticks.ONE, length / total);
            scale();
        }
    }

    private void scale() {
        for (int i = 0; i < strokes; i++) {
            durations[i] = unit * lengths[i];
            onsets[i] = unit * offsets[i];
        }
    }

    /** Whether it is played. */
    void turn(boolean isOn) {
        on = isOn;
    }

    /** Begins now. */
    void restart(long time) {
        begin = time;
        stroke = 0;
        place();
    }

    /** The next stroke is the first that is not before a time, which is not before the last beginning. */
    void seek(long time) {
        begin += Math.max(0, time - begin) / (unit * total) * (unit * total);
        stroke = 0;
        place();
        while (next < time) {
            advance();
        }
    }

    private void place() {
        next = on && strokes > 0 ? begin + onsets[stroke] : Long.MAX_VALUE;
    }

    /** Time of the next stroke; the largest number if there is none. */
    long next() {
        return next;
    }

    /** The next stroke. */
    byte letter() {
        return letters[stroke];
    }

    /** Number of the next stroke among those that are no rests. */
    int stroke() {
        return stroke;
    }

    /** How many strokes there are, without the rests. */
    int strokes() {
        return strokes;
    }

    /** End of the next stroke. */
    long strokeEnd() {
        return next + durations[stroke];
    }

    void advance() {
        stroke++;
        if (stroke == strokes) {
            stroke = 0;
            begin += unit * total;
        }
        next = begin + onsets[stroke];
    }
}
