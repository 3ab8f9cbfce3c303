package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final Model model = Models.random(14, RecurrentActivation.SIGMOID, 9, 4, 8, 8);
    private final LstmNetwork network = new LstmNetwork(model, WeightFormat.BFLOAT16);

    @Test
    void anArithmeticThatAddsInAnotherOrderIsRefused() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> WarmUp.run(network, network.layers(), candidate(new Changed((z, product) -> {
                    float[] sum = new float[z.length];
                    for (int i = 0; i < z.length; i++) {
                        // z + (p0 + p1 + ...) instead of ((z + p0) + p1) + ...
                        sum[i] = z[i] + product[i];
                    }
                    return sum;
                }))));
        assertEquals("the arithmetic 'changed' differs from 'plain'; it is not used", e.getMessage());
    }

    @Test
    void anArithmeticThatAllocatesDoesNotTakeOver() {
        assertFalse(WarmUp.run(network, network.layers(), candidate(new Changed(null))));
    }

    @Test
    void withoutAnotherArithmeticTheNetworkStaysPlain() {
        assertFalse(network.accelerate());
        assertEquals("plain", network.arithmetic());
    }

    private PreparedLayers candidate(Arithmetic arithmetic) {
        return new PreparedLayers(model, WeightFormat.BFLOAT16, network.table(), arithmetic);
    }

    /** The plain arithmetic with copies made on the way, and a sum of one's own where one is given. */
    private record Changed(BinaryOperator<float[]> sum) implements Arithmetic {
        private static final PlainArithmetic PLAIN = new PlainArithmetic();

        @Override
        public String name() {
            return "changed";
        }

        @Override
        public Optional<String> obstacle() {
            return Optional.empty();
        }

        @Override
        public Matrix matrix(float[][] rows) {
            Matrix plain = PLAIN.matrix(rows);
            return new Matrix() {
                @Override
                public void addProduct(float[] z, float[] x) {
                    float[] result = sum == null ? z.clone() : new float[z.length];
                    plain.addProduct(result, x);
                    System.arraycopy(sum == null ? result : sum.apply(z, result), 0, z, 0, z.length);
                }

                @Override
                public void addProducts(float[][] z, float[][] x, int streams) {
                    for (int s = 0; s < streams; s++) {
                        addProduct(z[s], x[s]);
                    }
                }
            };
        }

        @Override
        public void updateCell(RecurrentActivation activation, float[] z, float[] c, float[] h) {
            PLAIN.updateCell(activation, z, c, h);
        }
    }
}
