package org.lilt.host.panel;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;
import org.lilt.engine.player.MessageListener;

/**
 * Lets pages see which notes are played, without ever holding the player up: the last note messages are kept in a ring, and a reader that falls too far behind
 * skips ahead.
 */
public final class NoteTap implements MessageListener {
    /** Numbers by which a note message is told: tick, status with the channel, pitch, velocity, and the character that wrote it or -1. */
    static final int FIELDS = 5;

    private static final int CAPACITY = 2048;
    private static final int MARGIN = 64;
    private static final int KIND = 0xF0;
    private static final int NOTE_ON = 0x90;
    private static final int NOTE_OFF = 0x80;

    private final AtomicLongArray ring = new AtomicLongArray(CAPACITY * FIELDS);
    private volatile long written;
    private long source = -1; // player thread

    /** No note yet. */
    public NoteTap() {}

    @Override
    public void noteFrom(long newSource) {
        source = newSource;
    }

    @Override
    public void sent(long tick, int status, int data1, int data2) {
        int kind = status & KIND;
        if (kind != NOTE_ON && kind != NOTE_OFF) {
            return;
        }
        int at = (int) (written % CAPACITY) * FIELDS;
        ring.setPlain(at, tick);
        ring.setPlain(at + 1, status);
        ring.setPlain(at + 2, data1);
        ring.setPlain(at + 3, data2);
        ring.setPlain(at + 4, kind == NOTE_ON ? source : -1);
        written = written + 1; // one writing thread; publishes what stands before it
    }

    /** How many messages there have been. [any thread] */
    long written() {
        return written;
    }

    /**
     * Copies messages out. [any thread; does not block]
     *
     * @param from number of the first message wanted
     * @param out takes the numbers of each, {@link #FIELDS} a message
     * @return number of the next message to ask for
     */
    long read(long from, LongConsumer out) {
        long end = written;
        for (long i = Math.max(from, end - CAPACITY + MARGIN); i < end; i++) {
            int at = (int) (i % CAPACITY) * FIELDS;
            for (int f = 0; f < FIELDS; f++) {
                out.accept(ring.get(at + f));
            }
        }
        return end;
    }
}
