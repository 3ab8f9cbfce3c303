package org.lilt.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lilt.engine.network.LstmBatch;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.RecurrentActivation;
import org.lilt.engine.network.WeightFormat;

/** The vectors take over from the plain loops in a real network, in a JVM that has them. */
class AccelerationTest {
    private static final int V = 95;
    private static final int H = 128;

    private final Model model = model();

    @BeforeAll
    static void requireLongVectors() {
        int lanes = FloatVector.SPECIES_PREFERRED.length();
        assumeTrue(lanes >= 8, "vectors of " + lanes + " floats need not be faster than the plain loops");
    }

    @Test
    void vectorsTakeOverWithoutAChangedBitAndAllocateNothing() {
        LstmNetwork plain = new LstmNetwork(model, WeightFormat.BFLOAT16);
        LstmNetwork network = new LstmNetwork(model, WeightFormat.BFLOAT16);
        LstmState expected = plain.newState();
        LstmState state = network.newState();
        float[] expectedLogits = new float[V];
        float[] logits = new float[V];
        for (int step = 0; step < 100; step++) {
            plain.step(expected, step % V, expectedLogits);
            network.step(state, step % V, logits);
        }
        assertTrue(network.accelerate(), "no faster than the plain loops");
        assertEquals("vector", network.arithmetic());
        assertTrue(network.accelerate(), "a second call finds them in place");
        assertEquals("plain", plain.arithmetic());
        for (int step = 0; step < 2_000; step++) {
            plain.step(expected, step * 7 % V, expectedLogits);
            network.step(state, step * 7 % V, logits);
            assertArrayEquals(expectedLogits, logits, "step " + step);
        }
        assertArrayEquals(expected.toBytes(), state.toBytes());

        // A late recompilation may run one operation uncompiled and so allocate its vector, once: what counts is what
        // comes to stay.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 0; round++) {
            allocated = allocatedBySteps(network, state, logits);
        }
        assertEquals(0, allocated, "bytes allocated");
    }

    private static long allocatedBySteps(LstmNetwork network, LstmState state, float[] logits) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < 2_000; step++) {
            network.step(state, step % V, logits);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void streamsSteppedTogetherHaveTheBitsOfEachAlone() {
        LstmNetwork network = new LstmNetwork(model, WeightFormat.BFLOAT16);
        LstmNetwork accelerated = new LstmNetwork(model, WeightFormat.BFLOAT16);
        assertTrue(accelerated.accelerate());
        for (LstmNetwork together : List.of(network, accelerated)) {
            int streams = 7;
            LstmBatch batch = new LstmBatch(together, streams);
            LstmState[] states = new LstmState[streams];
            LstmState[] alone = new LstmState[streams];
            float[][] logits = new float[streams][V];
            for (int s = 0; s < streams; s++) {
                states[s] = together.newState();
                alone[s] = network.newState();
            }
            Random random = new Random(2);
            float[] expected = new float[V];
            for (int step = 0; step < 50; step++) {
                int[] tokens = random.ints(streams, 0, V).toArray();
                int count = 1 + step % streams;
                batch.step(states, tokens, logits, count);
                for (int s = 0; s < count; s++) {
                    network.step(alone[s], tokens[s], expected);
                    assertArrayEquals(expected, logits[s], "step " + step + " of stream " + s);
                }
            }
        }
    }

    private static Model model() {
        Random random = new Random(1);
        int[] characters = random.ints(V, 0, 1).toArray();
        for (int i = 0; i < V; i++) {
            characters[i] = i == 0 ? '\n' : ' ' + i - 1;
        }
        List<Model.Layer> layers = List.of(
                new Model.Layer(rows(random, 32, 4 * H), rows(random, H, 4 * H), rows(random, 1, 4 * H)[0]),
                new Model.Layer(rows(random, H, 4 * H), rows(random, H, 4 * H), rows(random, 1, 4 * H)[0]));
        return new Model(
                characters,
                RecurrentActivation.SIGMOID,
                rows(random, V, 32),
                layers,
                rows(random, H, V),
                rows(random, 1, V)[0],
                null);
    }

    private static float[][] rows(Random random, int height, int width) {
        float[][] rows = new float[height][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian() * 0.1f;
            }
        }
        return rows;
    }
}
