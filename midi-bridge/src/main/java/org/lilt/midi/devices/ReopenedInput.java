package org.lilt.midi.devices;

import org.lilt.midi.MediaClock;
import org.lilt.midi.input.MidiInput;

/** An input that may go and come back. */
record ReopenedInput(Reopened<MidiInput> input) implements MidiInput {
    @Override
    public String name() {
        return input.current().name();
    }

    @Override
    public MediaClock clock() {
        return input.current().clock();
    }

    @Override
    public boolean gone() {
        return input.current().gone();
    }

    @Override
    public void close() {
        input.close();
    }
}
