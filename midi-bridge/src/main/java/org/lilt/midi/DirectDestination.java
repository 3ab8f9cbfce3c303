package org.lilt.midi;

import java.util.Optional;

/**
 * A destination whose system takes each message within the call that sends it. It keeps what sounds, so that all of it is ended at the close, and
 * the first trouble, after which nothing is handed over any more.
 */
public abstract class DirectDestination implements Destination {
    private final SoundingNotes sounding = new SoundingNotes();
    private volatile String trouble;
    private boolean closed;
    private long lastTime;

    /** Nothing sounds, and all is well. */
    protected DirectDestination() {}

    /**
     * Hands a message to the system. [player thread; does not block, allocates nothing, does not throw]
     *
     * @param time when it is due, on the clock
     * @param status status byte
     * @param data1 first data byte; ignored for messages of one byte
     * @param data2 second data byte; ignored for shorter messages
     * @return false when it was not taken; for good, after a call of {@link #fail}
     */
    protected abstract boolean pass(long time, int status, int data1, int data2);

    /** Releases what the system has given. [once, after the last message] */
    protected abstract void release();

    /**
     * Says that nothing can be sent any more. [any thread]
     *
     * @param reason one line for a person
     */
    protected final void fail(String reason) {
        if (trouble == null) {
            trouble = reason;
        }
    }

    @Override
    public final boolean send(long time, int status, int data1, int data2) {
        if (trouble != null || !pass(time, status, data1, data2)) {
            return false;
        }
        lastTime = time;
        sounding.sent(status, data1, data2);
        return true;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public final synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        sounding.end((status, data1, data2) -> send(lastTime, status, data1, data2));
        fail(name() + ": closed");
        release();
    }
}
