package org.lilt.benchmarks;

import java.util.Locale;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.WeightFormat;

/** This engine. */
final class LiltStepper implements Stepper {
    private final LstmNetwork network;
    private final String format;
    private final LstmState state;
    private final float[] logits;

    /**
     * Prepares the model.
     *
     * @param weights how its weights are kept
     * @param vector whether vectors must take over from the plain loops
     */
    LiltStepper(Model model, WeightFormat weights, boolean vector) {
        network = new LstmNetwork(model, weights);
        if (vector && !network.accelerate()) {
            throw new IllegalStateException("vectors did not take over from the plain loops");
        }
        format = weights.name().toLowerCase(Locale.ROOT) + ", " + network.arithmetic();
        state = network.newState();
        logits = new float[network.vocabularySize()];
    }

    @Override
    public void step(int token) {
        network.step(state, token, logits);
    }

    @Override
    public String format() {
        return format;
    }
}
