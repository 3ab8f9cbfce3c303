package org.lilt.training;

import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An LSTM layer for DL4J that is quick on small batches. DL4J's own takes some forty small operations for each time step, computes the
 * forward pass a second time on the way back, and copies the recurrent matrix whenever it starts. This one
 *
 * <ul>
 *   <li>projects the inputs of all time steps in one matrix product;
 *   <li>takes one matrix product and one pass over the cells for each time step, forward and backward;
 *   <li>remembers the gates of the forward pass for the backward pass, and with them the state that the sequence began with: DL4J
 *       1.0.0-M2.1 begins the backward pass of every segment of truncated backpropagation from the zero state, so that all its gradients
 *       after the first segment of a sequence are off;
 *   <li>computes the gradients of both matrices in one product each;
 *   <li>divides the rows of a batch among {@link Workers}.
 * </ul>
 *
 * One thread calls it; the workers are its own.
 */
final class FastLstmLayer extends BaseRecurrentLayer<FastLstm> {
    private static final long serialVersionUID = 1;

    /** Names of the state, those of DL4J's own layer. */
    private static final String HIDDEN = "prevAct";

    private static final String CELL = "prevMem";

    /** One pass for each worker's share of the rows. */
    private transient LstmPass[] passes;

    /** Gradients of each worker's share but the first, whose place is DL4J's. */
    private transient LstmPass.Parameters[] gradients;

    private transient int[] firstRow;

    FastLstmLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    private LstmPass.Parameters parameters(Map<String, INDArray> table) {
        return new LstmPass.Parameters(
                table.get(FastLstmParameters.EMBEDDING),
                table.get(LSTMParamInitializer.INPUT_WEIGHT_KEY),
                table.get(LSTMParamInitializer.RECURRENT_WEIGHT_KEY),
                table.get(LSTMParamInitializer.BIAS_KEY));
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return forward(Map.of(), null, training, workspaces);
    }

    @Override
    public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return forward(stateMap, stateMap, false, workspaces);
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray input, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return forward(tBpttStateMap, storeLast ? tBpttStateMap : null, training, workspaces);
    }

    private INDArray forward(
            Map<String, INDArray> from, Map<String, INDArray> to, boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        int rows = (int) input.size(0);
        int units = (int) layerConf().getNOut();
        int steps = (int) input.size(2);
        divide(rows);
        INDArray hidden = from.get(HIDDEN);
        INDArray cell = from.get(CELL);
        double kept = training ? layerConf().kept() : 1;
        long seed = kept < 1 ? Nd4j.getRandom().nextLong() : 0;
        LstmPass.Parameters parameters = parameters(paramTable());
        INDArray output =
                workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, new long[] {steps, rows, units}, 'c');
        INDArray lastHidden = Nd4j.createUninitializedDetached(dataType, 'c', rows, units);
        INDArray lastCell = Nd4j.createUninitializedDetached(dataType, 'c', rows, units);
        Workers.run(passes.length, i -> {
            LstmPass pass = passes[i];
            INDArrayIndex share = share(i);
            pass.begin(
                    firstRow[i + 1] - firstRow[i],
                    steps,
                    hidden == null ? null : hidden.get(share),
                    cell == null ? null : cell.get(share),
                    maskArray == null ? null : maskArray.get(share));
            pass.input(input.get(share), kept, seed + i);
            pass.forward(parameters);
            INDArray mine = output.get(NDArrayIndex.all(), share);
            mine.assign(pass.hidden().reshape('c', mine.shape()));
            lastHidden.get(share).assign(pass.lastHidden());
            lastCell.get(share).assign(pass.lastCell());
        });
        if (to != null) {
            to.put(HIDDEN, lastHidden);
            to.put(CELL, lastCell);
        }
        return output.permute(1, 2, 0);
    }

    /** Divides the rows among the workers. */
    private void divide(int rows) {
        int shares = Math.min(Workers.count(), rows);
        if (passes == null || passes.length != shares) {
            passes = new LstmPass[shares];
            for (int i = 0; i < shares; i++) {
                FastLstm conf = layerConf();
                passes[i] = new LstmPass(dataType, conf.getVocabulary(), (int) conf.getNIn(), (int) conf.getNOut());
            }
            gradients = new LstmPass.Parameters[shares];
        }
        firstRow = new int[shares + 1];
        for (int i = 1; i <= shares; i++) {
            firstRow[i] = rows * i / shares;
        }
    }

    private INDArrayIndex share(int worker) {
        return NDArrayIndex.interval(firstRow[worker], firstRow[worker + 1]);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        boolean embedded = layerConf().getVocabulary() > 0;
        LstmPass.Parameters parameters = parameters(paramTable());
        LstmPass.Parameters total = parameters(gradientViews);
        for (int i = 1; i < gradients.length; i++) {
            if (gradients[i] == null) {
                gradients[i] = total.another();
            }
        }
        INDArray below = embedded
                ? null
                : workspaces.createUninitialized(
                        ArrayType.ACTIVATION_GRAD,
                        dataType,
                        new long[] {input.size(2), input.size(0), layerConf().getNIn()},
                        'c');
        Workers.run(passes.length, i -> {
            INDArrayIndex share = share(i);
            passes[i].backward(epsilon.get(share), parameters, i == 0 ? total : gradients[i]);
            if (!embedded) {
                INDArray mine = below.get(NDArrayIndex.all(), share);
                mine.assign(passes[i].inputGradient(parameters).reshape('c', mine.shape()));
            }
        });
        for (int i = 1; i < gradients.length; i++) {
            total.add(gradients[i]);
        }
        Gradient gradient = new DefaultGradient();
        for (String key : layerConf().initializer().paramKeys(layerConf())) {
            gradient.gradientForVariable().put(key, gradientViews.get(key));
        }
        return new Pair<>(gradient, embedded ? null : below.permute(1, 2, 0));
    }

    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
        if (backwardLength < input.size(2)) {
            throw new UnsupportedOperationException("FastLstm goes back through whole segments only");
        }
        return backpropGradient(epsilon, workspaces);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int rows) {
        setMaskArray(mask);
        return new Pair<>(mask, MaskState.Passthrough);
    }

    @Override
    public Gradient gradient() {
        throw new UnsupportedOperationException("an LSTM layer is not trained alone");
    }

    @Override
    public Type type() {
        return Type.RECURRENT;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
