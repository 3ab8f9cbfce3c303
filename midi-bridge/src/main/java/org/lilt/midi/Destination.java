package org.lilt.midi;

import java.util.Optional;

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
     * How far ahead messages are wanted, in units of the clock: at most 5 ms, unless the period of a JACK server is longer. It can
     * change when that period does. [any thread]
     *
     * @return zero for a destination that cannot schedule
     */
    long lead();

    /**
     * Hands over a message of one to three bytes. [player thread; does not block, allocates nothing, does not throw]
     *
     * @param time when it is due, on the clock; one that has passed means as soon as possible; not before that of the message before
     * @param status status byte: 0x80 to 0xEF with the channel, or a system message that is not exclusive, such as 0xF8 for a clock
     * @param data1 first data byte, 0 to 127; ignored for messages of one byte
     * @param data2 second data byte, 0 to 127; ignored for shorter messages
     * @return false when there is no room now or the destination is gone: the message was not taken
     */
    boolean send(long time, int status, int data1, int data2);

    /**
     * Looks whether the other end is still there, where the system does not tell by itself; {@link #trouble} says what was found. [a thread that looks
     * after the destination, never the player's; may block for some milliseconds]
     */
    default void look() {
        // Most are told.
    }

    /**
     * Why messages go nowhere at present, such as a server that has ended. [any thread; does not block]
     *
     * @return one line for a person; empty while all is well
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /**
     * Ends every note that still sounds and releases the destination; what was sent before is delivered first. [any thread; may
     * block for as long as the lead and a little more; a second call does nothing]
     */
    @Override
    void close();
}
