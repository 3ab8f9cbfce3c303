package org.lilt.abc;

/**
 * What alters the notes of the current bar: the key, and the accidentals written since its bar line. Unless narrowed by {@code %%propagate-accidentals}, one holds
 * for its letter in every octave.
 */
final class Accidentals {
    enum Reach {
        NOTE,
        OCTAVE,
        LETTER
    }

    Reach reach = Reach.LETTER;
    /** Semitones by which each staff step is altered; the letter of a step is its remainder by 7. */
    private final byte[] inForce = new byte[Sounder.HIGHEST_STEP + 1];
    /** Letters that an accidental has been written for since the bar line: bit n for the n-th from C. */
    private int written;

    void copyFrom(Accidentals other) {
        reach = other.reach;
        written = other.written;
        System.arraycopy(other.inForce, 0, inForce, 0, inForce.length);
    }

    /** Only the key is in force from here on. */
    void set(KeySignature key) {
        for (int letter = 0; letter < 7; letter++) {
            inForce[letter] = (byte) key.accidentals[letter];
        }
        for (int steps = 7; steps < inForce.length; steps *= 2) {
            System.arraycopy(inForce, 0, inForce, steps, Math.min(steps, inForce.length - steps));
        }
        written = 0;
    }

    /** A bar line: the accidentals written in the bar are over. */
    void bar(KeySignature key) {
        for (; written != 0; written &= written - 1) {
            int letter = Integer.numberOfTrailingZeros(written);
            alter(letter, key.accidentals[letter]);
        }
    }

    /** An accidental is written before the note on a staff step. */
    void write(int step, int semitones) {
        int letter = step % 7;
        if (reach == Reach.LETTER) {
            alter(letter, semitones);
        } else if (reach == Reach.OCTAVE) {
            inForce[step] = (byte) semitones;
        }
        written |= 1 << letter;
    }

    /** A letter is altered in every octave. */
    private void alter(int letter, int semitones) {
        for (int step = letter; step < inForce.length; step += 7) {
            inForce[step] = (byte) semitones;
        }
    }

    /** Semitones by which the note on a staff step without accidental is altered. */
    int read(int step) {
        return inForce[step];
    }
}
