package org.lilt.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of a {@link FastLstm}: the embedding's, if it has one, then those of DL4J's LSTM layer. */
final class FastLstmParameters implements ParamInitializer {
    static final FastLstmParameters INSTANCE = new FastLstmParameters();

    /** Name of the embedding, [token, width]. */
    static final String EMBEDDING = "E";

    private static final LSTMParamInitializer LSTM = LSTMParamInitializer.getInstance();

    /** As DL4J's embedding layer has it, so that the first values do not depend on the number of tokens. */
    private static final int EMBEDDING_FAN_IN = 1;

    private FastLstmParameters() {}

    private static long[] shape(Layer layer) {
        FastLstm lstm = (FastLstm) layer;
        return new long[] {lstm.getVocabulary(), lstm.getNIn()};
    }

    private static long embeddingSize(Layer layer) {
        long[] shape = shape(layer);
        return shape[0] * shape[1];
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return embeddingSize(layer) + LSTM.numParams(layer);
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return withEmbedding(layer, LSTM.paramKeys(layer));
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return withEmbedding(layer, LSTM.weightKeys(layer));
    }

    private static List<String> withEmbedding(Layer layer, List<String> keys) {
        List<String> all = new ArrayList<>(keys);
        if (embeddingSize(layer) > 0) {
            all.add(0, EMBEDDING);
        }
        return all;
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return LSTM.biasKeys(layer);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return EMBEDDING.equals(key) || LSTM.isWeightParam(layer, key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return LSTM.isBiasParam(layer, key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        FastLstm layer = (FastLstm) conf.getLayer();
        long size = embeddingSize(layer);
        INDArray flat = view.reshape(view.length());
        Map<String, INDArray> all = Collections.synchronizedMap(new LinkedHashMap<>());
        if (size > 0) {
            conf.addVariable(EMBEDDING);
            INDArray embedding = flat.get(NDArrayIndex.interval(0, size));
            long[] shape = shape(layer);
            char order = IWeightInit.DEFAULT_WEIGHT_INIT_ORDER;
            all.put(
                    EMBEDDING,
                    initialize
                            ? layer.getWeightInitFn().init(EMBEDDING_FAN_IN, layer.getNIn(), shape, order, embedding)
                            : WeightInitUtil.reshapeWeights(shape, embedding, order));
        }
        all.putAll(LSTM.init(conf, flat.get(NDArrayIndex.interval(size, flat.length())), initialize));
        return all;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        Layer layer = conf.getLayer();
        long size = embeddingSize(layer);
        INDArray flat = view.reshape(view.length());
        Map<String, INDArray> all = new LinkedHashMap<>();
        if (size > 0) {
            INDArray embedding = flat.get(NDArrayIndex.interval(0, size));
            all.put(
                    EMBEDDING,
                    WeightInitUtil.reshapeWeights(shape(layer), embedding, IWeightInit.DEFAULT_WEIGHT_INIT_ORDER));
        }
        all.putAll(LSTM.getGradientsFromFlattened(conf, flat.get(NDArrayIndex.interval(size, flat.length()))));
        return all;
    }
}
