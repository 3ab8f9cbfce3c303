package org.lilt.midi.clock;

/**
 * What is known of a clock that is followed: where the music is, when it was there, and how fast it goes.
 *
 * @param rolling whether its music goes
 * @param locked whether the times mean anything: after the second pulse
 * @param tick position at the latest pulse, in ticks of 10,080 to the quarter
 * @param nanos when the latest pulse was, jitter removed, on the clock of {@link System#nanoTime}
 * @param nanosPerPulse from pulse to pulse
 */
public record ClockState(boolean rolling, boolean locked, long tick, double nanos, double nanosPerPulse) {
    private static final double PULSES_PER_MINUTE_AND_NANO = 60e9;

    /**
     * Tempo.
     *
     * @return quarter notes a minute; 0 while not locked
     */
    public double quartersPerMinute() {
        return locked ? PULSES_PER_MINUTE_AND_NANO / (nanosPerPulse * ClockSender.PULSES_PER_QUARTER) : 0;
    }

    /**
     * When a tick is due, if the tempo stays.
     *
     * @param ofTick position in ticks
     * @return time on the clock of {@link System#nanoTime}
     */
    public long nanosAt(double ofTick) {
        return Math.round(nanos + (ofTick - tick) / ClockSender.TICKS_PER_PULSE * nanosPerPulse);
    }

    /**
     * Where the music is, if the tempo stays.
     *
     * @param atNanos a time on the clock of {@link System#nanoTime}
     * @return position in ticks; that of the latest pulse while it stands
     */
    public double tickAt(long atNanos) {
        return rolling && locked ? tick + (atNanos - nanos) / nanosPerPulse * ClockSender.TICKS_PER_PULSE : tick;
    }
}
