package org.lilt.midi.clock;

/**
 * A delay-locked loop: from the jittering times of pulses it estimates when they really are and how far apart. After F. Adriaensen,
 * "Using a DLL to filter time" (2005), with gains that begin as those of a growing least-squares line (P. R. Kalata, "The tracking
 * index", 1984) and fall to those of the loop, so that it is locked after a few pulses and quiet after some more. A change of tempo
 * shows as errors that lie on one side: then it begins anew. [one thread]
 */
final class PulseFilter {
    /** Gain on the time in the steady state; the jitter that is left is about 0.35 of that of the pulses. */
    private static final double STEADY_GAIN = 0.15;

    /** Gain on the period that damps the loop critically. */
    private static final double STEADY_PERIOD_GAIN = STEADY_GAIN * STEADY_GAIN / 2;

    /** Errors beyond this, in nanoseconds, are no jitter: twice what a busy USB interface shows. */
    private static final double JITTER = 2.5e6;

    /** So many in a row on one side are a new tempo. */
    private static final int STEP = 3;

    private final double[] recent = new double[STEP + 1];
    private double time;
    private double period;
    private long count;
    private long sinceStart;
    private int streak;

    /** Forgets everything. */
    void reset() {
        count = 0;
        sinceStart = 0;
        streak = 0;
    }

    /** Takes the time of the next pulse, in nanoseconds. */
    void pulse(double at) {
        remember(at);
        sinceStart++;
        if (count < 2) {
            period = count == 0 ? 0 : at - time;
            time = at;
            count++;
            return;
        }
        double error = at - (time + period);
        streak = Math.abs(error) <= JITTER ? 0 : error > 0 ? Math.max(1, streak + 1) : Math.min(-1, streak - 1);
        if (Math.abs(streak) >= STEP) {
            restart(at);
            return;
        }
        // A single pulse far off moves the loop by no more than jitter would.
        double bounded = Math.max(-JITTER, Math.min(JITTER, error));
        count++;
        double n = count;
        double gain = Math.max(STEADY_GAIN, 2 * (2 * n - 1) / (n * (n + 1)));
        double periodGain = Math.max(STEADY_PERIOD_GAIN, 6 / (n * (n + 1)));
        time += period + gain * bounded;
        period += periodGain * bounded;
    }

    private void remember(double at) {
        System.arraycopy(recent, 1, recent, 0, STEP);
        recent[STEP] = at;
    }

    /** Takes the pulses since the step for a line of their own. */
    private void restart(double at) {
        period = (recent[STEP] - recent[1]) / (STEP - 1);
        time = at;
        count = STEP;
        streak = 0;
    }

    /** Whether time and period mean anything yet. */
    boolean locked() {
        return sinceStart >= 2;
    }

    /** When the latest pulse really was, in nanoseconds. */
    double time() {
        return time;
    }

    /** From pulse to pulse, in nanoseconds. */
    double period() {
        return period;
    }
}
