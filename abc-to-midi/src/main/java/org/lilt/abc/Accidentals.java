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
    /** Nothing but the key is in force. */
    private boolean clean;

    void copyFrom(Accidentals other) {
        reach = other.reach;
        clean = other.clean;
        System.arraycopy(other.inForce, 0, inForce, 0, inForce.length);
    }

    /** Only the key is in force from here on. */
    void set(KeySignature key) {
        for (int step = 0, letter = 0; step < inForce.length; step++, letter = letter == 6 ? 0 : letter + 1) {
            inForce[step] = (byte) key.accidentals[letter];
        }
        clean = true;
    }

    /** A bar line: the accidentals written in the bar are over. */
    void bar(KeySignature key) {
        if (!clean) {
            set(key);
        }
    }

    /** An accidental is written before the note on a staff step. */
    void write(int step, int semitones) {
        if (reach == Reach.LETTER) {
            for (int i = step % 7; i < inForce.length; i += 7) {
                inForce[i] = (byte) semitones;
            }
        } else if (reach == Reach.OCTAVE) {
            inForce[step] = (byte) semitones;
        }
        clean = false;
    }

    /** Semitones by which the note on a staff step without accidental is altered. */
    int read(int step) {
        return inForce[step];
    }
}
