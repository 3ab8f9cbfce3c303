package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SquashTest {
    /** Steps through floats of all magnitudes: prime, so that all patterns of low bits are met. */
    private static final int STRIDE = 4_093;

    @Test
    void tanhKeepsItsErrorBoundOverFloatsOfAllMagnitudes() {
        double worst = 0;
        for (int bits = 0; bits <= Float.floatToIntBits(Float.POSITIVE_INFINITY) - STRIDE; bits += STRIDE) {
            float x = Float.intBitsToFloat(bits);
            worst = Math.max(worst, Math.abs(Squash.tanh(x) - StrictMath.tanh(x)));
            assertEquals(-Squash.tanh(x), Squash.tanh(-x));
        }
        assertTrue(worst <= Squash.ERROR, "worst " + worst);
        assertTrue(worst > Squash.ERROR / 10, "the bound is looser than it need be: " + worst);
    }

    @Test
    void sigmoidKeepsItsErrorBoundOverFloatsOfAllMagnitudes() {
        double worst = 0;
        for (int bits = 0; bits <= Float.floatToIntBits(Float.POSITIVE_INFINITY) - STRIDE; bits += STRIDE) {
            for (float x : new float[] {Float.intBitsToFloat(bits), -Float.intBitsToFloat(bits)}) {
                worst = Math.max(worst, Math.abs(Squash.sigmoid(x) - 1 / (1 + StrictMath.exp(-x))));
            }
        }
        assertTrue(worst <= Squash.ERROR, "worst " + worst);
    }

    @Test
    void infinitiesAreSquashedAndNotANumberStaysSo() {
        assertEquals(1f, Squash.tanh(Float.POSITIVE_INFINITY), Squash.ERROR);
        assertEquals(-1f, Squash.tanh(Float.NEGATIVE_INFINITY), Squash.ERROR);
        assertEquals(0f, Squash.sigmoid(Float.NEGATIVE_INFINITY), Squash.ERROR);
        assertTrue(Float.isNaN(Squash.tanh(Float.NaN)));
    }

    @Test
    void hardSigmoidIsThatOfOldKeras() {
        assertEquals(0f, Squash.hardSigmoid(-2.5f));
        assertEquals(0f, Squash.hardSigmoid(-100f));
        assertEquals(0.3f, Squash.hardSigmoid(-1f), 1e-7f);
        assertEquals(0.5f, Squash.hardSigmoid(0f));
        assertEquals(1f, Squash.hardSigmoid(2.5f));
        assertEquals(1f, Squash.hardSigmoid(100f));
    }
}
