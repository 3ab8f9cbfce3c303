package org.lilt.abc;

/** Accidentals written in the current bar. Unless narrowed by {@code %%propagate-accidentals}, one holds for its letter in every octave. */
final class Accidentals {
    private static final byte NONE = Byte.MIN_VALUE;
    private static final int OCTAVES = 12;

    enum Reach {
        NOTE,
        OCTAVE,
        LETTER
    }

    Reach reach = Reach.LETTER;
    private final byte[] letters = new byte[7];
    private final byte[] steps = new byte[7 * OCTAVES];
    private boolean clean;

    Accidentals() {
        java.util.Arrays.fill(letters, NONE);
        java.util.Arrays.fill(steps, NONE);
        clean = true;
    }

    void copyFrom(Accidentals other) {
        reach = other.reach;
        clean = other.clean;
        System.arraycopy(other.letters, 0, letters, 0, letters.length);
        System.arraycopy(other.steps, 0, steps, 0, steps.length);
    }

    void clear() {
        if (!clean) {
            java.util.Arrays.fill(letters, NONE);
            if (reach != Reach.LETTER) {
                java.util.Arrays.fill(steps, NONE);
            }
            clean = true;
        }
    }

    /** An accidental is written before the note on a staff step (0 to 83, the letter is the remainder by 7). */
    void write(int step, int semitones) {
        if (reach == Reach.LETTER) {
            letters[step % 7] = (byte) semitones;
        } else if (reach == Reach.OCTAVE) {
            steps[step] = (byte) semitones;
        }
        clean = false;
    }

    /** Semitones by which the note on a staff step without accidental is altered. */
    int read(int step, KeySignature key) {
        byte written = reach == Reach.LETTER ? letters[step % 7] : steps[step];
        return written == NONE ? key.accidentals[step % 7] : written;
    }
}
