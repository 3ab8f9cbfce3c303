package org.lilt.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an LSTM layer's cells do at a step, between the matrix products, and what they remember of it for the way back. The plain numbers
 * live on the heap, where the compiler makes vector instructions of the loops.
 */
interface LstmCells {
    /** Says the sizes, and the matrices that {@link LstmPass} works in. */
    void resize(int rows, int steps, INDArray z, INDArray h, INDArray above, INDArray later);

    /**
     * Begins a sequence.
     *
     * @param hidden state before the first step, [row, unit]; null for zero
     * @param cell likewise
     * @param fresh whether a row's state is zero again before a step, [time x row]
     */
    void begin(INDArray hidden, INDArray cell, boolean[] fresh);

    /** Makes the state before a step zero where it begins afresh. */
    void refresh(int step);

    /** Reads z of a step, writes its hidden state. */
    void forward(int step);

    /** Begins the way back: the cells of the last step influence nothing later. */
    void beginBack();

    /** Reads a step's gradients {@code above} and {@code later}, writes the gradient with respect to its z. */
    void backward(int step);

    /** A copy of the last cell state, [row, unit]. */
    INDArray last();

    /** Copies for each step and row the token's row of a matrix [token, 4 x unit] into z. */
    void gather(INDArray projected, int[] tokens);

    /** Sums the rows of z by token into a matrix [token, 4 x unit]. */
    void scatter(int[] tokens, INDArray sums);

    /** Fills a mask: 1 / kept with probability kept, else 0. */
    void dropout(INDArray mask, double kept, long seed);
}
