package org.lilt.plugin;

/** Where the music is and how fast it goes. Every method may be called by any thread and does not block. */
public interface Transport {
    /**
     * The tempo now.
     *
     * @return quarter notes a minute
     */
    double tempo();

    /**
     * The tick up to which events have been handed over.
     *
     * @return ticks from the start of the performance
     */
    long playHead();

    /**
     * A time as it is at the present tempo.
     *
     * @param milliseconds not negative
     * @return ticks
     */
    default long ticks(double milliseconds) {
        return Math.round(milliseconds * tempo() * Event.TICKS_PER_QUARTER / 60_000);
    }
}
