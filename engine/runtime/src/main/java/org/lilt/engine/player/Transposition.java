package org.lilt.engine.player;

import org.lilt.plugin.Parameter;

/**
 * Moves notes by semitones as they are played; a note-off goes where its note-on went, whatever was turned meanwhile. Drums, on channel
 * 10, stay. Notes that would leave the range of MIDI are moved by octaves. Owned by the player thread; allocates nothing.
 */
final class Transposition {
    private static final int PITCHES = 128;
    private static final int CHANNELS = 16;
    private static final int OCTAVE = 12;

    /** Channel 10 as people count. */
    private static final int DRUMS = 9;

    private final Parameter semitones;
    private final Sounding sounding;
    private final int[] strikes = new int[CHANNELS * PITCHES];
    private final int[] heard = new int[CHANNELS * PITCHES];

    /**
     * Stands before the notes that sound.
     *
     * @param semitones read before each note-on
     * @param sounding gets the notes
     */
    Transposition(Parameter semitones, Sounding sounding) {
        this.semitones = semitones;
        this.sounding = sounding;
    }

    /** Strikes a note; false when the destination had no room, the note is then left out. */
    boolean on(long time, long tick, int channel, int pitch, int velocity) {
        int key = channel * PITCHES + pitch;
        if (strikes[key] > 0) {
            sounding.off(time, tick, channel, heard[key]);
        }
        heard[key] = moved(channel, pitch);
        strikes[key]++;
        return sounding.on(time, tick, channel, heard[key], velocity);
    }

    /** Ends a note, unless it was struck again meanwhile or does not sound. */
    void off(long time, long tick, int channel, int pitch) {
        int key = channel * PITCHES + pitch;
        if (strikes[key] > 0 && --strikes[key] == 0) {
            sounding.off(time, tick, channel, heard[key]);
        }
    }

    /** Ends every note that was begun here. */
    void silence(long time, long tick) {
        for (int key = 0; key < strikes.length; key++) {
            if (strikes[key] > 0) {
                strikes[key] = 0;
                sounding.off(time, tick, key / PITCHES, heard[key]);
            }
        }
    }

    private int moved(int channel, int pitch) {
        int to = channel == DRUMS ? pitch : pitch + (int) semitones.current();
        while (to < 0) {
            to += OCTAVE;
        }
        while (to >= PITCHES) {
            to -= OCTAVE;
        }
        return to;
    }
}
