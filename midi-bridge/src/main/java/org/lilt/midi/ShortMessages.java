package org.lilt.midi;

/** Facts about MIDI messages of one to three bytes, after the MIDI 1.0 specification. */
public final class ShortMessages {
    /** Note off; the channel is added to it. */
    public static final int NOTE_OFF = 0x80;

    /** Note on; the channel is added to it. */
    public static final int NOTE_ON = 0x90;

    /** Control change; the channel is added to it. */
    public static final int CONTROL = 0xB0;

    /** Program change; the channel is added to it. */
    public static final int PROGRAM = 0xC0;

    /** Song position pointer: sixteenth notes from the start, low seven bits first. */
    public static final int SONG_POSITION = 0xF2;

    /** Timing clock, 24 a quarter note. */
    public static final int CLOCK = 0xF8;

    /** Start from the beginning. */
    public static final int START = 0xFA;

    /** Continue from where it stands. */
    public static final int CONTINUE = 0xFB;

    /** Stop. */
    public static final int STOP = 0xFC;

    /** Controller: sustain pedal. */
    public static final int SUSTAIN = 64;

    /** Controller: all sound off. */
    public static final int ALL_SOUND_OFF = 120;

    /** Controller: all notes off. */
    public static final int ALL_NOTES_OFF = 123;

    private ShortMessages() {}

    /**
     * Length of a message, its status included.
     *
     * @param status status byte: 0x80 to 0xEF, or that of a system message other than a system exclusive one
     * @return 1, 2 or 3 bytes
     */
    public static int length(int status) {
        if (status < 0xF0) {
            int kind = status & 0xF0;
            return kind == 0xC0 || kind == 0xD0 ? 2 : 3;
        }
        return switch (status) {
            case SONG_POSITION -> 3;
            case 0xF1, 0xF3 -> 2;
            default -> 1;
        };
    }

    /**
     * Packs a message into a number, as it travels in a {@link org.lilt.midi.ring.MessageRing}.
     *
     * @param status status byte
     * @param data1 first data byte, 0 to 127
     * @param data2 second data byte, 0 to 127
     * @return the three, status in bits 16 to 23
     */
    public static int pack(int status, int data1, int data2) {
        return (status & 0xFF) << 16 | (data1 & 0x7F) << 8 | data2 & 0x7F;
    }

    /**
     * Status byte of a packed message.
     *
     * @param message from {@link #pack}
     * @return status byte
     */
    public static int status(long message) {
        return (int) message >> 16 & 0xFF;
    }

    /**
     * First data byte of a packed message.
     *
     * @param message from {@link #pack}
     * @return 0 to 127
     */
    public static int data1(long message) {
        return (int) message >> 8 & 0x7F;
    }

    /**
     * Second data byte of a packed message.
     *
     * @param message from {@link #pack}
     * @return 0 to 127
     */
    public static int data2(long message) {
        return (int) message & 0x7F;
    }
}
