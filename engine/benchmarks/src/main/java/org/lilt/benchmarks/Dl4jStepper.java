package org.lilt.benchmarks;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.lilt.engine.network.Model;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.nativeblas.NativeOpsHolder;

/** DL4J's {@code rnnTimeStep}, one thread, on a network of the model's sizes with random weights: the numbers do not matter to time. */
final class Dl4jStepper implements Stepper {
    private final MultiLayerNetwork network;
    private final INDArray input = Nd4j.zeros(1, 1, 1);

    Dl4jStepper(Model model) {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        var layers = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(model.vocabularySize())
                        .nOut(model.embeddingSize())
                        .build());
        int inputs = model.embeddingSize();
        for (Model.Layer layer : model.layers()) {
            layers.layer(new LSTM.Builder()
                    .nIn(inputs)
                    .nOut(layer.hidden())
                    .activation(Activation.TANH)
                    .dataFormat(RNNFormat.NCW)
                    .build());
            inputs = layer.hidden();
        }
        layers.layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(inputs)
                .nOut(model.vocabularySize())
                .activation(Activation.SOFTMAX)
                .dataFormat(RNNFormat.NCW)
                .build());
        network = new MultiLayerNetwork(layers.build());
        network.init();
    }

    @Override
    public void step(int token) {
        input.putScalar(0, token);
        network.rnnTimeStep(input);
    }

    @Override
    public String format() {
        return "float32";
    }
}
