package org.lilt.midi.jsyn;

import com.jsyn.Synthesizer;
import com.jsyn.ports.UnitInputPort;
import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.UnitGenerator;
import java.util.Arrays;

/**
 * Keeps the sound below full scale. It looks ahead by {@link #LATENCY} frames: the gain that a loud block needs is reached in a smooth
 * slope before it is heard, and given back slowly. The greatest sample is never above {@link #CEILING}.
 */
final class Limiter extends UnitGenerator {
    private static final int GRAIN = Synthesizer.FRAMES_PER_BLOCK;

    /** How many blocks the slope is long. */
    private static final int AHEAD = 12;

    /** How much later the sound comes out: 2 ms. */
    static final int LATENCY = AHEAD * GRAIN;

    /** -0.4 dB. */
    static final double CEILING = 0.95;

    /** How much of what is missing to full gain is given back in a block: most of it in 0.2 s. */
    private static final double GIVE_BACK = 0.0015;

    /** Left and right. */
    final UnitInputPort input = new UnitInputPort(2, PORT_NAME_INPUT);

    /** Left and right. */
    final UnitOutputPort output = new UnitOutputPort(2, PORT_NAME_OUTPUT);

    private final double[][] delayed = new double[2][LATENCY];

    /** What the last blocks need, one more than the slope is long: the gain at both ends of a block is low enough. */
    private final double[] needed = new double[AHEAD + 1];

    private final double[] least = new double[AHEAD];
    private int block;
    private double allowed = 1;
    private double gain = 1;

    Limiter() {
        addPort(input);
        addPort(output);
        Arrays.fill(needed, 1);
        Arrays.fill(least, 1);
    }

    @Override
    public void generate(int start, int limit) {
        double[] left = input.getValues(0);
        double[] right = input.getValues(1);
        double peak = 0;
        for (int i = 0; i < GRAIN; i++) {
            peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        }
        double next = slope(peak);
        double step = (next - gain) / GRAIN;
        int at = block % AHEAD * GRAIN;
        pass(left, delayed[0], at, output.getValues(0), step);
        pass(right, delayed[1], at, output.getValues(1), step);
        gain = next;
        block++;
    }

    /** The gain at the end of the block that comes out now: a mean over the slope, of minima over all blocks that it must serve. */
    private double slope(double peak) {
        allowed += GIVE_BACK * (1 - allowed);
        allowed = Math.min(allowed, peak > CEILING ? CEILING / peak : 1);
        needed[block % needed.length] = allowed;
        double minimum = 1;
        for (double gain : needed) {
            minimum = Math.min(minimum, gain);
        }
        least[block % AHEAD] = minimum;
        double sum = 0;
        for (double gain : least) {
            sum += gain;
        }
        return sum / AHEAD;
    }

    private void pass(double[] in, double[] line, int at, double[] out, double step) {
        double now = gain;
        for (int i = 0; i < GRAIN; i++) {
            now += step;
            out[i] = now * line[at + i];
            line[at + i] = in[i];
        }
    }
}
