package org.lilt.midi.devices;

import org.lilt.midi.ShortMessages;
import org.lilt.midi.SoundingNotes;

/** Where those are who follow the MIDI clock that is sent, so that one who comes later can be told and go along. [player thread] */
final class SentClock {
    private static final int PULSES_PER_SIXTEENTH = 6;

    /** Song position has 14 bits. */
    private static final int POSITIONS = 1 << 14;

    private boolean rolling;
    private boolean owed;

    /** Ordinal of the pulse that comes next, from the start of the song. */
    private long pulse;

    /** Notes a message that was sent, or would have been. */
    void sent(int status, int data1, int data2) {
        switch (status) {
            case ShortMessages.CLOCK -> pulse += rolling ? 1 : 0;
            case ShortMessages.SONG_POSITION -> pulse = (long) (data2 << 7 | data1) * PULSES_PER_SIXTEENTH;
            case ShortMessages.START -> {
                pulse = 0;
                roll();
            }
            case ShortMessages.CONTINUE -> roll();
            case ShortMessages.STOP -> {
                rolling = false;
                owed = false;
            }
            default -> {
                // Nothing to do with a clock.
            }
        }
    }

    private void roll() {
        rolling = true;
        owed = false;
    }

    /** Somebody listens from now on who has heard nothing of this. */
    void begin() {
        owed = rolling;
    }

    /** Whether somebody who came late can be told now, before the next pulse: at a sixteenth, which is what MIDI can name. */
    boolean owes() {
        return owed && pulse % PULSES_PER_SIXTEENTH == 0;
    }

    /** Tells where the song is, and to go on. */
    void tell(SoundingNotes.Sink sink) {
        owed = false;
        int position = (int) (pulse / PULSES_PER_SIXTEENTH % POSITIONS);
        sink.accept(ShortMessages.SONG_POSITION, position & 0x7F, position >> 7);
        sink.accept(ShortMessages.CONTINUE, 0, 0);
    }
}
