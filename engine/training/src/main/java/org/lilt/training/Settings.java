package org.lilt.training;

import java.util.List;

/**
 * How to train. Written into the checkpoint, so that a resumed training goes on as it began.
 *
 * @param embedding size of the embedding
 * @param hidden size of each LSTM layer
 * @param dropout share of each layer's outputs dropped
 * @param rows tunes in a batch
 * @param sequence steps of truncated backpropagation through time
 * @param learningRate of Adam in the first epoch; it falls to a twentieth over the epochs, along a cosine
 * @param epochs passes over the tunes
 * @param patience epochs without a better validation score after which training ends
 * @param seed of weights, order and dropout
 */
record Settings(
        int embedding,
        List<Integer> hidden,
        double dropout,
        int rows,
        int sequence,
        double learningRate,
        int epochs,
        int patience,
        long seed) {
    /** What the learning rate falls to, as a share of where it began. */
    private static final double LAST_LEARNING_RATE = 0.05;

    /** The learning rate of an epoch, from 1. */
    double learningRate(int epoch) {
        double progress = epochs <= 1 ? 0 : (epoch - 1.0) / (epochs - 1.0);
        double cosine = (1 + Math.cos(Math.PI * progress)) / 2;
        return learningRate * (LAST_LEARNING_RATE + (1 - LAST_LEARNING_RATE) * cosine);
    }
}
