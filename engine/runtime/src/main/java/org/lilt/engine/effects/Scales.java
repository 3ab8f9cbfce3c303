package org.lilt.engine.effects;

/** Steps of a scale, which is a bit for each pitch class from C (1) to B (2048), at least one. */
final class Scales {
    private static final int OCTAVE = 12;

    private Scales() {}

    static boolean holds(int scale, int pitch) {
        return (scale >> Math.floorMod(pitch, OCTAVE) & 1) != 0;
    }

    /** The note of the scale at or below a pitch. */
    static int below(int scale, int pitch) {
        int p = pitch;
        while (!holds(scale, p)) {
            p--;
        }
        return p;
    }

    /** The note of the scale that is nearest; of two the lower one. */
    static int nearest(int scale, int pitch) {
        for (int distance = 0; ; distance++) {
            if (holds(scale, pitch - distance)) {
                return pitch - distance;
            }
            if (holds(scale, pitch + distance)) {
                return pitch + distance;
            }
        }
    }

    /** So many steps of the scale further; a note outside of it keeps its distance to the one below. */
    static int step(int scale, int pitch, int steps) {
        int from = below(scale, pitch);
        int to = from;
        for (int i = 0; i < Math.abs(steps); i++) {
            do {
                to += steps > 0 ? 1 : -1;
            } while (!holds(scale, to));
        }
        return to + (pitch - from);
    }

    /** A scale that is written from C, on another key note. */
    static int on(int tonic, int fromC) {
        int t = Math.floorMod(tonic, OCTAVE);
        return (fromC << t | fromC >>> (OCTAVE - t)) & 0xFFF;
    }

    /** Moves a pitch by octaves until MIDI has it. */
    static int fold(int pitch) {
        int p = pitch;
        while (p < 0) {
            p += OCTAVE;
        }
        while (p > 127) {
            p -= OCTAVE;
        }
        return p;
    }
}
