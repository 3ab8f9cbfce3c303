package org.lilt.midi.jsyn;

import com.jsyn.unitgen.UnitFilter;

/** Makes louder or softer, by a gain that glides from block to block. */
final class Level extends UnitFilter {
    /** Where the gain goes by the end of the next block. */
    double gain = 1;

    private double now = 1;

    @Override
    public void generate(int start, int limit) {
        double[] inputs = input.getValues();
        double[] outputs = output.getValues();
        double step = (gain - now) / (limit - start);
        for (int i = start; i < limit; i++) {
            now += step;
            outputs[i] = now * inputs[i];
        }
        now = gain;
    }
}
