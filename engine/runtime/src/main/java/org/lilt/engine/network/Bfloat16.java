package org.lilt.engine.network;

/**
 * Floats whose last 16 bits are zero: the sign, the exponent and seven bits of fraction of a float32, so that the upper half of its bits
 * is enough to keep it and a shift restores it exactly. Weights rounded so are half the bytes to read, which is what a step costs.
 */
public final class Bfloat16 {
    /** The bits of a float32 that are kept. */
    public static final int MASK = 0xffff_0000;

    private static final int DROPPED_BITS = 16;
    private static final int JUST_BELOW_HALF = 0x7fff;

    private Bfloat16() {}

    /**
     * The nearest float with 16 zero bits; of two equally near ones the even one. The relative error is at most 2^-8.
     *
     * @param x a finite number
     * @return a finite number; towards zero where rounding up would overflow
     */
    public static float round(float x) {
        int bits = Float.floatToRawIntBits(x);
        int odd = bits >>> DROPPED_BITS & 1;
        float rounded = Float.intBitsToFloat(bits + JUST_BELOW_HALF + odd & MASK);
        return Float.isFinite(rounded) ? rounded : Float.intBitsToFloat(bits & MASK);
    }

    /**
     * Rounds a matrix.
     *
     * @param rows any matrix of finite numbers
     * @return a new matrix of the same shape
     */
    static float[][] round(float[][] rows) {
        float[][] rounded = new float[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            rounded[r] = new float[rows[r].length];
            for (int i = 0; i < rows[r].length; i++) {
                rounded[r][i] = round(rows[r][i]);
            }
        }
        return rounded;
    }
}
