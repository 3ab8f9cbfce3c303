package org.lilt.engine.network;

/** Logits to probabilities, in float64 and with the same bits on every machine. */
public final class Softmax {
    private Softmax() {}

    /**
     * {@code exp(logit) / sum of exp}. Allocates nothing.
     *
     * @param logits [V]
     * @param probabilities [V], overwritten; they sum to 1
     */
    public static void probabilities(float[] logits, double[] probabilities) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double total = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Exp.exp(logits[i] - largest);
            total += probabilities[i];
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] /= total;
        }
    }
}
