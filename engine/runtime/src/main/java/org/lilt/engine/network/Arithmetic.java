package org.lilt.engine.network;

import java.util.Optional;

/**
 * How a step is computed: by plain loops, or by vector registers where a {@link java.util.ServiceLoader} finds such a provider. Every
 * implementation gives the same bits, because the order of the operations is part of this contract:
 *
 * <ul>
 *   <li>each output of a product has one accumulator, to which the products are added for inputs in ascending order; each product is
 *       rounded before it is added, or is exact ({@link WeightFormat#BFLOAT16}), so that fusing the two changes nothing; no partial sums;
 *   <li>gates are squashed as {@link Squash} says.
 * </ul>
 *
 * <p>Implementations keep no state: any number of threads share one.
 */
public interface Arithmetic {
    /** Sums are kept in arrays whose length is a multiple of this, so that no vector runs over their end. */
    int PADDING = 128;

    /** A matrix in the layout that this arithmetic reads fastest; immutable. */
    interface Matrix {
        /**
         * {@code z += x W}. Allocates nothing.
         *
         * @param z [outputs, rounded up to a multiple of {@link #PADDING}]; what lies beyond the outputs is of no meaning
         * @param x [inputs]
         */
        void addProduct(float[] z, float[] x);

        /**
         * {@code z[s] += x[s] W} for several streams, reading the weights once for many. Allocates nothing.
         *
         * @param z [streams][outputs, rounded up to a multiple of {@link #PADDING}]
         * @param x [streams][inputs]
         * @param streams how many of the rows of z and x are meant
         */
        void addProducts(float[][] z, float[][] x, int streams);
    }

    /**
     * What to call it.
     *
     * @return a short name, such as {@code plain}
     */
    String name();

    /**
     * Why it cannot be used in this program.
     *
     * @return one line for a person to read; empty when it can be used
     */
    Optional<String> obstacle();

    /**
     * Lays out a matrix. Only the plain arithmetic is asked for one of {@link WeightFormat#FLOAT32}.
     *
     * @param rows [inputs][outputs], kept or copied, and not written to; in {@link WeightFormat#BFLOAT16}, which the inputs of a product
     *     obey then too
     * @return the matrix
     */
    Matrix matrix(float[][] rows);

    /**
     * Squashes the gates and moves the cell on: {@code c = s(f) c + s(i) tanh(g)}, then {@code h = s(o) tanh(c)}. Allocates nothing.
     *
     * @param activation s
     * @param z [at least 4H]: sums for i, f, g and o, side by side; overwritten
     * @param c cell state [H], moved on
     * @param h hidden state [H], overwritten
     */
    void updateCell(RecurrentActivation activation, float[] z, float[] c, float[] h);
}
