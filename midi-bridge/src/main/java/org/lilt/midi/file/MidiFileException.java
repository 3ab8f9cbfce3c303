package org.lilt.midi.file;

import java.io.IOException;

/** A MIDI file is broken; the message is one line with the file, the place and the reason. */
public final class MidiFileException extends IOException {
    private static final long serialVersionUID = 1L;

    MidiFileException(String file, int position, String reason) {
        super(file + ": byte " + position + ": " + reason);
    }
}
