package org.lilt.training;

import java.util.List;

/**
 * How to train. Written into the checkpoint, so that a resumed training goes on as it began.
 *
 * @param embedding size of the embedding
 * @param hidden size of each LSTM layer
 * @param dropout share of each layer's outputs dropped
 * @param weightDecay share of the learning rate by which weights shrink at each update
 * @param barWeight how much predicting the rest of the bar counts beside predicting the character; 0 leaves it out
 * @param sectionWeight how much predicting the section's repeats and bars counts; 0 leaves it out
 * @param rows tunes in a batch
 * @param sequence steps of truncated backpropagation through time
 * @param transposed share of the tunes that an epoch sees in another key
 * @param averaging share of the average of the weights that an update leaves; 0 for no average
 * @param learningRate of Adam in the first epoch; it falls to a twentieth over the epochs, along a cosine, if annealed
 * @param annealed whether it falls
 * @param epochs passes over the tunes
 * @param patience epochs without a better validation score after which training ends
 * @param keep every so many epochs a model of its own is kept, in {@code epoch-N} within the model's folder; 0 for none
 * @param workers threads that share a batch's rows
 * @param seed of weights, order, keys and dropout
 */
record Settings(
        int embedding,
        List<Integer> hidden,
        double dropout,
        double weightDecay,
        double barWeight,
        double sectionWeight,
        int rows,
        int sequence,
        double transposed,
        double averaging,
        double learningRate,
        boolean annealed,
        int epochs,
        int patience,
        int keep,
        int workers,
        long seed) {
    /** What the learning rate falls to, as a share of where it began. */
    private static final double LAST_LEARNING_RATE = 0.05;

    /** How much each of the {@link Clocks} counts. */
    double[] clockWeights() {
        return Clocks.weights(barWeight, sectionWeight);
    }

    /** The learning rate of an epoch, from 1. */
    double learningRate(int epoch) {
        if (!annealed) {
            return learningRate;
        }
        double progress = epochs <= 1 ? 0 : (epoch - 1.0) / (epochs - 1.0);
        double cosine = (1 + Math.cos(Math.PI * progress)) / 2;
        return learningRate * (LAST_LEARNING_RATE + (1 - LAST_LEARNING_RATE) * cosine);
    }
}
