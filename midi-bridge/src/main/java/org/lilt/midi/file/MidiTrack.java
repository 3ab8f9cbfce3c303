package org.lilt.midi.file;

/** Takes the events of one track, at musical ticks. Either a track of a whole file or a live recording. */
public interface MidiTrack {
    /** Ticks to the quarter note in every file that Lilt writes; fits the 15 bits of the header. */
    int TICKS_PER_QUARTER = 10_080;

    /** What a text event is about; the number is the meta event's type in the Standard MIDI Files 1.0 specification. */
    enum Text {
        /** Any text. */
        TEXT(0x01),
        /** Copyright notice. */
        COPYRIGHT(0x02),
        /** Name of the track, or of the sequence in the first track. */
        NAME(0x03),
        /** Name of the instrument. */
        INSTRUMENT(0x04),
        /** A syllable to sing. */
        LYRIC(0x05),
        /** A marker, such as the beginning of a tune. */
        MARKER(0x06),
        /** A cue point. */
        CUE(0x07);

        final int type;

        Text(int type) {
            this.type = type;
        }
    }

    /**
     * A channel message.
     *
     * @param tick position in ticks from the start of the file, not negative
     * @param status status byte with the channel, 0x80 to 0xEF
     * @param data1 first data byte, 0 to 127
     * @param data2 second data byte, 0 to 127; ignored for messages of two bytes
     * @throws IllegalArgumentException when something is out of range
     */
    void event(long tick, int status, int data1, int data2);

    /**
     * The tempo from here on.
     *
     * @param tick position in ticks, not negative
     * @param quartersPerMinute quarter notes a minute, 4 to 60,000,000
     * @throws IllegalArgumentException when something is out of range
     */
    void tempo(long tick, double quartersPerMinute);

    /**
     * The meter from here on.
     *
     * @param tick position in ticks, not negative
     * @param beats beats in a bar, 1 to 255
     * @param unit the note that has the beat: a power of two, 1 to 128
     * @throws IllegalArgumentException when something is out of range
     */
    void meter(long tick, int beats, int unit);

    /**
     * The key signature from here on.
     *
     * @param tick position in ticks, not negative
     * @param sharps sharps, -7 to 7, negative for flats
     * @param minor whether the key is minor
     * @throws IllegalArgumentException when something is out of range
     */
    void key(long tick, int sharps, boolean minor);

    /**
     * A text, written as UTF-8.
     *
     * @param tick position in ticks, not negative
     * @param kind what it is about
     * @param text the text
     * @throws IllegalArgumentException when the tick is negative
     */
    void text(long tick, Text kind, String text);
}
