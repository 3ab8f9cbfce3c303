package org.lilt.benchmarks;

import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.Model;

/** This engine. */
final class LiltStepper implements Stepper {
    private final LstmNetwork network;
    private final String format;
    private final LstmState state;
    private final float[] logits;

    /**
     * Prepares the model.
     *
     * @param rounded whether its weights are rounded to bfloat16
     * @param vector whether vectors must take over from the plain loops
     */
    LiltStepper(Model model, boolean rounded, boolean vector) {
        network = new LstmNetwork(rounded ? model.rounded() : model);
        if (vector && !network.accelerate()) {
            throw new IllegalStateException("vectors did not take over from the plain loops");
        }
        format = (rounded ? "bfloat16, " : "float32, ") + network.arithmetic();
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
