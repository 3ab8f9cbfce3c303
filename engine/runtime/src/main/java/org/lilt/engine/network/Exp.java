package org.lilt.engine.network;

/**
 * The exponential function in float64, from additions and multiplications alone: the same bits on every machine, which {@link Math#exp}
 * does not promise, at a fraction of the cost of {@link StrictMath#exp}.
 */
final class Exp {
    /** Largest relative error against {@link StrictMath#exp} where the result is a normal number. */
    static final double ERROR = 1e-15;

    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 with its last 21 bits cleared, so that a multiple of it by any exponent is exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double SMALLEST = -708;
    private static final double LARGEST = 709;

    /** 1/n! for n = 13 down to 0: the Taylor series leaves 4e-18 at ln 2 / 2. */
    private static final double[] TAYLOR = new double[14];

    static {
        double factorial = 1;
        for (int n = 0; n < TAYLOR.length; n++) {
            factorial *= Math.max(1, n);
            TAYLOR[TAYLOR.length - 1 - n] = 1 / factorial;
        }
    }

    private Exp() {}

    /** e to the x; 0 below -708, infinite above 709, NaN for NaN. */
    static double exp(double x) {
        if (x < SMALLEST) {
            return 0;
        }
        if (x > LARGEST) {
            return Double.POSITIVE_INFINITY;
        }
        double k = Math.rint(x * LOG2_E);
        double r = x - k * LN2_HIGH - k * LN2_LOW;
        double sum = 0;
        for (double coefficient : TAYLOR) {
            sum = sum * r + coefficient;
        }
        return sum * Double.longBitsToDouble((long) k + 1023 << 52);
    }
}
