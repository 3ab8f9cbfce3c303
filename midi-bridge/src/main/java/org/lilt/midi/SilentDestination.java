package org.lilt.midi;

/** Takes everything and plays nothing, on a clock of the caller's choice: for a machine without sound, and for tests. */
public final class SilentDestination implements Destination {
    private final MediaClock clock;

    /** Silence on the system's clock. */
    public SilentDestination() {
        this(MediaClock.SYSTEM);
    }

    /**
     * Silence on a clock.
     *
     * @param clock tells the time, such as a simulated one
     */
    public SilentDestination(MediaClock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "none (silence)";
    }

    @Override
    public MediaClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        return 0;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        return true;
    }

    @Override
    public void close() {
        // Nothing sounds and nothing is held.
    }
}
