package org.lilt.midi;

/**
 * Which notes sound, by the messages that went out, so that each can be ended. Allocates nothing after its making. [one thread at a
 * time]
 */
public final class SoundingNotes {
    /** Takes the messages that end what sounds. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a message.
         *
         * @param status status byte with the channel
         * @param data1 first data byte
         * @param data2 second data byte
         */
        void accept(int status, int data1, int data2);
    }

    private static final int CHANNELS = 16;
    private static final int PITCHES = 128;

    /** How often each note was begun and not yet ended, by channel and pitch. */
    private final short[] begun = new short[CHANNELS * PITCHES];

    private final boolean[] pedal = new boolean[CHANNELS];
    private int count;

    /** Nothing sounds. */
    public SoundingNotes() {}

    /**
     * Notes a message that went out.
     *
     * @param status status byte with the channel
     * @param data1 first data byte, 0 to 127
     * @param data2 second data byte, 0 to 127
     */
    public void sent(int status, int data1, int data2) {
        int kind = status & 0xF0;
        int channel = status & 0x0F;
        int note = channel * PITCHES + data1;
        if (kind == ShortMessages.NOTE_ON && data2 > 0) {
            begun[note]++;
            count++;
        } else if (kind == ShortMessages.NOTE_OFF || kind == ShortMessages.NOTE_ON) {
            if (begun[note] > 0) {
                begun[note]--;
                count--;
            }
        } else if (kind == ShortMessages.CONTROL) {
            if (data1 == ShortMessages.SUSTAIN) {
                pedal[channel] = data2 >= 64;
            } else if (data1 == ShortMessages.ALL_SOUND_OFF || data1 >= ShortMessages.ALL_NOTES_OFF) {
                forget(channel);
            }
        }
    }

    /**
     * How many notes sound.
     *
     * @return note-ons less their note-offs
     */
    public int count() {
        return count;
    }

    /**
     * Writes a note-off for everything that sounds, and lifts the pedals that are down. Nothing sounds afterwards.
     *
     * @param sink takes the messages
     */
    public void end(Sink sink) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int pitch = 0; pitch < PITCHES; pitch++) {
                for (int n = begun[channel * PITCHES + pitch]; n > 0; n--) {
                    sink.accept(ShortMessages.NOTE_OFF | channel, pitch, 64);
                }
            }
            if (pedal[channel]) {
                sink.accept(ShortMessages.CONTROL | channel, ShortMessages.SUSTAIN, 0);
                pedal[channel] = false;
            }
            forget(channel);
        }
    }

    private void forget(int channel) {
        for (int note = channel * PITCHES; note < (channel + 1) * PITCHES; note++) {
            count -= begun[note];
            begun[note] = 0;
        }
    }
}
