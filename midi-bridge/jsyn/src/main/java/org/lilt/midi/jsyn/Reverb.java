package org.lilt.midi.jsyn;

import com.jsyn.engine.SynthesisEngine;
import com.jsyn.ports.UnitInputPort;
import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.UnitGenerator;
import java.util.Arrays;

/**
 * A small room: eight delay lines that feed each other through a Householder matrix (Jot and Chaigne, "Digital Delay Networks for
 * Designing Artificial Reverberators", 1991), each with a filter that takes away the highs. JSyn's own reverb is modulated by noise whose
 * seed cannot be set.
 */
final class Reverb extends UnitGenerator {
    /** Lengths in frames: primes from 21 to 61 ms. */
    private static final int[] LENGTHS = {1009, 1187, 1399, 1637, 1931, 2243, 2593, 2939};

    private static final double SECONDS = 1.1;
    private static final double DAMPING = 0.35;
    private static final double LOUDNESS = 0.32;

    /** When in and out have been below this, -140 dB, for longer than the longest line, it sleeps. */
    private static final double SILENT = 1e-7;

    final UnitInputPort input = new UnitInputPort(PORT_NAME_INPUT);

    /** Left and right. */
    final UnitOutputPort output = new UnitOutputPort(2, PORT_NAME_OUTPUT);

    private final double[][] lines = new double[LENGTHS.length][];
    private final int[] at = new int[LENGTHS.length];
    private final double[] gains = new double[LENGTHS.length];
    private final double[] damped = new double[LENGTHS.length];
    private final double[] read = new double[LENGTHS.length];
    private int quiet;
    private boolean asleep = true;

    Reverb() {
        addPort(input);
        addPort(output);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new double[LENGTHS[i]];
        }
    }

    @Override
    public void setSynthesisEngine(SynthesisEngine engine) {
        super.setSynthesisEngine(engine);
        for (int i = 0; i < lines.length; i++) {
            gains[i] = Math.pow(0.001, LENGTHS[i] * getFramePeriod() / SECONDS);
        }
    }

    @Override
    public void generate(int start, int limit) {
        double[] inputs = input.getValues();
        double[] left = output.getValues(0);
        double[] right = output.getValues(1);
        double peak = 0;
        for (int i = start; i < limit; i++) {
            peak = Math.max(peak, Math.abs(inputs[i]));
        }
        if (asleep && peak == 0) {
            return;
        }
        asleep = false;
        for (int i = start; i < limit; i++) {
            double sum = 0;
            double l = 0;
            double r = 0;
            for (int j = 0; j < LENGTHS.length; j++) {
                damped[j] += (1 - DAMPING) * (lines[j][at[j]] - damped[j]);
                read[j] = gains[j] * damped[j];
                sum += read[j];
                // Every line is heard on one side, every second one turned around: the sides have little in common.
                double sign = (j & 2) == 0 ? 1 : -1;
                if ((j & 1) == 0) {
                    l += sign * read[j];
                } else {
                    r += sign * read[j];
                }
            }
            double shared = sum * 2 / LENGTHS.length;
            for (int j = 0; j < LENGTHS.length; j++) {
                lines[j][at[j]] = inputs[i] + read[j] - shared;
                at[j] = at[j] + 1 == LENGTHS[j] ? 0 : at[j] + 1;
            }
            left[i] = LOUDNESS * l;
            right[i] = LOUDNESS * r;
            peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        }
        quiet = peak < SILENT ? quiet + limit - start : 0;
        if (quiet > LENGTHS[LENGTHS.length - 1]) {
            sleep();
        }
    }

    private void sleep() {
        for (double[] line : lines) {
            Arrays.fill(line, 0);
        }
        Arrays.fill(damped, 0);
        Arrays.fill(output.getValues(0), 0);
        Arrays.fill(output.getValues(1), 0);
        asleep = true;
        quiet = 0;
    }
}
