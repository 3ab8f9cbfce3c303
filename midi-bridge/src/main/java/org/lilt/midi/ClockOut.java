package org.lilt.midi;

/**
 * Lets others follow the music: told by the player where the beats are. [player thread; does not block, allocates nothing]
 *
 * <p>Destinations want messages in order of their times: before an event is sent, {@link #advance} is called with its tick.
 */
public interface ClockOut {
    /** Says when a tick is due. */
    @FunctionalInterface
    interface Times {
        /**
         * When a tick is due.
         *
         * @param tick position in ticks
         * @return time on the destination's clock
         */
        long timeOf(long tick);
    }

    /**
     * Lets receivers roll: from the beginning at tick 0, else from a position. They begin with the first pulse, which lies at the first
     * sixteenth note from the tick on.
     *
     * @param tick where the music begins
     * @param time not after the first pulse, on the destination's clock
     */
    void start(long tick, long time);

    /**
     * Lets receivers stop, unless they have stopped.
     *
     * @param time when, on the destination's clock
     */
    void stop(long time);

    /**
     * Sends the pulses up to a tick, that tick included.
     *
     * @param untilTick tick of what is sent next
     * @param times says when ticks are due
     * @return tick of the next pulse; {@link Long#MAX_VALUE} while receivers stand
     */
    long advance(long untilTick, Times times);
}
