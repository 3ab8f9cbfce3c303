package org.lilt.abc;

/** How loud a note is: accents by its place in the bar, the last dynamic mark, and the hairpin that is open. */
final class Dynamics {
    /** What a dynamic mark adds to the velocities, from ppp to fff; f is the usual loudness. The steps are those of abc2midi. */
    private static final int[] LEVELS = {-75, -60, -45, -30, -15, 0, 15, 22};

    /** The end of a hairpin is not known while it is played: it rises by so much a quarter note until its end mark. */
    private static final int SLOPE = 5;

    private static final int STEEPEST = 60;
    private static final int ACCENT = 15;
    private static final int MARCATO = 22;
    private static final int LONGEST_STRING = 32;

    private int firstBeat;
    private int strongBeat;
    private int otherNote;
    /** Equal parts of the bar that count as strong beats; 0 for those of the meter. */
    private int parts;

    private boolean flat;
    private final byte[] string = new byte[LONGEST_STRING];
    private int stringLength;

    private int level;
    private int hairpin;
    private long hairpinFrom;

    void reset() {
        firstBeat = 105;
        strongBeat = 95;
        otherNote = 80;
        parts = 0;
        flat = false;
        stringLength = 0;
        level = 0;
        hairpin = 0;
    }

    void copyFrom(Dynamics other) {
        firstBeat = other.firstBeat;
        strongBeat = other.strongBeat;
        otherNote = other.otherNote;
        parts = other.parts;
        flat = other.flat;
        stringLength = other.stringLength;
        System.arraycopy(other.string, 0, string, 0, stringLength);
        level = other.level;
        hairpin = other.hairpin;
        hairpinFrom = other.hairpinFrom;
    }

    /** {@code %%MIDI beat}: velocities of the first beat, the strong beats and the others, and the number of parts of the bar. */
    void beat(int first, int strong, int other, int newParts) {
        firstBeat = first;
        strongBeat = strong;
        otherNote = other;
        parts = newParts;
    }

    /** {@code %%MIDI nobeataccents}: all notes are as loud as strong beats. */
    void flat(boolean isFlat) {
        flat = isFlat;
    }

    /** {@code %%MIDI beatstring fmpfmp}: one letter for each equal part of the bar. */
    boolean beatString(CharSequence s, int from, int to) {
        int n = to - from;
        if (n < 1 || n > LONGEST_STRING) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            char c = s.charAt(from + i);
            if (c != 'f' && c != 'm' && c != 'p') {
                return false;
            }
            string[i] = (byte) c;
        }
        stringLength = n;
        return true;
    }

    /** A mark from {@link Decorations} takes effect at this time. */
    void mark(int meaning, long now) {
        level = current(now);
        hairpin = 0;
        if ((meaning & Decorations.DYNAMIC) != 0) {
            level = LEVELS[meaning & 7];
        } else if (meaning != Decorations.END_HAIRPIN) {
            hairpin = meaning == Decorations.CRESCENDO ? SLOPE : -SLOPE;
            hairpinFrom = now;
        }
    }

    private int current(long now) {
        if (hairpin == 0) {
            return level;
        }
        long risen = hairpin * Math.min((now - hairpinFrom) / (Ticks.QUARTER / 4), 4L * STEEPEST) / 4;
        return (int) Math.max(LEVELS[0], Math.min(LEVELS[7], level + Math.max(-STEEPEST, Math.min(STEEPEST, risen))));
    }

    /** Velocity, 1 to 127, of a note at a position in the bar. */
    int velocity(long position, long now, Meter meter, int decorations) {
        int velocity = accent(position, meter) + current(now);
        if ((decorations & Decorations.ACCENT) != 0) {
            velocity += ACCENT;
        }
        if ((decorations & Decorations.MARCATO) != 0) {
            velocity += MARCATO;
        }
        return Math.max(1, Math.min(127, velocity));
    }

    private int accent(long position, Meter meter) {
        if (flat) {
            return strongBeat;
        }
        long bar = meter.barLength();
        if (stringLength > 0 && bar > 0) {
            byte letter = string[(int) (position % bar * stringLength / bar)];
            return letter == 'f' ? firstBeat : letter == 'm' ? strongBeat : otherNote;
        }
        if (position == 0) {
            return firstBeat;
        }
        if (parts > 0 && bar >= parts) {
            return position % (bar / parts) == 0 ? strongBeat : otherNote;
        }
        return meter.strong(position) ? strongBeat : otherNote;
    }
}
