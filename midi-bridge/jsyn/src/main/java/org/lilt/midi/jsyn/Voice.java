package org.lilt.midi.jsyn;

import com.jsyn.Synthesizer;
import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.Circuit;

/** One note of one instrument: unit generators, run in the order in which they were added. */
abstract class Voice extends Circuit {
    /** Below this, -100 dB, nothing is left of it. */
    private static final double SILENT = 1e-5;

    /** Its loudness; the sources of sound take it as their amplitude, so that filters behind them end as gently. */
    final Envelope envelope;

    private double frequency;
    private double peak;
    private boolean making;

    /** What its part notes about it: the note's pitch, */
    int pitch;

    /** whether the note has not been ended, or is held by the pedal, */
    boolean held;

    /** whether it ends when the pedal comes up, */
    boolean sustained;

    /** and when it began, as its number among the notes of the part. */
    long order;

    Voice(Envelope envelope) {
        this.envelope = envelope;
        add(envelope);
    }

    /** Makes the sound of the note ready. */
    abstract void strike(double hertz, double velocity);

    /** Adjusts the sound before each block: pitch, vibrato, what changes while a note lasts. */
    abstract void adjust(double hertz);

    /** Where the sound comes out. */
    abstract UnitOutputPort sound();

    final void begin(int midiPitch, double hertz, double velocity) {
        pitch = midiPitch;
        frequency = hertz;
        held = true;
        sustained = false;
        making = false;
        strike(hertz, velocity);
        // The power 3/2: from piano (50) to forte (96) 8.5 dB.
        envelope.on(velocity * Math.sqrt(velocity));
    }

    /** The note ends as its instrument ends notes. */
    void end() {
        held = false;
        envelope.off();
    }

    /** The note ends at once, to make room. */
    final void hush() {
        held = false;
        making = true;
        envelope.hush();
    }

    /** Whether it has been told to make room. */
    final boolean hushed() {
        return making;
    }

    final boolean finished() {
        return envelope.idle() && peak < SILENT;
    }

    /** Runs a block and adds it to a mix. */
    final void addTo(double[] mix, double bend) {
        adjust(frequency * bend);
        generate(0, Synthesizer.FRAMES_PER_BLOCK);
        double[] values = sound().getValues();
        peak = 0;
        for (int i = 0; i < mix.length; i++) {
            mix[i] += values[i];
            peak = Math.max(peak, Math.abs(values[i]));
        }
    }
}
