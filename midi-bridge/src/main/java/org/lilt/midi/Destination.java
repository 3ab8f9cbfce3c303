package org.lilt.midi;

/**
 * Something that MIDI messages are sent to: a port, a synthesizer, a file.
 *
 * <p>A destination that can schedule (JACK frames, a synthesizer's samples) is the clock of the music: it takes messages for moments
 * that lie up to {@link #lead()} ahead and places each at exactly that moment. One that cannot has a lead of zero and is driven at the
 * moment. Messages come in order of their times. One thread, the player thread, calls {@link #send}; {@link #close} comes after its
 * last call.
 */
public interface Destination extends AutoCloseable {
    /**
     * What a person calls it, such as {@code jack: lilt:out}.
     *
     * @return one line
     */
    String name();

    /**
     * The clock on which times are given. [any thread]
     *
     * @return the same clock at every call
     */
    MediaClock clock();

    /**
     * How far ahead messages are wanted, in units of the clock; at most 5 ms. [any thread]
     *
     * @return zero for a destination that cannot schedule
     */
    long lead();

    /**
     * Hands over a channel message. [player thread; does not block, allocates nothing, does not throw]
     *
     * @param time when it is due, on the clock; one that has passed means as soon as possible; not before that of the message before
     * @param status status byte with the channel, 0x80 to 0xEF
     * @param data1 first data byte, 0 to 127
     * @param data2 second data byte, 0 to 127; ignored for messages of two bytes
     * @return false when there is no room now or the destination is gone: the message was not taken
     */
    boolean send(long time, int status, int data1, int data2);

    /**
     * Ends every note that still sounds and releases the destination; what was sent before is delivered first. [any thread; may
     * block for as long as the lead and a little more; a second call does nothing]
     */
    @Override
    void close();
}
