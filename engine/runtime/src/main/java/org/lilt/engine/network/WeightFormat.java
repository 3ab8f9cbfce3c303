package org.lilt.engine.network;

/** How the numbers that a step reads are kept. It is part of what a network is: another format writes other tunes for a seed. */
public enum WeightFormat {
    /** Weights as they were learnt. Stepped by plain loops. */
    FLOAT32,

    /**
     * Weights rounded to {@link Bfloat16} and hidden states rounded to multiples of 2^-16: half the bytes to read, and a product of
     * the two has at most 8 + 16 significant bits and is exact in float32, so that it may be fused with the addition that follows. Stepped by plain
     * loops or in vector registers, with the same bits. What a model is played with; {@code lilt evaluate} tells what it costs.
     */
    BFLOAT16;

    /** Float32 numbers from 128 to 256 are multiples of 2^-16, and numbers in [-1, 1] added to this lie among them. */
    private static final float GRID = 192;

    /**
     * Rounds a hidden state to the nearest multiples of 2^-16, of two equally near ones to the even one. A method of its own, so that
     * the loop is compiled to vectors.
     *
     * @param h numbers in [-1, 1]; overwritten
     */
    void round(float[] h) {
        if (this == BFLOAT16) {
            for (int i = 0; i < h.length; i++) {
                h[i] = (h[i] + GRID) - GRID;
            }
        }
    }

    /** The matrix in this format; the same one where nothing changes. */
    float[][] round(float[][] rows) {
        return this == BFLOAT16 ? Bfloat16.round(rows) : rows;
    }
}
