package org.lilt.midi;

/**
 * What is known of a clock that is followed: where the music is, when it was there, and how fast it goes.
 *
 * @param rolling whether its music goes
 * @param locked whether the times mean anything: after the second pulse
 * @param tick position at the latest pulse, in ticks of 10,080 to the quarter
 * @param nanos when the latest pulse was, jitter removed, in nanoseconds on the source's clock
 * @param nanosPerPulse from pulse to pulse
 * @param barTicks length of its bars, which are counted from tick 0; 0 where it does not say
 */
public record ClockState(
        boolean rolling, boolean locked, long tick, double nanos, double nanosPerPulse, long barTicks) {
    /** Pulses to the quarter note. */
    public static final int PULSES_PER_QUARTER = 24;

    /** Ticks from pulse to pulse, of the 10,080 to the quarter. */
    public static final long TICKS_PER_PULSE = 10_080 / PULSES_PER_QUARTER;

    /** Nothing is known. */
    public static final ClockState UNKNOWN = new ClockState(false, false, 0, 0, 0, 0);

    private static final double NANOS_PER_MINUTE = 60e9;

    /**
     * Tempo.
     *
     * @return quarter notes a minute; 0 while not locked
     */
    public double quartersPerMinute() {
        return locked ? NANOS_PER_MINUTE / (nanosPerPulse * PULSES_PER_QUARTER) : 0;
    }

    /**
     * When a tick is due, if the tempo stays.
     *
     * @param ofTick position in ticks
     * @return nanoseconds on the source's clock
     */
    public long nanosAt(double ofTick) {
        return Math.round(nanos + (ofTick - tick) / TICKS_PER_PULSE * nanosPerPulse);
    }

    /**
     * Where the music is, if the tempo stays.
     *
     * @param atNanos nanoseconds on the source's clock
     * @return position in ticks; that of the latest pulse while it stands
     */
    public double tickAt(double atNanos) {
        return rolling && locked ? tick + (atNanos - nanos) / nanosPerPulse * TICKS_PER_PULSE : tick;
    }

    /**
     * The same, standing.
     *
     * @return a state that does not roll
     */
    public ClockState stopped() {
        return new ClockState(false, locked, tick, nanos, nanosPerPulse, barTicks);
    }
}
