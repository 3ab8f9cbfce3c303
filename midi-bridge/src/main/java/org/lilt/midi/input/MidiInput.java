package org.lilt.midi.input;

import org.lilt.midi.MediaClock;

/** A place that MIDI comes from; it tells a {@link MidiListener} until it is closed. */
public interface MidiInput extends Perishable {
    /**
     * What a person calls it.
     *
     * @return one line
     */
    String name();

    /**
     * The clock that times the messages, in nanoseconds. [any thread]
     *
     * @return that of {@link System#nanoTime}, unless the messages have frames
     */
    default MediaClock clock() {
        return MediaClock.SYSTEM;
    }
}
