package org.lilt.training;

import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * The article's network in DL4J: an embedding, LSTM layers with dropout after each, a dense softmax at every step, cross-entropy,
 * Adam, truncated backpropagation through time.
 */
final class ArticleNetwork {
    private ArticleNetwork() {}

    /**
     * Builds and initialises the network.
     *
     * @param vocabulary number of characters, which is the size of input and output
     * @param embedding size of the embedding; the article's is 512
     * @param hidden size of each LSTM layer; the article's are 256, 256, 256
     * @param dropout share of a layer's outputs dropped in training; the article's is 0.2
     * @param sequence steps of truncated backpropagation; the article's are 64
     * @param learningRate of Adam
     * @param seed of the initial weights
     */
    static MultiLayerNetwork create(
            int vocabulary,
            int embedding,
            List<Integer> hidden,
            double dropout,
            int sequence,
            double learningRate,
            long seed) {
        // DL4J's dropOut is the share that is kept, and applies to a layer's input: after layer n means on the input of
        // n + 1.
        double kept = 1 - dropout;
        var list = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(learningRate))
                .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(5.0)
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(vocabulary)
                        .nOut(embedding)
                        .hasBias(false)
                        .build());
        int width = embedding;
        for (int layer = 0; layer < hidden.size(); layer++) {
            var lstm = new LSTM.Builder()
                    .nIn(width)
                    .nOut(hidden.get(layer))
                    .activation(Activation.TANH)
                    .dataFormat(RNNFormat.NCW);
            if (layer > 0 && dropout > 0) {
                lstm.dropOut(kept);
            }
            list.layer(lstm.build());
            width = hidden.get(layer);
        }
        var output = new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(width)
                .nOut(vocabulary)
                .activation(Activation.SOFTMAX)
                .dataFormat(RNNFormat.NCW);
        if (dropout > 0) {
            output.dropOut(kept);
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(output.build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(sequence)
                .build());
        network.init();
        return network;
    }
}
