package org.lilt.training;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The exponential moving average of a network's weights: smoother than the weights of any moment, and better on tunes that were not learnt.
 * Polyak and Juditsky, Acceleration of Stochastic Approximation by Averaging, 1992.
 */
final class WeightAverage extends BaseTrainingListener {
    /** Early averages forget faster, so that the first weights do not weigh on them: after n updates at most (1 + n) / (10 + n). */
    private static final double WARM_UP = 10;

    private final double decay;
    private final INDArray weights;
    private long updates;

    /**
     * An average.
     *
     * @param decay share of it that an update leaves
     * @param weights what it begins with, of the network's shape; its own from here on
     * @param updates how many it has seen
     */
    WeightAverage(double decay, INDArray weights, long updates) {
        this.decay = decay;
        this.weights = weights;
        this.updates = updates;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        updates++;
        double kept = Math.min(decay, (1 + updates) / (WARM_UP + updates));
        weights.muli(kept).addi(model.params().mul(1 - kept));
    }

    INDArray weights() {
        return weights;
    }

    long updates() {
        return updates;
    }
}
