package org.lilt.midi.input;

/** Is told what comes in. Called on the thread of the source, in order; must return soon and not throw. */
public interface MidiListener {
    /**
     * A message of one to three bytes.
     *
     * @param nanos when it came, on the input's clock
     * @param status status byte: 0x80 to 0xEF with the channel, or a system message that is not exclusive
     * @param data1 first data byte, 0 to 127; 0 where the message has none
     * @param data2 second data byte, 0 to 127; 0 where the message has none
     */
    void message(long nanos, int status, int data1, int data2);

    /**
     * A system exclusive message.
     *
     * @param nanos when its last byte came
     * @param data what stands between 0xF0 and 0xF7; valid during the call only
     * @param length how many bytes of it
     */
    default void systemExclusive(long nanos, byte[] data, int length) {
        // Nobody needs them by default.
    }
}
