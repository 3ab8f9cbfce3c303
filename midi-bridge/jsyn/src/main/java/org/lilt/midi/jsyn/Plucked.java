package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.FilterLowPass;

/** A plucked string in a body: the harp, and the bass. */
final class Plucked extends Voice {
    private static final double ATTACK_SECONDS = 0.0008;

    private final PluckedString string;
    private final FilterLowPass body = new FilterLowPass();
    private final double softest;

    private Plucked(PluckedString string, double release, double softest, double highs, double loudness) {
        super(new Envelope(ATTACK_SECONDS, 1, 1, release));
        this.string = string;
        this.softest = softest;
        envelope.output.connect(string.amplitude);
        string.output.connect(body.input);
        body.frequency.set(highs);
        body.Q.set(0.7);
        body.amplitude.set(loudness);
        add(string);
        add(body);
    }

    /** Rings for seconds, and on for a while when the note has ended. */
    static Plucked harp(int seed) {
        return new Plucked(new PluckedString(seed, 0.28, 0.12, 4), 0.9, 0.75, 6_500, 1.1);
    }

    /** Darker, and stopped by the hand. */
    static Plucked bass(int seed) {
        return new Plucked(new PluckedString(seed, 0.2, 0.3, 2.2), 0.22, 0.93, 1_800, 1.3);
    }

    @Override
    void strike(double hertz, double velocity) {
        string.pluck(hertz, softest * (1 - velocity / 2));
    }

    @Override
    void adjust(double hertz) {
        string.tune(hertz);
    }

    @Override
    UnitOutputPort sound() {
        return body.output;
    }
}
