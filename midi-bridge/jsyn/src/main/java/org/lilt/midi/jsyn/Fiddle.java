package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.FilterBandPass;
import com.jsyn.unitgen.FilterLowPass;
import com.jsyn.unitgen.PassThrough;
import com.jsyn.unitgen.SawtoothOscillatorBL;

/** A bowed string: it moves like a sawtooth, and the body favours what lies at its resonances. */
final class Fiddle extends Voice {
    /** Resonances of a violin's body, in hertz: air, wood, and the "bridge hill" that lets it carry. */
    private static final double[] RESONANCES = {285, 470, 1050, 2600};

    private static final double[] SHARPNESS = {4, 5, 3, 1.6};
    private static final double[] STRENGTHS = {0.7, 0.9, 0.5, 0.55};

    /** How much of the string is heard past the body. */
    private static final double DIRECT = 0.35;

    private final SawtoothOscillatorBL string = new SawtoothOscillatorBL();
    private final FilterLowPass bow = new FilterLowPass();
    private final PassThrough body = new PassThrough();
    private final Vibrato vibrato = new Vibrato(5.6, 14, 0.22, 0.3);

    Fiddle() {
        super(new Envelope(0.045, 0.5, 0.85, 0.14));
        add(string);
        add(bow);
        envelope.output.connect(string.amplitude);
        string.output.connect(bow.input);
        bow.Q.set(0.6);
        bow.amplitude.set(DIRECT);
        bow.output.connect(body.input);
        for (int i = 0; i < RESONANCES.length; i++) {
            FilterBandPass resonance = new FilterBandPass();
            resonance.frequency.set(RESONANCES[i]);
            resonance.Q.set(SHARPNESS[i]);
            resonance.amplitude.set(STRENGTHS[i]);
            string.output.connect(resonance.input);
            resonance.output.connect(body.input);
            add(resonance);
        }
        add(body);
    }

    @Override
    void strike(double hertz, double velocity) {
        vibrato.restart();
        // A bow that presses harder brings out the highs.
        bow.frequency.setValueInternal(Math.min(9_000, 1_500 + 4_500 * velocity + hertz));
    }

    @Override
    void adjust(double hertz) {
        string.frequency.setValueInternal(hertz * vibrato.factor(vibrato.next(getFramePeriod())));
    }

    @Override
    UnitOutputPort sound() {
        return body.output;
    }
}
