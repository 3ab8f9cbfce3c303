package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LstmNetworkTest {
    /** Of the state of lstm-tiny after ten thousand steps. It may change only when the definition of the arithmetic does. */
    private static final long PINNED = 5_959_124_067_140_963_126L;

    /** The same in the format that models are played in; the vectors are held to it too. */
    private static final long PINNED_BFLOAT16 = 7_686_734_383_766_131_066L;

    @ParameterizedTest
    @EnumSource
    void everyStepAgreesWithTheTextbookEquations(RecurrentActivation activation) {
        // Sizes that no unrolling or vector length divides.
        Model model = Models.random(5, activation, 13, 7, 19, 11, 5);
        LstmNetwork network = new LstmNetwork(model);
        NaiveNetwork naive = new NaiveNetwork(model);
        LstmState state = network.newState();
        float[] logits = new float[13];
        double[] probabilities = new double[13];
        Random random = new Random(6);
        for (int step = 0; step < 2_000; step++) {
            int token = random.nextInt(13);
            network.step(state, token, logits);
            Softmax.probabilities(logits, probabilities);
            assertArrayEquals(naive.step(token), probabilities, 1e-5, "step " + step);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStateAfterManyStepsHasTheSameBitsOnEveryMachine(WeightFormat format) throws Exception {
        LstmNetwork network = new LstmNetwork(ModelFolder.read(Models.TINY), format);
        LstmState state = network.newState();
        float[] logits = new float[network.vocabularySize()];
        SplitMix64 random = new SplitMix64(1);
        long hash = 0;
        for (int step = 0; step < 10_000; step++) {
            network.step(state, (int) Math.floorMod(random.nextLong(), 11L), logits);
            for (float logit : logits) {
                hash = hash * 31 + Float.floatToRawIntBits(logit);
            }
        }
        for (byte b : state.toBytes()) {
            hash = hash * 31 + b;
        }
        assertEquals(
                format == WeightFormat.FLOAT32 ? PINNED : PINNED_BFLOAT16,
                hash,
                () -> "the arithmetic is not that of the definition");
    }

    @Test
    void aStepAllocatesNothing() {
        LstmNetwork network = new LstmNetwork(Models.random(7, RecurrentActivation.SIGMOID, 30, 8, 33, 20));
        LstmState state = network.newState();
        float[] logits = new float[30];
        Allocation.assertNone(() -> {
            for (int step = 0; step < 1_000; step++) {
                network.step(state, step % 30, logits);
            }
        });
    }

    @Test
    void aSavedStateContinuesBitForBit() {
        LstmNetwork network = new LstmNetwork(Models.random(8, RecurrentActivation.SIGMOID, 9, 4, 6, 5));
        LstmState state = network.newState();
        float[] logits = new float[9];
        run(network, state, logits, 100);
        float[] saved = new float[state.size()];
        state.save(saved);
        byte[] bytes = state.toBytes();
        LstmState copied = network.newState();
        copied.copyFrom(state);
        float[] expected = run(network, state, logits, 3);

        assertArrayEquals(expected, run(network, copied, logits, 3));
        LstmState restored = network.newState();
        run(network, restored, logits, 7);
        restored.restore(saved);
        assertArrayEquals(expected, run(network, restored, logits, 3));
        restored.restore(bytes);
        assertArrayEquals(expected, run(network, restored, logits, 3));
        assertNotEquals(Arrays.hashCode(expected), Arrays.hashCode(run(network, network.newState(), logits, 3)));
    }

    @Test
    void aResetStateIsANewOne() {
        LstmNetwork network = new LstmNetwork(Models.random(9, RecurrentActivation.SIGMOID, 9, 4, 6));
        LstmState state = network.newState();
        float[] logits = new float[9];
        float[] first = run(network, state, logits, 20);
        state.reset();
        assertArrayEquals(first, run(network, state, logits, 20));
    }

    @Test
    void streamsThatShareANetworkDoNotDisturbEachOther() {
        LstmNetwork network = new LstmNetwork(Models.random(10, RecurrentActivation.SIGMOID, 9, 4, 6));
        float[] logits = new float[9];
        LstmState a = network.newState();
        float[] alone = run(network, a, logits, 20);
        LstmState b = network.newState();
        LstmState other = network.newState();
        for (int step = 0; step < 20; step++) {
            network.step(b, step % 9, logits);
            network.step(other, 3, new float[9]);
        }
        assertArrayEquals(alone, logits);
    }

    @Test
    void streamsSteppedTogetherHaveTheBitsOfEachAlone() {
        LstmNetwork network = new LstmNetwork(Models.random(15, RecurrentActivation.HARD_SIGMOID, 9, 4, 6, 5));
        int streams = 5;
        LstmBatch batch = new LstmBatch(network, streams);
        LstmState[] together = new LstmState[streams];
        LstmState[] alone = new LstmState[streams];
        Arrays.setAll(together, s -> network.newState());
        Arrays.setAll(alone, s -> network.newState());
        float[][] logits = new float[streams][9];
        float[] expected = new float[9];
        Random random = new Random(16);
        for (int step = 0; step < 100; step++) {
            int[] tokens = random.ints(streams, 0, 9).toArray();
            int count = 1 + step % streams;
            batch.step(together, tokens, logits, count);
            for (int s = 0; s < count; s++) {
                network.step(alone[s], tokens[s], expected);
                assertArrayEquals(expected, logits[s], "step " + step + " of stream " + s);
            }
        }
    }

    @Test
    void weightsOf16BitsLeaveTheDistributionsNearThoseOfTheModel() {
        Model model = Models.random(17, RecurrentActivation.SIGMOID, 9, 4, 16, 16);
        NaiveNetwork exact = new NaiveNetwork(model);
        LstmNetwork network = new LstmNetwork(model, WeightFormat.BFLOAT16);
        LstmState state = network.newState();
        float[] logits = new float[9];
        double[] probabilities = new double[9];
        for (int step = 0; step < 100; step++) {
            network.step(state, step % 9, logits);
            Softmax.probabilities(logits, probabilities);
            assertArrayEquals(exact.step(step % 9), probabilities, 0.02, "step " + step);
        }
    }

    @Test
    void productsOfWeightsAndHiddenStatesOf16BitsAreExact() {
        Random random = new Random(18);
        float[] h = new float[1];
        for (int i = 0; i < 1_000_000; i++) {
            int exponent = random.nextInt(4) == 0 ? -133 + random.nextInt(140) : -4;
            float w = Bfloat16.round(Math.scalb((float) random.nextGaussian(), exponent));
            h[0] = random.nextFloat() * 2 - 1 + Math.ulp(1f);
            float before = h[0];
            WeightFormat.BFLOAT16.round(h);
            assertEquals(before, h[0], 0x1p-17);
            assertEquals((double) w * h[0], w * h[0], () -> w + " * " + h[0]);
        }
    }

    @Test
    void aStateOfAnotherSizeIsRefused() {
        LstmState state = new LstmNetwork(Models.random(1, RecurrentActivation.SIGMOID, 9, 4, 6)).newState();
        LstmState larger = new LstmNetwork(Models.random(1, RecurrentActivation.SIGMOID, 9, 4, 7)).newState();
        assertThrows(IllegalArgumentException.class, () -> state.copyFrom(larger));
        assertThrows(IllegalArgumentException.class, () -> state.restore(larger.toBytes()));
        assertThrows(IllegalArgumentException.class, () -> larger.save(new float[state.size()]));
        assertThrows(IllegalArgumentException.class, () -> larger.restore(new float[state.size()]));
    }

    private static float[] run(LstmNetwork network, LstmState state, float[] logits, int steps) {
        for (int step = 0; step < steps; step++) {
            network.step(state, step % logits.length, logits);
        }
        return logits.clone();
    }
}
