package org.lilt.engine.player;

import org.lilt.midi.Destination;

/**
 * The notes that sound, so that each of them gets its end whatever happens. A pitch that is struck while it sounds is ended and struck
 * again, and ends with the last of its note-offs. A note-off for which the destination has no room is owed and sent as soon as there
 * is. Owned by the player thread.
 */
final class Sounding {
    private static final int CHANNELS = 16;
    private static final int PITCHES = 128;
    private static final int NOTE_OFF = 0x80;
    private static final int NOTE_ON = 0x90;

    /** Sent as the velocity of note-offs, which hardly any receiver heeds: the middle, as the MIDI specification advises. */
    private static final int OFF_VELOCITY = 64;

    private final Destination destination;
    private final MessageListener listener;
    private final int[] strikes = new int[CHANNELS * PITCHES];
    private final boolean[] owed = new boolean[CHANNELS * PITCHES];
    private int owedCount;

    /**
     * Watches over a destination.
     *
     * @param destination gets the notes
     * @param listener told of every message that the destination took
     */
    Sounding(Destination destination, MessageListener listener) {
        this.destination = destination;
        this.listener = listener;
    }

    /** Strikes a note; false when the destination had no room, the note is then left out. */
    boolean on(long time, long tick, int channel, int pitch, int velocity) {
        int key = channel * PITCHES + pitch;
        if (strikes[key] > 0) {
            end(time, tick, key);
        }
        strikes[key]++; // before, so that it is ended even if a listener throws
        if (send(time, tick, NOTE_ON | channel, pitch, velocity)) {
            return true;
        }
        strikes[key]--;
        return false;
    }

    /** Ends a note, unless it was struck again meanwhile or does not sound. */
    void off(long time, long tick, int channel, int pitch) {
        int key = channel * PITCHES + pitch;
        if (strikes[key] > 0 && --strikes[key] == 0) {
            end(time, tick, key);
        }
    }

    /** Sends the note-offs for which there was no room before; true when none is owed any longer. */
    boolean payOwed(long time, long tick) {
        for (int key = 0; owedCount > 0 && key < owed.length; key++) {
            if (owed[key] && send(time, tick, NOTE_OFF | key / PITCHES, key % PITCHES, OFF_VELOCITY)) {
                owed[key] = false;
                owedCount--;
            }
        }
        return owedCount == 0;
    }

    private void end(long time, long tick, int key) {
        if (!send(time, tick, NOTE_OFF | key / PITCHES, key % PITCHES, OFF_VELOCITY) && !owed[key]) {
            owed[key] = true;
            owedCount++;
        }
    }

    private boolean send(long time, long tick, int status, int data1, int data2) {
        if (!destination.send(time, status, data1, data2)) {
            return false;
        }
        listener.sent(tick, status, data1, data2);
        return true;
    }
}
