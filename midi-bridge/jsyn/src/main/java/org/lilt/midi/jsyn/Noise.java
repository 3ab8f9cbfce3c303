package org.lilt.midi.jsyn;

import com.jsyn.ports.UnitInputPort;
import com.jsyn.ports.UnitOutputPort;
import com.jsyn.unitgen.UnitGenerator;
import com.jsyn.util.PseudoRandom;

/** White noise with a fixed seed; JSyn's own takes a new one each time. */
final class Noise extends UnitGenerator {
    final UnitInputPort amplitude = new UnitInputPort(PORT_NAME_AMPLITUDE);
    final UnitOutputPort output = new UnitOutputPort();
    private final PseudoRandom random;

    Noise(int seed) {
        random = new PseudoRandom(seed);
        addPort(amplitude);
        addPort(output);
    }

    @Override
    public void generate(int start, int limit) {
        double[] amplitudes = amplitude.getValues();
        double[] outputs = output.getValues();
        for (int i = start; i < limit; i++) {
            outputs[i] = amplitudes[i] * random.nextRandomDouble();
        }
    }
}
