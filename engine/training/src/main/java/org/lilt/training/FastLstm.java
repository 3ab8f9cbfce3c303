package org.lilt.training;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's LSTM layer, of the same parameters in the same order and of the same mathematics, computed by {@link FastLstmLayer}; or such a layer
 * together with the embedding below it, whose parameters come first, as those of a layer below would. Sigmoid gates, tanh cells,
 * sequences as {@link RNNFormat#NCW}. A mask of the features is 0 where a sequence begins within a row: the state is zero again before that step, and what
 * the step before puts out must not be wanted. Public for DL4J's reader of configurations, which makes it by name.
 */
public final class FastLstm extends LSTM {
    private static final long serialVersionUID = 1;

    /** DL4J's own start: remember. */
    private static final double FORGET_GATE_BIAS = 1;

    /** Number of tokens of the embedding; 0 for a layer on numbers. */
    private int vocabulary;

    /** A layer without sizes, for DL4J's reader of configurations. */
    public FastLstm() {}

    /**
     * A layer on numbers [row, input, time].
     *
     * @param nIn width of the input
     * @param nOut number of cells
     * @param kept share of the inputs that is kept in training, in (0, 1]; the others are dropped
     * @return the layer
     */
    public static FastLstm of(int nIn, int nOut, double kept) {
        FastLstm layer = new FastLstm();
        layer.resetLayerDefaultConfig();
        layer.setGradientNormalization(null); // the network's
        layer.setGradientNormalizationThreshold(Double.NaN);
        layer.setNIn(nIn);
        layer.setNOut(nOut);
        layer.setActivationFn(Activation.TANH.getActivationFunction());
        layer.setGateActivationFn(Activation.SIGMOID.getActivationFunction());
        layer.setForgetGateBiasInit(FORGET_GATE_BIAS);
        layer.setRnnDataFormat(RNNFormat.NCW);
        if (kept < 1) {
            layer.setIDropout(new Dropout(kept));
        }
        return layer;
    }

    /**
     * An embedding and the layer on it. Its input is [row, 1, time], each a token.
     *
     * @param vocabulary number of tokens
     * @param embedding width of the embedding
     * @param nOut number of cells
     * @return the layer
     */
    public static FastLstm embedded(int vocabulary, int embedding, int nOut) {
        FastLstm layer = of(embedding, nOut, 1);
        layer.vocabulary = vocabulary;
        return layer;
    }

    /**
     * Sets how many threads share the rows of a batch, in all such layers of the program. Not while one of them computes.
     *
     * @param workers at least one, the calling thread among them
     */
    public static void useWorkers(int workers) {
        Workers.use(workers);
    }

    /**
     * The number of tokens.
     *
     * @return number of tokens of the embedding; 0 for a layer on numbers
     */
    public int getVocabulary() {
        return vocabulary;
    }

    /**
     * Sets the number of tokens; for DL4J's reader of configurations.
     *
     * @param vocabulary number of tokens of the embedding; 0 for a layer on numbers
     */
    public void setVocabulary(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Share of the inputs that is kept in training. */
    double kept() {
        return getIDropout() instanceof Dropout dropout ? dropout.getP() : 1;
    }

    @Override
    public ParamInitializer initializer() {
        return FastLstmParameters.INSTANCE;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        LayerValidation.assertNInNOutSet("FastLstm", getLayerName(), index, getNIn(), getNOut());
        FastLstmLayer layer = new FastLstmLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FastLstm layer && vocabulary == layer.vocabulary && super.equals(other);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + vocabulary;
    }
}
