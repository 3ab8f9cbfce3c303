package org.lilt.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class FastLstmTest {
    private static final int VOCABULARY = 7;
    private static final int EMBEDDING = 6;
    private static final List<Integer> HIDDEN = List.of(5, 9);
    private static final int ROWS = 3;
    private static final int STEPS = 11;

    @BeforeAll
    static void oneThread() {
        Natives.useOneThread();
    }

    private static LSTM stock(int nIn, int nOut) {
        return new LSTM.Builder()
                .nIn(nIn)
                .nOut(nOut)
                .activation(Activation.TANH)
                .dataFormat(RNNFormat.NCW)
                .build();
    }

    private static MultiLayerNetwork network(boolean fast, DataType type, double kept) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(4)
                .dataType(type)
                .updater(new Sgd(0.1))
                .list();
        if (fast) {
            list.layer(FastLstm.embedded(VOCABULARY, EMBEDDING, HIDDEN.get(0)));
            list.layer(FastLstm.of(HIDDEN.get(0), HIDDEN.get(1), kept));
        } else {
            list.layer(new EmbeddingSequenceLayer.Builder()
                            .nIn(VOCABULARY)
                            .nOut(EMBEDDING)
                            .hasBias(false)
                            .build())
                    .layer(stock(EMBEDDING, HIDDEN.get(0)))
                    .layer(stock(HIDDEN.get(0), HIDDEN.get(1)));
        }
        var network = new MultiLayerNetwork(list.layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(HIDDEN.get(1))
                        .nOut(VOCABULARY)
                        .activation(Activation.SOFTMAX)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(STEPS)
                .build());
        network.init();
        // Weights large enough that every gate moves; the same for both networks.
        Nd4j.getRandom().setSeed(9);
        network.setParams(Nd4j.randn(type, network.numParams()).muli(0.7));
        return network;
    }

    /** Tunes of random characters, one shorter than the others. */
    private static List<Line> tunes(long seed, int length) {
        Random random = new Random(seed);
        return Stream.of(length + 1, length - 3, length + 1)
                .map(n -> new Line(random.ints(n, 0, VOCABULARY).toArray(), new byte[Clocks.count()][n], 0))
                .toList();
    }

    /** Gradient and score of a batch, from the state that the network is in. */
    private static double gradient(MultiLayerNetwork network, List<Line> tunes) {
        return gradient(network, tunes, false);
    }

    /** Gradient and score of a batch, with the state zero where its tunes begin or not. */
    private static double gradient(MultiLayerNetwork network, List<Line> tunes, boolean begin) {
        var batch = Batch.of(tunes, VOCABULARY, new double[Clocks.count()]);
        network.setInput(batch.getFeatures());
        network.setLabels(batch.getLabels().castTo(network.params().dataType()));
        network.setLayerMaskArrays(begin ? batch.getFeaturesMaskArray() : null, batch.getLabelsMaskArray());
        network.computeGradientAndScore();
        return network.score();
    }

    private static void assertClose(INDArray expected, INDArray actual, double relative) {
        double[] e = expected.dup().data().asDouble();
        double[] a = actual.dup().data().asDouble();
        assertEquals(e.length, a.length);
        for (int i = 0; i < e.length; i++) {
            double bound = relative * (Math.abs(e[i]) + 1e-3);
            assertEquals(e[i], a[i], bound, "element " + i + " of " + e.length);
        }
    }

    @AfterEach
    void oneWorker() {
        Workers.use(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void gradientsEqualThoseOfDl4jsOwnLayer(int workers) {
        Workers.use(workers);
        MultiLayerNetwork stock = network(false, DataType.DOUBLE, 1);
        MultiLayerNetwork fast = network(true, DataType.DOUBLE, 1);
        assertEquals(stock.params(), fast.params());
        List<Line> tunes = tunes(1, STEPS);
        assertEquals(gradient(stock, tunes), gradient(fast, tunes), 1e-9);
        INDArray expected = stock.gradient().gradient();
        assertTrue(expected.norm2Number().doubleValue() > 0.1, "a gradient worth comparing");
        assertClose(expected, fast.gradient().gradient(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gradientsEqualFiniteDifferencesAlsoFromACarriedState(int workers) {
        Workers.use(workers);
        MultiLayerNetwork network = network(true, DataType.DOUBLE, 1);
        List<Line> before = tunes(2, STEPS);
        List<Line> tunes = tunes(3, STEPS);
        gradient(network, before);
        network.updateRnnStateWithTBPTTState();
        var states = List.of(
                ((FastLstmLayer) network.getLayer(0)).rnnGetTBPTTState(),
                ((FastLstmLayer) network.getLayer(1)).rnnGetTBPTTState());
        gradient(network, tunes);
        double[] gradient = network.gradient().gradient().dup().data().asDouble();
        double step = 1e-6;
        for (int i = 0; i < gradient.length; i++) {
            double value = network.params().getDouble(i);
            double[] scores = new double[2];
            for (int side = 0; side < 2; side++) {
                for (int layer = 0; layer < states.size(); layer++) {
                    ((FastLstmLayer) network.getLayer(layer)).rnnSetTBPTTState(states.get(layer));
                }
                network.params().putScalar(i, value + (side == 0 ? -step : step));
                scores[side] = gradient(network, tunes);
            }
            network.params().putScalar(i, value);
            // The score is averaged over rows, the gradient is summed; see Trainer.
            double numeric = (scores[1] - scores[0]) / (2 * step) * ROWS;
            assertEquals(numeric, gradient[i], 1e-6 * (1 + Math.abs(numeric)), "parameter " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE"})
    void tunesThatFollowEachOtherInARowKnowNothingOfEachOther(String type) {
        DataType precision = DataType.valueOf(type);
        MultiLayerNetwork apart = network(true, precision, 1);
        MultiLayerNetwork together = network(true, precision, 1);
        together.setParams(apart.params());
        Line first = tunes(11, 5).get(0);
        Line second = tunes(12, 7).get(0);
        Line third = tunes(13, 12).get(0);
        double score = 0;
        INDArray sum = Nd4j.zeros(precision, apart.numParams());
        for (Line tune : List.of(first, second, third)) {
            apart.rnnClearPreviousState();
            score += gradient(apart, List.of(tune));
            sum.addi(apart.gradient().gradient().reshape(sum.shape()));
        }
        int[] joined = IntStream.concat(Arrays.stream(first.tokens()), Arrays.stream(second.tokens()))
                .toArray();
        List<Line> row =
                List.of(new Line(joined, new byte[Clocks.count()][joined.length], 0, first.tokens().length), third);
        double tolerance = precision == DataType.DOUBLE ? 1e-9 : 1e-3;
        // The score is averaged over the rows.
        assertEquals(score, 2 * gradient(together, row, true), tolerance * score);
        assertClose(sum.castTo(DataType.DOUBLE), together.gradient().gradient().castTo(DataType.DOUBLE), tolerance);
    }

    @Test
    void singlePrecisionAgreesWithDouble() {
        MultiLayerNetwork exact = network(true, DataType.DOUBLE, 1);
        MultiLayerNetwork single = network(true, DataType.FLOAT, 1);
        single.setParams(exact.params().castTo(DataType.FLOAT));
        List<Line> tunes = tunes(5, STEPS);
        assertEquals(gradient(exact, tunes), gradient(single, tunes), 1e-4);
        assertClose(exact.gradient().gradient(), single.gradient().gradient().castTo(DataType.DOUBLE), 1e-3);
    }

    @Test
    void stepByStepEqualsAWholeSequenceAndDl4jsOwnLayer() {
        MultiLayerNetwork stock = network(false, DataType.DOUBLE, 1);
        MultiLayerNetwork fast = network(true, DataType.DOUBLE, 1);
        INDArray input = Batch.of(tunes(6, STEPS), VOCABULARY, new double[Clocks.count()])
                .getFeatures();
        INDArray whole = fast.output(input);
        assertClose(stock.output(input), whole, 1e-9);
        for (int step = 0; step < STEPS; step++) {
            INDArray one = input.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(step, step + 1));
            INDArray output = fast.rnnTimeStep(one.dup('c'));
            assertClose(
                    whole.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(step, step + 1)),
                    output,
                    1e-9);
        }
    }

    @Test
    void dropoutKeepsItsShareAndTheMean() {
        INDArray mask = Nd4j.createUninitialized(DataType.FLOAT, 500, 203);
        new FloatCells(4).dropout(mask, 0.7, 5);
        double kept = mask.gt(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
        assertEquals(0.7, kept, 0.005);
        assertEquals(1, mask.meanNumber().doubleValue(), 0.01);
        // With dropout, the gradient is that of the thinned network: scores go down along it.
        MultiLayerNetwork network = network(true, DataType.FLOAT, 0.7);
        Nd4j.getRandom().setSeed(1);
        double before = gradient(network, tunes(7, STEPS));
        network.rnnClearPreviousState();
        network.params().subi(network.gradient().gradient().mul(1e-3));
        Nd4j.getRandom().setSeed(1);
        assertTrue(gradient(network, tunes(7, STEPS)) < before);
    }

    @Test
    void survivesSavingAndLoading(@TempDir Path folder) throws Exception {
        MultiLayerNetwork network = network(true, DataType.FLOAT, 0.8);
        Path file = folder.resolve("network.zip");
        ModelSerializer.writeModel(network, file.toFile(), true);
        assertTrue(Files.size(file) > 0);
        MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        INDArray input = Batch.of(tunes(8, STEPS), VOCABULARY, new double[Clocks.count()])
                .getFeatures();
        assertEquals(network.output(input), loaded.output(input));
        assertEquals(0.8, ((FastLstm) loaded.getLayer(1).conf().getLayer()).kept(), 1e-12);
    }
}
