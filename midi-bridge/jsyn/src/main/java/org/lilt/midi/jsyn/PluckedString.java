package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitInputPort;
import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.UnitGenerator;
import com.jsyn.util.PseudoRandom;

/**
 * A plucked string after Karplus and Strong ("Digital Synthesis of Plucked-String and Drum Timbres", 1983), tuned and shaped after
 * Jaffe and Smith ("Extensions of the Karplus-Strong Plucked-String Algorithm", 1983): a delay line that holds one period and is fed
 * back through a filter that takes away the highs. JSyn's delays could not be its loop, because a loop of unit generators is at least
 * a block long.
 */
final class PluckedString extends UnitGenerator {
    /** A power of two; more than the longest period. */
    private static final int CAPACITY = 1 << 12;

    private static final double LOWEST_HERTZ = 12;

    private static final int MASK = CAPACITY - 1;

    /** The shortest loop that the interpolation can read: the highest pitch is 8 kHz. */
    private static final double SHORTEST = 6;

    private static final double MIDDLE_C = 261.63;

    /** At any frequency a round takes something away. */
    private static final double MOST_GAIN = 0.99995;

    /** How much of the pluck is the scratch of the finger. */
    private static final double SCRATCH = 0.15;

    final UnitInputPort amplitude = new UnitInputPort(PORT_NAME_AMPLITUDE);
    final UnitOutputPort output = new UnitOutputPort();

    private final double[] line = new double[CAPACITY];
    private final PseudoRandom random;
    private final double position;
    private final double damping;
    private final double decay;

    private int write;
    private double previous;
    private double gain;
    private int delay;
    private double hertz;

    // Lagrange's weights for the four samples around the point that is read.
    private double w0;
    private double w1;
    private double w2;
    private double w3;

    /**
     * Makes a string.
     *
     * @param seed of the scratch
     * @param position where it is plucked, as a part of its length
     * @param damping 0 to 0.5: how fast highs fade
     * @param decay seconds in which middle C falls by 60 dB; higher notes fall faster
     */
    PluckedString(int seed, double position, double damping, double decay) {
        random = new PseudoRandom(seed);
        this.position = position;
        this.damping = damping;
        this.decay = decay;
        addPort(amplitude);
        addPort(output);
    }

    /**
     * Plucks it: the line is filled with the shape that a string plucked at its position has, its corners rounded.
     *
     * @param softness 0 (hard and bright) to below 1
     */
    void pluck(double frequency, double softness) {
        hertz = 0;
        tune(frequency);
        int period = (int) Math.rint(getFrameRate() / Math.max(LOWEST_HERTZ, frequency));
        int corner = Math.max(1, (int) Math.rint(position * period));
        double mean = 0;
        double smooth = 0;
        for (int round = 0; round < 2; round++) {
            // Twice, so that the rounding at the seam is that of a periodic shape.
            mean = 0;
            for (int i = 0; i < period; i++) {
                double shape = i < corner ? 1 : -position / (1 - position);
                double scratch = SCRATCH * random.nextRandomDouble();
                smooth += (1 - softness) * (shape + scratch - smooth);
                line[i & MASK] = smooth;
                mean += smooth / period;
            }
        }
        // No direct current; and the line read before its start is the period before.
        for (int i = 0; i < period; i++) {
            line[i & MASK] -= mean;
        }
        for (int i = 1; i <= 4; i++) {
            line[-i & MASK] = line[period - i & MASK];
        }
        write = period;
        previous = line[0];
    }

    /** Changes the pitch; the string goes on sounding. */
    void tune(double frequency) {
        if (frequency == hertz) {
            return;
        }
        hertz = Math.max(LOWEST_HERTZ, frequency);
        double omega = 2 * Math.PI * hertz * getFramePeriod();
        double real = 1 - damping + damping * Math.cos(omega);
        double imaginary = damping * Math.sin(omega);
        double filterDelay = Math.atan2(imaginary, real) / omega;
        double filterGain = Math.hypot(real, imaginary);
        double seconds = decay * Math.sqrt(MIDDLE_C / hertz);
        gain = Math.min(MOST_GAIN, Math.pow(0.001, 1 / (hertz * seconds)) / filterGain);
        double length = Math.max(SHORTEST, getFrameRate() / hertz - filterDelay);
        // Between the second and the third of four samples the weights are never above 1 at any frequency.
        delay = (int) length - 1;
        double d = length - delay;
        w0 = -(d - 1) * (d - 2) * (d - 3) / 6;
        w1 = d * (d - 2) * (d - 3) / 2;
        w2 = -d * (d - 1) * (d - 3) / 2;
        w3 = d * (d - 1) * (d - 2) / 6;
    }

    @Override
    public void generate(int start, int limit) {
        double[] amplitudes = amplitude.getValues();
        double[] outputs = output.getValues();
        for (int i = start; i < limit; i++) {
            int at = write - delay;
            double read = w0 * line[at & MASK]
                    + w1 * line[at - 1 & MASK]
                    + w2 * line[at - 2 & MASK]
                    + w3 * line[at - 3 & MASK];
            double returned = gain * ((1 - damping) * read + damping * previous);
            previous = read;
            line[write & MASK] = returned;
            write = write + 1 & MASK;
            outputs[i] = amplitudes[i] * returned;
        }
    }
}
