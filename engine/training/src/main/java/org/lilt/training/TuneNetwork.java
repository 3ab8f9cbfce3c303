package org.lilt.training;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The article's network in DL4J: an embedding, LSTM layers with dropout after each, a dense layer at every step, cross-entropy, Adam, truncated
 * backpropagation through time. The softmax is the loss's ({@link TuneLoss}): the network puts out logits.
 */
final class TuneNetwork {
    /** A gradient beyond this is cut off, element by element. */
    private static final double GRADIENT_LIMIT = 5;

    private TuneNetwork() {}

    /**
     * Builds and initialises the network.
     *
     * @param vocabulary number of characters, which is the size of the input and, with the clocks' classes, of the output
     * @param settings sizes, dropout, learning rate, seed
     */
    static MultiLayerNetwork create(int vocabulary, Settings settings) {
        // DL4J's dropOut is the share that is kept, and applies to a layer's input: after layer n means on the input of
        // n + 1.
        double kept = 1 - settings.dropout();
        var builder = new NeuralNetConfiguration.Builder()
                .seed(settings.seed())
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(settings.learningRate()))
                .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(GRADIENT_LIMIT);
        if (settings.weightDecay() > 0) {
            builder.weightDecay(settings.weightDecay());
        }
        var list = builder.list();
        int width = settings.hidden().get(0);
        list.layer(FastLstm.embedded(vocabulary, settings.embedding(), width));
        for (int units : settings.hidden().subList(1, settings.hidden().size())) {
            list.layer(FastLstm.of(width, units, kept));
            width = units;
        }
        var output = new RnnOutputLayer.Builder(new TuneLoss(vocabulary, settings.clockWeights()))
                .nIn(width)
                .nOut(vocabulary + Clocks.columns(settings.clockWeights()))
                .activation(Activation.IDENTITY)
                .dataFormat(RNNFormat.NCW);
        if (kept < 1) {
            output.dropOut(kept);
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(output.build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(settings.sequence())
                .build());
        network.init();
        return network;
    }

    /** The loss of a network that {@link #create} made. */
    static TuneLoss loss(MultiLayerNetwork network) {
        return (TuneLoss) ((RnnOutputLayer) network.getOutputLayer().conf().getLayer()).getLossFn();
    }
}
