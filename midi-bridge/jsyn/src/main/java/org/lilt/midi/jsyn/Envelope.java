package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.UnitGenerator;

/**
 * Loudness of a note: a straight rise, an exponential fall to the level at which it is held, an exponential release, and a much faster
 * one for a voice that must make room. JSyn's own cannot hasten a release that has begun. The level never jumps.
 */
final class Envelope extends UnitGenerator {
    /** Below this, -100 dB, it ends. */
    private static final double SILENT = 1e-5;

    /** Time to fall by 60 dB when the voice makes room: too short to hear as a note, too long to click. */
    private static final double HUSH_SECONDS = 0.008;

    final UnitOutputPort output = new UnitOutputPort();

    private final double attack;
    private final double decay;
    private final double sustain;
    private final double release;

    private double level;
    private double peak;
    private double rise;
    private double target;
    private double keep;
    private boolean rising;
    private boolean ending;

    /**
     * Sets the times.
     *
     * @param attack seconds from silence to the peak
     * @param decay seconds in which the distance to the held level shrinks by 60 dB
     * @param sustain level held, as a part of the peak
     * @param release seconds to fall by 60 dB
     */
    Envelope(double attack, double decay, double sustain, double release) {
        this.attack = attack;
        this.decay = decay;
        this.sustain = sustain;
        this.release = release;
        addPort(output);
    }

    /** Begins a note of an amplitude. */
    void on(double amplitude) {
        peak = amplitude;
        rise = amplitude * getFramePeriod() / attack;
        rising = true;
        ending = false;
    }

    /** Ends the note. */
    void off() {
        if (!ending) {
            end(release);
        }
    }

    /** Ends it at once, though without a click. */
    void hush() {
        end(HUSH_SECONDS);
    }

    private void end(double seconds) {
        rising = false;
        ending = true;
        target = 0;
        keep = keep(seconds);
    }

    /** What is kept of a distance from one frame to the next when it shrinks by 60 dB in a time. */
    private double keep(double seconds) {
        return Math.pow(0.001, getFramePeriod() / seconds);
    }

    boolean idle() {
        return !rising && level == 0;
    }

    @Override
    public void generate(int start, int limit) {
        double[] levels = output.getValues();
        for (int i = start; i < limit; i++) {
            if (rising) {
                level += rise;
                if (level >= peak) {
                    level = peak;
                    rising = false;
                    target = peak * sustain;
                    keep = keep(decay);
                }
            } else {
                level = target + (level - target) * keep;
                if (target == 0 && level < SILENT) {
                    level = 0;
                }
            }
            levels[i] = level;
        }
    }
}
