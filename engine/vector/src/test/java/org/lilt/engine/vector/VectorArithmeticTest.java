package org.lilt.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lilt.engine.network.Arithmetic;
import org.lilt.engine.network.Bfloat16;
import org.lilt.engine.network.RecurrentActivation;
import org.lilt.engine.network.Squash;

/** The contract of {@link Arithmetic}, written as scalar loops, against the vectors: bit for bit. */
class VectorArithmeticTest {
    private final Arithmetic vector = new VectorArithmetic();
    private final Random random = new Random(1);

    @Test
    void itCanBeUsedWhereTheModuleIsLoaded() {
        assertEquals(Optional.empty(), vector.obstacle());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 31, 32, 33, 95, 96, 128, 129, 160, 480, 1024})
    void productsHaveTheBitsOfTheScalarLoopForEveryNumberOfOutputs(int outputs) {
        for (int inputs : new int[] {1, 3, 64, 150}) {
            float[][] rows = weights(inputs, outputs);
            Arithmetic.Matrix matrix = vector.matrix(rows);
            int padded = (outputs + Arithmetic.PADDING - 1) / Arithmetic.PADDING * Arithmetic.PADDING;
            for (int streams : new int[] {1, 3, 4, 9}) {
                float[][] x = hidden(streams, inputs);
                float[][] z = rows(streams, padded);
                List<float[]> expected = new ArrayList<>();
                for (int s = 0; s < streams; s++) {
                    expected.add(product(z[s].clone(), rows, x[s]));
                }
                float[] alone = z[0].clone();
                matrix.addProduct(alone, x[0]);
                assertBits(expected.get(0), alone, outputs);
                matrix.addProducts(z, x, streams);
                for (int s = 0; s < streams; s++) {
                    assertBits(expected.get(s), z[s], outputs);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cellsHaveTheBitsOfTheScalarLoop(RecurrentActivation activation) {
        for (int n : new int[] {1, 12, 16, 37, 256}) {
            float[] z = rows(1, 4 * n)[0];
            for (int i = 0; i < z.length; i += 5) {
                z[i] *= 20;
            }
            z[0] = Float.POSITIVE_INFINITY;
            float[] c = rows(1, n)[0];
            float[] expectedC = c.clone();
            float[] expectedH = new float[n];
            for (int i = 0; i < n; i++) {
                expectedC[i] = gate(activation, z[n + i]) * c[i] + gate(activation, z[i]) * Squash.tanh(z[2 * n + i]);
                expectedH[i] = gate(activation, z[3 * n + i]) * Squash.tanh(expectedC[i]);
            }
            float[] h = new float[n];
            vector.updateCell(activation, z, c, h);
            assertBits(expectedC, c, n);
            assertBits(expectedH, h, n);
        }
    }

    @Test
    void roundingToBfloat16IsToTheNearestAndEven() {
        assertEquals(1f, Bfloat16.round(1f));
        assertEquals(1f, Bfloat16.round(1f + 0x1p-8f), "half way to the even one below");
        assertEquals(1f + 0x1p-6f, Bfloat16.round(1f + 0x1p-7f + 0x1p-8f), "half way to the even one above");
        assertEquals(1f + 0x1p-7f, Bfloat16.round(1f + 0x1.02p-8f));
        assertEquals(-1f - 0x1p-7f, Bfloat16.round(-1f - 0x1.02p-8f));
        assertTrue(Float.isFinite(Bfloat16.round(Float.MAX_VALUE)));
        for (int i = 0; i < 10_000; i++) {
            float x = (float) random.nextGaussian();
            assertEquals(x, Bfloat16.round(x), Math.abs(x) / 256);
        }
    }

    private static float gate(RecurrentActivation activation, float x) {
        return activation == RecurrentActivation.SIGMOID ? Squash.sigmoid(x) : Squash.hardSigmoid(x);
    }

    private static float[] product(float[] z, float[][] w, float[] x) {
        for (int i = 0; i < w[0].length; i++) {
            float sum = z[i];
            for (int k = 0; k < w.length; k++) {
                float product = x[k] * w[k][i];
                sum = sum + product;
            }
            z[i] = sum;
        }
        return z;
    }

    private float[][] rows(int height, int width) {
        float[][] rows = new float[height][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    /** Bfloat16 of every size, the least and none at all among them. */
    private float[][] weights(int height, int width) {
        float[][] rows = rows(height, width);
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                int exponent = random.nextInt(8) == 0 ? -133 + random.nextInt(140) : 0;
                row[i] = Bfloat16.round(Math.scalb(row[i], exponent));
            }
        }
        return rows;
    }

    /** Multiples of 2^-16 in [-1, 1]. */
    private float[][] hidden(int height, int width) {
        float[][] rows = new float[height][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = (random.nextInt((1 << 17) + 1) - (1 << 16)) * 0x1p-16f;
            }
        }
        return rows;
    }

    private static void assertBits(float[] expected, float[] actual, int length) {
        int[] expectedBits = new int[length];
        int[] actualBits = new int[length];
        for (int i = 0; i < length; i++) {
            expectedBits[i] = Float.floatToRawIntBits(expected[i]);
            actualBits[i] = Float.floatToRawIntBits(actual[i]);
        }
        assertArrayEquals(expectedBits, actualBits);
    }
}
