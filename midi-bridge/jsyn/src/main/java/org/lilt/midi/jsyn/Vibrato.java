package org.lilt.midi.jsyn;

import com.jsyn.Synthesizer;
import com.jsyn.unitgen.SineOscillator;

/** A slow wave of the pitch that sets in when a note is held. Runs once a block. */
final class Vibrato {
    private final double step;
    private final double depth;
    private final double delay;
    private final double onset;
    private double phase;
    private double seconds;

    /**
     * Sets its shape.
     *
     * @param hertz how fast
     * @param cents how far to either side
     * @param delay seconds until it sets in
     * @param onset seconds that it takes to be full
     */
    Vibrato(double hertz, double cents, double delay, double onset) {
        step = 2 * hertz;
        depth = Math.pow(2, cents / 1200) - 1;
        this.delay = delay;
        this.onset = onset;
    }

    void restart() {
        phase = 0;
        seconds = 0;
    }

    /** The wave now, -1 to 1, as strong as it has become. */
    double next(double framePeriod) {
        double block = Synthesizer.FRAMES_PER_BLOCK * framePeriod;
        seconds += block;
        double strength = Math.min(1, Math.max(0, (seconds - delay) / onset));
        phase += step * block;
        if (phase >= 1) {
            phase -= 2;
        }
        return strength * SineOscillator.fastSin(phase);
    }

    /** By what a frequency is multiplied for a value of the wave. */
    double factor(double wave) {
        return 1 + depth * wave;
    }
}
