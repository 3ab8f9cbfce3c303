package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExpTest {
    @Test
    void expKeepsItsErrorBoundOverItsWholeRange() {
        double worst = 0;
        for (double x = -708; x <= 709; x += 0.000_731) {
            double exact = StrictMath.exp(x);
            worst = Math.max(worst, Math.abs(Exp.exp(x) - exact) / exact);
        }
        assertTrue(worst <= Exp.ERROR, "worst " + worst);
    }

    @Test
    void expOfZeroIsOneAndBeyondTheRangeItSaturates() {
        assertEquals(1, Exp.exp(0));
        assertEquals(0, Exp.exp(-1_000));
        assertEquals(0, Exp.exp(Double.NEGATIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, Exp.exp(1_000));
        assertTrue(Double.isNaN(Exp.exp(Double.NaN)));
    }
}
