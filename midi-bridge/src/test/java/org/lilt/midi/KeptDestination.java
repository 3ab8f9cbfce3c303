package org.lilt.midi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A destination for tests on the system's clock: it is driven at the moment, as a port that cannot schedule, and keeps what it is sent. */
public class KeptDestination implements Destination {
    /**
     * A message.
     *
     * @param nanos when it was sent, by {@link System#nanoTime}
     * @param time when it was due
     */
    public record Sent(long nanos, long time, int status, int data1, int data2) {
        /** The status without its channel. */
        public int kind() {
            return status & 0xF0;
        }

        public boolean noteOn() {
            return kind() == ShortMessages.NOTE_ON;
        }

        public boolean noteOff() {
            return kind() == ShortMessages.NOTE_OFF;
        }
    }

    /** All so far, in order. */
    public final List<Sent> sent = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "test: kept";
    }

    @Override
    public MediaClock clock() {
        return MediaClock.SYSTEM;
    }

    @Override
    public long lead() {
        return 0;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        sent.add(new Sent(System.nanoTime(), time, status, data1, data2));
        return true;
    }

    /** Notes that have begun and not ended. */
    public long sounding() {
        return sent.stream()
                .mapToInt(m -> m.noteOn() ? 1 : m.noteOff() ? -1 : 0)
                .sum();
    }

    @Override
    public void close() {
        // A list needs no closing.
    }
}
