package org.lilt.engine.plugins;

import org.lilt.plugin.Event;

/** Counts the notes that a plugin has begun. Belongs to one thread; allocates nothing while all is well. */
final class NoteBalance {
    private static final int PITCHES = 128;

    private final int[] open = new int[16 * PITCHES];
    private int count;

    void clear() {
        java.util.Arrays.fill(open, 0);
        count = 0;
    }

    /** Notes under way. */
    int count() {
        return count;
    }

    /** Counts an event; false for the end of a note that was not begun. */
    boolean see(Event.Kind kind, int channel, int data1) {
        if (kind == Event.Kind.NOTE_ON) {
            open[channel * PITCHES + data1]++;
            count++;
        } else if (kind == Event.Kind.NOTE_OFF) {
            if (open[channel * PITCHES + data1] == 0) {
                return false;
            }
            open[channel * PITCHES + data1]--;
            count--;
        }
        return true;
    }

    /** Counts an event of a plugin, which may end only what it has begun. */
    void demand(Event.Kind kind, int channel, int data1) {
        if (!see(kind, channel, data1)) {
            throw new Misbehaviour("ended a note that it had not begun: channel " + (channel + 1) + ", pitch " + data1);
        }
    }
}
