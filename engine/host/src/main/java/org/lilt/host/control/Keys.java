package org.lilt.host.control;

import org.lilt.midi.ShortMessages;
import org.lilt.midi.input.MidiListener;
import org.lilt.plugin.Parameter;

/**
 * A keyboard that transposes: middle C leaves everything as it is written, the D above it moves it up by two semitones.
 *
 * @param transpose semitones; keys beyond its range are taken as its ends
 */
public record Keys(Parameter transpose) implements MidiListener {
    private static final int KIND = 0xF0;
    private static final int MIDDLE_C = 60;

    @Override
    public void message(long nanos, int status, int data1, int data2) {
        if ((status & KIND) == ShortMessages.NOTE_ON && data2 > 0) {
            transpose.set(Math.max(transpose.minimum(), Math.min(transpose.maximum(), data1 - MIDDLE_C)));
        }
    }
}
