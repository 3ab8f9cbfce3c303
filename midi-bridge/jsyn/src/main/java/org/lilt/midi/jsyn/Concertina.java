package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.FilterBandPass;
import com.jsyn.unitgen.FilterLowPass;
import com.jsyn.unitgen.Multiply;
import com.jsyn.unitgen.PassThrough;
import com.jsyn.unitgen.PulseOscillatorBL;

/** Two free reeds, a little apart: narrow pulses of air in a box that swallows the highs. */
final class Concertina extends Voice {
    /** The second reed is softer, so that their beats never swallow the note; it is sharp, and the first a little flat for it. */
    private static final double SECOND = 0.45;

    private static final double FLAT = Math.pow(2, -0.8 / 1200);
    private static final double SHARP = Math.pow(2, 4.2 / 1200);
    private static final double LOUDNESS = 0.42;

    private final PulseOscillatorBL first = new PulseOscillatorBL();
    private final PulseOscillatorBL second = new PulseOscillatorBL();
    private final FilterLowPass box = new FilterLowPass();
    private final FilterBandPass grille = new FilterBandPass();
    private final PassThrough mix = new PassThrough();
    private final Multiply softer = new Multiply();

    Concertina() {
        super(new Envelope(0.028, 0.4, 0.9, 0.09));
        first.width.set(-0.35);
        second.width.set(-0.2);
        box.Q.set(0.7);
        box.amplitude.set(LOUDNESS);
        grille.frequency.set(1_150);
        grille.Q.set(1.2);
        grille.amplitude.set(LOUDNESS);
        envelope.output.connect(first.amplitude);
        envelope.output.connect(softer.inputA);
        softer.inputB.set(SECOND);
        softer.output.connect(second.amplitude);
        add(softer);
        for (PulseOscillatorBL reed : new PulseOscillatorBL[] {first, second}) {
            reed.output.connect(box.input);
            reed.output.connect(grille.input);
            add(reed);
        }
        box.output.connect(mix.input);
        grille.output.connect(mix.input);
        add(box);
        add(grille);
        add(mix);
    }

    @Override
    void strike(double hertz, double velocity) {
        box.frequency.setValueInternal(Math.min(8_000, 1_400 + 1_800 * velocity + hertz));
        first.phase.setValue(0);
        second.phase.setValue(0);
    }

    @Override
    void adjust(double hertz) {
        first.frequency.setValueInternal(hertz * FLAT);
        second.frequency.setValueInternal(hertz * SHARP);
    }

    @Override
    UnitOutputPort sound() {
        return mix.output;
    }
}
