package org.lilt.training;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Adds up the loss of a batch over its segments. DL4J's score is the loss summed over steps and averaged over rows. */
final class ScoreSum extends BaseTrainingListener {
    private final int rows;
    private double sum;

    ScoreSum(int rows) {
        this.rows = rows;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        sum += model.score();
    }

    /** Negative log likelihood of all characters of the batch, in nats. */
    double nats() {
        return sum * rows;
    }
}
