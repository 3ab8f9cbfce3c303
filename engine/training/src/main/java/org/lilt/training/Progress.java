package org.lilt.training;

import java.util.ArrayList;
import java.util.List;

/** How far a training has come; mutable, and kept beside the network in each checkpoint. */
final class Progress {
    /**
     * One epoch's figures.
     *
     * @param epoch from 1
     * @param trainingBits bits per character on the tunes trained on, while they were trained on, with dropout
     * @param validationBits bits per character on the tunes kept aside
     * @param charactersPerSecond of training
     * @param learningRate of Adam
     */
    record Epoch(
            int epoch, double trainingBits, double validationBits, double charactersPerSecond, double learningRate) {}

    /** Epoch under way, from 1. */
    public int epoch = 1;

    /** Batches of that epoch already trained on. */
    public int batch;

    /** Sum of the negative log2 likelihoods over this epoch's batches so far. */
    public double bits;

    /** Characters in this epoch's batches so far. */
    public long characters;

    /** Nanoseconds spent training in this epoch so far. */
    public long nanos;

    /** Finished epochs, in order. */
    public List<Epoch> history = new ArrayList<>();

    /** File of the network that belongs to this progress, within the checkpoint's folder. */
    public String network = "";

    /** File of the averaged weights, within the checkpoint's folder; empty where there are none. */
    public String average = "";

    /** Updates that the averaged weights have seen. */
    public long updates;

    /** The finished epoch with the lowest validation score, or null before the first. */
    Epoch best() {
        return history.stream()
                .min((a, b) -> Double.compare(a.validationBits(), b.validationBits()))
                .orElse(null);
    }

    int epochsSinceBest() {
        Epoch best = best();
        return best == null ? 0 : history.get(history.size() - 1).epoch() - best.epoch();
    }
}
