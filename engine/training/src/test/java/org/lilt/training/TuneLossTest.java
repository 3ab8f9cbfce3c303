package org.lilt.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class TuneLossTest {
    private static final int STEPS = 6;
    private static final int VOCABULARY = 5;
    private static final double[] NONE = new double[Clocks.count()];
    private static final double[] BAR_AND_SECTION = Clocks.weights(0.25, 0.5);

    @BeforeAll
    static void oneThread() {
        Natives.useOneThread();
    }

    private final INDArray mask =
            Nd4j.createFromArray(1.0, 1.0, 0.0, 1.0, 0.0, 1.0).reshape(STEPS, 1);

    private static INDArray logits(int columns, char order) {
        Nd4j.getRandom().setSeed(columns);
        return Nd4j.randn(DataType.DOUBLE, STEPS, columns).dup(order);
    }

    private static INDArray labels(double[] weights) {
        Random random = new Random(2);
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, STEPS, VOCABULARY + Clocks.columns(weights));
        for (int step = 0; step < STEPS; step++) {
            labels.putScalar(step, random.nextInt(VOCABULARY), 1);
            int first = VOCABULARY;
            for (int clock = 0; clock < weights.length; clock++) {
                int count = Clocks.columns(weights, clock);
                if (count > 0) {
                    labels.putScalar(step, first + random.nextInt(count), 1);
                }
                first += count;
            }
        }
        return labels;
    }

    private static void assertNear(INDArray expected, INDArray actual) {
        for (int row = 0; row < expected.size(0); row++) {
            for (int column = 0; column < expected.size(1); column++) {
                assertEquals(expected.getDouble(row, column), actual.getDouble(row, column), 1e-9, row + ", " + column);
            }
        }
    }

    @Test
    void withoutClocksItIsDl4jsCrossEntropyOfTheSoftmax() {
        for (char order : new char[] {'c', 'f'}) {
            INDArray logits = logits(VOCABULARY, order);
            INDArray labels = labels(NONE);
            TuneLoss ours = new TuneLoss(VOCABULARY, NONE);
            LossMCXENT theirs = new LossMCXENT();
            INDArray gradient = ours.computeGradient(labels, logits.dup(order), new ActivationIdentity(), mask);
            assertNear(theirs.computeGradient(labels, logits.dup(order), new ActivationSoftmax(), mask), gradient);
            double score = theirs.computeScore(labels, logits.dup(order), new ActivationSoftmax(), mask, false);
            assertEquals(score, ours.computeScore(labels, logits, new ActivationIdentity(), mask, false), 1e-9);
            assertEquals(score, ours.takeNats(), 1e-9);
            assertEquals(0, ours.takeNats());
        }
    }

    @Test
    void eachClockIsASoftmaxOfItsOwnAndCountsAsItWeighs() {
        INDArray logits = logits(VOCABULARY + Clocks.columns(BAR_AND_SECTION), 'c');
        INDArray labels = labels(BAR_AND_SECTION);
        TuneLoss loss = new TuneLoss(VOCABULARY, BAR_AND_SECTION);
        INDArray gradient = loss.computeGradient(labels, logits, new ActivationIdentity(), mask);
        assertNear(alone(labels, logits, 0, VOCABULARY), columns(gradient, 0, VOCABULARY));
        int first = VOCABULARY;
        for (int clock = 0; clock < Clocks.count(); clock++) {
            int count = Clocks.columns(BAR_AND_SECTION, clock);
            INDArray expected = alone(labels, logits, first, count).mul(BAR_AND_SECTION[clock]);
            assertNear(expected, columns(gradient, first, count));
            first += count;
        }
        assertEquals(logits.size(1), first);
    }

    /** DL4J's gradient of some columns by themselves. */
    private INDArray alone(INDArray labels, INDArray logits, int first, int count) {
        return new LossMCXENT()
                .computeGradient(
                        columns(labels, first, count), columns(logits, first, count), new ActivationSoftmax(), mask);
    }

    private static INDArray columns(INDArray matrix, int from, int count) {
        return Nd4j.hstack(java.util.stream.IntStream.range(from, from + count)
                .mapToObj(c -> matrix.getColumn(c, true))
                .toArray(INDArray[]::new));
    }
}
