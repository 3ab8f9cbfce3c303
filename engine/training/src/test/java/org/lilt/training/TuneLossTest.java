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
    private static final int CLASSES = 3;

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

    private static INDArray labels(int columns) {
        Random random = new Random(2);
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, STEPS, columns);
        for (int step = 0; step < STEPS; step++) {
            labels.putScalar(step, random.nextInt(VOCABULARY), 1);
            if (columns > VOCABULARY) {
                labels.putScalar(step, VOCABULARY + random.nextInt(CLASSES), 1);
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
    void withoutBarsItIsDl4jsCrossEntropyOfTheSoftmax() {
        for (char order : new char[] {'c', 'f'}) {
            INDArray logits = logits(VOCABULARY, order);
            INDArray labels = labels(VOCABULARY);
            TuneLoss ours = new TuneLoss(VOCABULARY, 0);
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
    void barsAreASoftmaxOfTheirOwnAndCountAsTheyWeigh() {
        double weight = 0.25;
        INDArray logits = logits(VOCABULARY + CLASSES, 'c');
        INDArray labels = labels(VOCABULARY + CLASSES);
        TuneLoss loss = new TuneLoss(VOCABULARY, weight);
        INDArray gradient = loss.computeGradient(labels, logits, new ActivationIdentity(), mask);
        LossMCXENT plain = new LossMCXENT();
        INDArray characters = plain.computeGradient(
                columns(labels, 0, VOCABULARY), columns(logits, 0, VOCABULARY), new ActivationSoftmax(), mask);
        INDArray bars = plain.computeGradient(
                columns(labels, VOCABULARY, CLASSES),
                columns(logits, VOCABULARY, CLASSES),
                new ActivationSoftmax(),
                mask);
        assertNear(characters, columns(gradient, 0, VOCABULARY));
        assertNear(bars.mul(weight), columns(gradient, VOCABULARY, CLASSES));
    }

    private static INDArray columns(INDArray matrix, int from, int count) {
        return Nd4j.hstack(java.util.stream.IntStream.range(from, from + count)
                .mapToObj(c -> matrix.getColumn(c, true))
                .toArray(INDArray[]::new));
    }
}
