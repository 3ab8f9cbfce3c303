package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.FilterBandPass;
import com.jsyn.unitgen.PassThrough;
import com.jsyn.unitgen.SineOscillator;
import com.jsyn.unitgen.TriangleOscillator;

/** A tin whistle: almost a sine, its octave, and breath, most of it while the note speaks. */
final class Whistle extends Voice {
    private static final double BODY = 0.5;
    private static final double EDGE = 0.3;
    private static final double OCTAVE = 0.07;
    private static final double BREATH = 0.22;

    /** How much more breath there is at the start, and what is left of that after a block. */
    private static final double CHIFF = 3;

    private static final double CHIFF_FADE = 0.9965;

    /** How much louder and softer it gets with the vibrato, which on a whistle comes from the breath. */
    private static final double TREMOLO = 0.1;

    private final SineOscillator pipe = new SineOscillator();
    private final TriangleOscillator edge = new TriangleOscillator();
    private final SineOscillator octave = new SineOscillator();
    private final Noise breath;
    private final FilterBandPass mouth = new FilterBandPass();
    private final PassThrough mix = new PassThrough();
    private final Level pipeLevel = new Level();
    private final Level breathLevel = new Level();
    private final Vibrato vibrato = new Vibrato(4.8, 9, 0.3, 0.4);
    private double chiff;

    Whistle(int seed) {
        super(new Envelope(0.022, 0.3, 0.92, 0.07));
        breath = new Noise(seed);
        envelope.output.connect(pipeLevel.input);
        envelope.output.connect(breathLevel.input);
        pipeLevel.output.connect(pipe.amplitude);
        pipeLevel.output.connect(edge.amplitude);
        pipeLevel.output.connect(octave.amplitude);
        breathLevel.output.connect(breath.amplitude);
        breath.output.connect(mouth.input);
        mouth.Q.set(2.5);
        Level[] levels = {new Level(), new Level(), new Level()};
        double[] gains = {BODY, EDGE, OCTAVE};
        UnitOutputPort[] waves = {pipe.output, edge.output, octave.output};
        add(pipeLevel);
        add(breathLevel);
        add(pipe);
        add(edge);
        add(octave);
        add(breath);
        add(mouth);
        for (int i = 0; i < waves.length; i++) {
            levels[i].gain = gains[i];
            waves[i].connect(levels[i].input);
            levels[i].output.connect(mix.input);
            add(levels[i]);
        }
        mouth.output.connect(mix.input);
        add(mix);
    }

    @Override
    void strike(double hertz, double velocity) {
        chiff = CHIFF * velocity;
        vibrato.restart();
        // They begin together, at the wave's zero, so that the mix is the same for every note.
        pipe.phase.setValue(0);
        edge.phase.setValue(-0.5);
        octave.phase.setValue(0);
    }

    @Override
    void adjust(double hertz) {
        double wave = vibrato.next(getFramePeriod());
        double frequency = hertz * vibrato.factor(wave);
        pipe.frequency.setValueInternal(frequency);
        edge.frequency.setValueInternal(frequency);
        octave.frequency.setValueInternal(2 * frequency);
        mouth.frequency.setValueInternal(1.5 * hertz);
        pipeLevel.gain = 1 + TREMOLO * wave;
        breathLevel.gain = BREATH * (1 + chiff);
        chiff *= CHIFF_FADE;
    }

    @Override
    UnitOutputPort sound() {
        return mix.output;
    }
}
