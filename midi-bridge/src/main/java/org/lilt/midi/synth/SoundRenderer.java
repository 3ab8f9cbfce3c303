package org.lilt.midi.synth;

/**
 * A synthesizer that is asked for its sound block by block and runs in no time but that. 16-bit stereo at {@link #RATE} frames a
 * second. [one thread]
 */
public interface SoundRenderer extends AutoCloseable {
    /** Frames a second. */
    int RATE = 48_000;

    /** Bytes of a frame: left and right, 16 bits each, the low byte first. */
    int FRAME_BYTES = 4;

    /**
     * What a person calls it.
     *
     * @return one line, such as the name of the synthesizer and of its sounds
     */
    String name();

    /**
     * Takes a message. Messages come in order of their frames.
     *
     * @param frame frame from the start at which it is due; one that is rendered already means the next
     * @param status status byte, 0x80 to 0xEF
     * @param data1 first data byte, 0 to 127
     * @param data2 second data byte, 0 to 127
     */
    void send(long frame, int status, int data1, int data2);

    /**
     * Renders the next frames.
     *
     * @param buffer gets them
     * @param frames how many; a multiple of {@link #block()}
     */
    void render(byte[] buffer, int frames);

    /**
     * Frames of the smallest block.
     *
     * @return frames
     */
    int block();

    /**
     * How many frames after its time a note is heard in what is rendered, such as by a limiter that looks ahead.
     *
     * @return frames, always the same
     */
    int latency();

    /** Releases what it holds. */
    @Override
    void close();
}
