package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.FilterBandPass;
import com.jsyn.unitgen.PassThrough;
import com.jsyn.unitgen.SineOscillator;

/**
 * A frame drum: a skin whose pitch falls as it dies away, and the tap of the stick. Low General MIDI drums are strokes in the middle,
 * higher ones nearer to the rim: higher, shorter, with more of the stick. A stroke ends by itself.
 */
final class Bodhran extends Voice {
    private static final int MIDDLE = 36;
    private static final int RIM = 56;
    private static final double LOWEST_HERTZ = 82;
    private static final double HIGHEST_HERTZ = 240;

    /** How much higher the skin begins, and what is left of that after a block. */
    private static final double BEND = 0.55;

    private static final double BEND_FADE = 0.994;
    private static final double TAP_FADE = 0.985;
    private static final double LOUDNESS = 0.9;

    private final SineOscillator skin = new SineOscillator();
    private final Level skinLevel = new Level();
    private final Noise stick;
    private final Level stickLevel = new Level();
    private final FilterBandPass tap = new FilterBandPass();
    private final PassThrough mix = new PassThrough();
    private double bend;
    private double hertz;

    Bodhran(int seed) {
        super(new Envelope(0.002, 0.55, 0, 0.55));
        stick = new Noise(seed);
        envelope.output.connect(skinLevel.input);
        skinLevel.output.connect(skin.amplitude);
        envelope.output.connect(stickLevel.input);
        stickLevel.output.connect(stick.amplitude);
        stick.output.connect(tap.input);
        tap.Q.set(1);
        skin.output.connect(mix.input);
        tap.output.connect(mix.input);
        add(skinLevel);
        add(skin);
        add(stickLevel);
        add(stick);
        add(tap);
        add(mix);
    }

    @Override
    void strike(double ignored, double velocity) {
        double toTheRim = Math.min(1, Math.max(0, (pitch - MIDDLE) / (double) (RIM - MIDDLE)));
        hertz = LOWEST_HERTZ * Math.pow(HIGHEST_HERTZ / LOWEST_HERTZ, toTheRim);
        bend = BEND * velocity;
        skin.phase.setValue(0);
        skinLevel.gain = LOUDNESS * (1 - 0.6 * toTheRim);
        stickLevel.gain = 0.5 + toTheRim;
        tap.frequency.setValueInternal(500 + 1_500 * toTheRim);
    }

    @Override
    void adjust(double ignored) {
        skin.frequency.setValueInternal(hertz * (1 + bend));
        bend *= BEND_FADE;
        stickLevel.gain *= TAP_FADE;
    }

    /** The stick has left the skin already. */
    @Override
    void end() {
        held = false;
    }

    @Override
    UnitOutputPort sound() {
        return mix.output;
    }
}
