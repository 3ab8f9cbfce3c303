package org.lilt.midi.input;

import org.lilt.midi.ShortMessages;

/**
 * Cuts a stream of MIDI bytes into messages, after the MIDI 1.0 specification: running status, real-time bytes in the midst of others,
 * system exclusive messages that are broken off by a status. Bytes without meaning are skipped and counted. Allocates nothing after its
 * making. [one thread]
 */
public final class MidiParser {
    private static final int FIRST_STATUS = 0x80;
    private static final int FIRST_SYSTEM = 0xF0;
    private static final int FIRST_REAL_TIME = 0xF8;
    private static final int EXCLUSIVE = 0xF0;
    private static final int END_OF_EXCLUSIVE = 0xF7;

    private final MidiListener listener;
    private final byte[] exclusive;
    private int status;
    private int needed;
    private int have;
    private int data1;
    private boolean inExclusive;
    private int exclusiveLength;
    private long skipped;

    /**
     * Joins a stream to a listener.
     *
     * @param listener is told the messages, on the thread that feeds the bytes
     * @param longestExclusive bytes of the longest system exclusive message that is of interest; longer ones are skipped
     */
    public MidiParser(MidiListener listener, int longestExclusive) {
        this.listener = listener;
        exclusive = new byte[longestExclusive];
    }

    /**
     * Takes the next byte.
     *
     * @param nanos when it came
     * @param octet the byte; the low eight bits count
     */
    public void accept(long nanos, int octet) {
        int b = octet & 0xFF;
        if (b >= FIRST_REAL_TIME) {
            listener.message(nanos, b, 0, 0);
        } else if (b >= FIRST_STATUS) {
            status(nanos, b);
        } else {
            data(nanos, b);
        }
    }

    private void status(long nanos, int b) {
        if (b == END_OF_EXCLUSIVE) {
            if (inExclusive && exclusiveLength <= exclusive.length) {
                listener.systemExclusive(nanos, exclusive, exclusiveLength);
            } else {
                skipped++;
            }
            inExclusive = false;
            status = 0;
            return;
        }
        if (have > 0 || inExclusive) {
            skipped++;
        }
        inExclusive = b == EXCLUSIVE;
        exclusiveLength = 0;
        have = 0;
        status = inExclusive ? 0 : b;
        needed = ShortMessages.length(b) - 1;
        if (status != 0 && needed == 0) {
            listener.message(nanos, b, 0, 0);
            status = 0;
        }
    }

    private void data(long nanos, int b) {
        if (inExclusive) {
            if (exclusiveLength < exclusive.length) {
                exclusive[exclusiveLength] = (byte) b;
            }
            exclusiveLength++;
            return;
        }
        if (status == 0) {
            skipped++;
            return;
        }
        have++;
        if (have < needed) {
            data1 = b;
            return;
        }
        have = 0;
        if (needed == 2) {
            listener.message(nanos, status, data1, b);
        } else {
            listener.message(nanos, status, b, 0);
        }
        if (status >= FIRST_SYSTEM) {
            // Running status is for channel messages alone.
            status = 0;
        }
    }

    /**
     * Messages and bytes that made no sense and were skipped.
     *
     * @return how many since the beginning
     */
    public long skipped() {
        return skipped;
    }
}
