package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.lilt.training.FastLstm;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Characters learnt a second by {@code MultiLayerNetwork.fit} of the article's network, with our LSTM layers or DL4J's own: {@code
 * TrainBenchmark lilt|lilt-N-workers|lilt-memory|dl4j ROWS STEPS}. Both begin with the same weights and see the same batch; the loss after the
 * measured batches is printed, so that one can see that they learn alike.
 */
public final class TrainBenchmark {
    private static final int VOCABULARY = 61;
    private static final int EMBEDDING = 512;
    private static final int HIDDEN = 256;
    private static final int LAYERS = 3;
    private static final double KEPT = 0.8;
    private static final double LEARNING_RATE = 1e-3;
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int BATCHES_FOR_MEMORY = 1_000;
    private static final int SAMPLES_OF_MEMORY = 10;

    private TrainBenchmark() {}

    /**
     * Measures one contender and prints a line.
     *
     * @param arguments contender, rows, steps
     */
    public static void main(String[] arguments) {
        String contender = arguments[0];
        int rows = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        Nd4j.getBackend();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
        if (contender.endsWith("-workers")) {
            FastLstm.useWorkers(Integer.parseInt(contender.split("-")[1]));
        }
        MultiLayerNetwork network = network(!contender.equals("dl4j"), steps);
        DataSet batch = batch(rows, steps);
        fit(network, batch, WARM_NANOS, 1);
        List<Long> resident = new ArrayList<>(List.of(Pointer.physicalBytes()));
        long start = System.nanoTime();
        int batches = 0;
        if (contender.equals("lilt-memory")) {
            while (batches < BATCHES_FOR_MEMORY) {
                batches += fit(network, batch, 0, BATCHES_FOR_MEMORY / SAMPLES_OF_MEMORY);
                System.gc(); // as the trainer does every few seconds: what only waits to be collected is no growth
                resident.add(Pointer.physicalBytes());
            }
        } else {
            batches = fit(network, batch, NANOS, 1);
            resident.add(Pointer.physicalBytes());
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", contender);
        line.put("rows", rows);
        line.put("steps", steps);
        line.put("characters_per_second", Math.round((double) batches * rows * steps / seconds));
        line.put("batches", batches);
        line.put("loss", network.score());
        ArrayNode bytes = line.putArray("resident_bytes");
        resident.forEach(bytes::add);
        line.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        line.put("java", Runtime.version().feature());
        System.out.println(line);
    }

    private static int fit(MultiLayerNetwork network, DataSet batch, long nanos, int atLeast) {
        long end = System.nanoTime() + nanos;
        int batches = 0;
        while (batches < atLeast || System.nanoTime() < end) {
            network.fit(batch);
            batches++;
        }
        return batches;
    }

    private static MultiLayerNetwork network(boolean fast, int steps) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .updater(new Adam(LEARNING_RATE))
                .list();
        if (!fast) {
            list.layer(new EmbeddingSequenceLayer.Builder()
                    .nIn(VOCABULARY)
                    .nOut(EMBEDDING)
                    .hasBias(false)
                    .build());
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            if (fast) {
                list.layer(
                        layer == 0
                                ? FastLstm.embedded(VOCABULARY, EMBEDDING, HIDDEN)
                                : FastLstm.of(HIDDEN, HIDDEN, KEPT));
            } else {
                LSTM.Builder lstm = new LSTM.Builder()
                        .nIn(layer == 0 ? EMBEDDING : HIDDEN)
                        .nOut(HIDDEN)
                        .activation(Activation.TANH)
                        .dataFormat(RNNFormat.NCW);
                list.layer((layer == 0 ? lstm : lstm.dropOut(KEPT)).build());
            }
        }
        MultiLayerNetwork network =
                new MultiLayerNetwork(list.layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                .nIn(HIDDEN)
                                .nOut(VOCABULARY)
                                .activation(Activation.SOFTMAX)
                                .dataFormat(RNNFormat.NCW)
                                .dropOut(KEPT)
                                .build())
                        .backpropType(BackpropType.TruncatedBPTT)
                        .tBPTTLength(steps)
                        .build());
        network.init();
        return network;
    }

    /** Random characters, each to be followed by the next. */
    private static DataSet batch(int rows, int steps) {
        Random random = new Random(1);
        INDArray features = Nd4j.zeros(DataType.FLOAT, rows, 1, steps);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, rows, VOCABULARY, steps);
        for (int row = 0; row < rows; row++) {
            int token = random.nextInt(VOCABULARY);
            for (int step = 0; step < steps; step++) {
                features.putScalar(row, 0, step, token);
                token = random.nextInt(VOCABULARY);
                labels.putScalar(row, token, step, 1);
            }
        }
        return new DataSet(features, labels);
    }
}
