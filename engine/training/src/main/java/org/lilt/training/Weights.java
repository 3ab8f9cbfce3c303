package org.lilt.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.RecurrentActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A DL4J network as a model of plain numbers, and back. */
final class Weights {
    /**
     * Which block of DL4J's four gates stands for which of Keras'. DL4J lays them out as block input (our cell candidate), forget,
     * output, input modulation (our input gate); Keras as input, forget, cell, output.
     */
    private static final int[] DL4J_BLOCK = {3, 1, 0, 2};

    /** The other way round. */
    private static final int[] KERAS_BLOCK = {2, 1, 3, 0};

    private Weights() {}

    /**
     * Copies the weights out.
     *
     * @param network an embedding, LSTM layers and an output layer, as {@link TuneNetwork} makes them
     * @param vocabulary index to character
     * @param extra what else belongs into {@code config.json}
     * @return the model, in Keras' layout
     */
    static Model of(MultiLayerNetwork network, List<String> vocabulary, ObjectNode extra) {
        int outputLayer = network.getnLayers() - 1;
        List<Model.Layer> layers = new ArrayList<>();
        for (int i = 0; i < outputLayer; i++) {
            layers.add(new Model.Layer(
                    inKerasOrder(rows(network.getParam(i + "_W"))),
                    inKerasOrder(rows(network.getParam(i + "_RW"))),
                    inKerasOrder(vector(network.getParam(i + "_b")))[0]));
        }
        // The columns behind those of the characters served the training alone.
        INDArrayIndex characters = NDArrayIndex.interval(0, vocabulary.size());
        return new Model(
                vocabulary.stream().mapToInt(s -> s.codePointAt(0)).toArray(),
                RecurrentActivation.SIGMOID,
                rows(network.getParam("0_" + FastLstmParameters.EMBEDDING)),
                layers,
                rows(network.getParam(outputLayer + "_W").get(NDArrayIndex.all(), characters)),
                Arrays.copyOf(vector(network.getParam(outputLayer + "_b"))[0], vocabulary.size()),
                extra);
    }

    /**
     * Copies a model's weights into a network, to train on. What the model does not have stays as it is: characters that it does not know, and the columns
     * of the clocks.
     *
     * @param model of the sizes of the network
     * @param network as {@link TuneNetwork} makes it
     * @param vocabulary index to character of the network, which holds the model's
     */
    static void copy(Model model, MultiLayerNetwork network, List<String> vocabulary) {
        int outputLayer = network.getnLayers() - 1;
        INDArray embedding = network.getParam("0_" + FastLstmParameters.EMBEDDING);
        INDArray dense = network.getParam(outputLayer + "_W");
        INDArray bias = network.getParam(outputLayer + "_b");
        for (int token = 0; token < vocabulary.size(); token++) {
            int old = model.token(vocabulary.get(token).codePointAt(0));
            if (old >= 0) {
                embedding.putRow(token, Nd4j.createFromArray(model.embedding()[old]));
                for (int row = 0; row < model.denseKernel().length; row++) {
                    dense.putScalar(row, token, model.denseKernel()[row][old]);
                }
                bias.putScalar(token, model.denseBias()[old]);
            }
        }
        for (int i = 0; i < outputLayer; i++) {
            Model.Layer layer = model.layers().get(i);
            network.getParam(i + "_W").assign(Nd4j.createFromArray(inDl4jOrder(layer.kernel())));
            network.getParam(i + "_RW").assign(Nd4j.createFromArray(inDl4jOrder(layer.recurrentKernel())));
            network.getParam(i + "_b").assign(Nd4j.createFromArray(inDl4jOrder(new float[][] {layer.bias()})[0]));
        }
    }

    private static float[][] rows(INDArray matrix) {
        return matrix.dup().toFloatMatrix();
    }

    private static float[][] vector(INDArray vector) {
        return new float[][] {vector.toFloatVector()};
    }

    private static float[][] inKerasOrder(float[][] rows) {
        return ordered(rows, DL4J_BLOCK);
    }

    private static float[][] inDl4jOrder(float[][] rows) {
        return ordered(rows, KERAS_BLOCK);
    }

    /** Rows of four gates in another order: block n of the result is block {@code source[n]}. */
    private static float[][] ordered(float[][] rows, int[] source) {
        float[][] ordered = new float[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            int hidden = rows[r].length / LstmPass.GATES;
            ordered[r] = new float[rows[r].length];
            for (int gate = 0; gate < LstmPass.GATES; gate++) {
                System.arraycopy(rows[r], source[gate] * hidden, ordered[r], gate * hidden, hidden);
            }
        }
        return ordered;
    }
}
