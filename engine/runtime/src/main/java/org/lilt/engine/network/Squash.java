package org.lilt.engine.network;

/**
 * The squashing functions of the gates, in float32 and from additions, multiplications, divisions and comparisons alone, which IEEE 754
 * defines to the last bit: they give the same bits on every machine, in a scalar loop as in vector registers. {@link Math#tanh} does
 * not, and cannot be vectorised.
 *
 * <p>{@code tanh(x) = x P(x^2) / Q(x^2)} for {@code |x| <= 9}, where tanh is within half a float of 1; P and Q of degree four, fitted
 * by us to the least relative error (2.1e-8 before rounding). Bounds below hold against {@link StrictMath} and are tested.
 */
public final class Squash {
    /** Largest absolute error of {@link #tanh} and of {@link #sigmoid}. */
    public static final double ERROR = 4e-7;

    /** Beyond this tanh is 1. */
    public static final float LIMIT = 9f;
    /** Coefficient of x to the 0 in the numerator. */
    public static final float P0 = 0.9999999803740302f;
    /** Coefficient of x to the 2 in the numerator. */
    public static final float P1 = 0.13381413269692158f;
    /** Coefficient of x to the 4 in the numerator. */
    public static final float P2 = 0.003496029991223344f;
    /** Coefficient of x to the 6 in the numerator. */
    public static final float P3 = 2.0615598399265935e-05f;
    /** Coefficient of x to the 8 in the numerator. */
    public static final float P4 = 1.3362255337723096e-08f;
    /** Coefficient of x to the 0 in the denominator. */
    public static final float Q0 = 1f;
    /** Coefficient of x to the 2 in the denominator. */
    public static final float Q1 = 0.46714729511394615f;
    /** Coefficient of x to the 4 in the denominator. */
    public static final float Q2 = 0.025878711434985654f;
    /** Coefficient of x to the 6 in the denominator. */
    public static final float Q3 = 0.00032863249558014396f;
    /** Coefficient of x to the 8 in the denominator. */
    public static final float Q4 = 7.779970657548446e-07f;

    private Squash() {}

    /**
     * Hyperbolic tangent.
     *
     * @param x any number
     * @return tanh x; it may pass 1 by two units in the last place
     */
    public static float tanh(float x) {
        float y = Math.max(-LIMIT, Math.min(LIMIT, x));
        float t = y * y;
        float p = (((P4 * t + P3) * t + P2) * t + P1) * t + P0;
        float q = (((Q4 * t + Q3) * t + Q2) * t + Q1) * t + Q0;
        return y * p / q;
    }

    /**
     * {@code 1 / (1 + exp(-x))}, computed as {@code 0.5 tanh(0.5 x) + 0.5}.
     *
     * @param x any number
     * @return the sigmoid; it may leave [0, 1] by one unit in the last place of 1
     */
    public static float sigmoid(float x) {
        return 0.5f * tanh(0.5f * x) + 0.5f;
    }

    /**
     * {@code clip(0.2 x + 0.5, 0, 1)}.
     *
     * @param x any number
     * @return 0 to 1
     */
    public static float hardSigmoid(float x) {
        return Math.max(0f, Math.min(1f, 0.2f * x + 0.5f));
    }
}
