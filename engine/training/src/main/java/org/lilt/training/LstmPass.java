package org.lilt.training;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A pass of some rows of a batch through one LSTM layer, forward and back, in matrices that are kept from one pass to the next. All matrices
 * are [time x row, unit] in C order; the parameters are DL4J's, in Fortran order. Gates lie in DL4J's order: block input a, forget f,
 * output o, input g.
 *
 * <pre>
 *   z_t = x_t W + h_{t-1} R + b      a = tanh(z_a)   f, o, g = sigmoid(z_f, z_o, z_g)
 *   c_t = f c_{t-1} + g a            h_t = o tanh(c_t)
 * </pre>
 *
 * With an embedding E, x_t is a row of E, so that x_t W is a row of E W, which is made once a pass. One thread at a time.
 */
final class LstmPass {
    /** Gates of a cell. */
    static final int GATES = 4;

    /** The numbers of a layer, or their gradients; the embedding may be null. */
    record Parameters(INDArray embedding, INDArray kernel, INDArray recurrentKernel, INDArray bias) {
        /** Adds other numbers of the same shapes. */
        void add(Parameters other) {
            if (embedding != null) {
                embedding.addi(other.embedding);
            }
            kernel.addi(other.kernel);
            recurrentKernel.addi(other.recurrentKernel);
            bias.addi(other.bias);
        }

        /** As many numbers elsewhere. */
        Parameters another() {
            return new Parameters(
                    embedding == null ? null : another(embedding),
                    another(kernel),
                    another(recurrentKernel),
                    another(bias));
        }

        private static INDArray another(INDArray array) {
            return Nd4j.createUninitializedDetached(array.dataType(), 'f', array.shape());
        }
    }

    private final DataType type;
    private final int vocabulary;
    private final int inputs;
    private final int units;
    private final LstmCells cells;

    private int rows;
    private int steps;
    /** Inputs after dropout, [time x row, input]; null with an embedding. */
    private INDArray x;
    /** What the inputs were multiplied by, 0 or 1 / share kept, [time x row, input]; null without dropout. */
    private INDArray kept;
    /** With an embedding, the inputs as tokens, [time x row]. */
    private int[] tokens;
    /** With an embedding, E W + b, or on the way back its gradient, [token, 4 x unit]. */
    private INDArray projected;
    /** Hidden states, [(1 + time) x row, unit], the state before the first step first. */
    private INDArray h;
    /** Inputs of the gates, [time x row, 4 x unit]; on the way back the loss's gradient with respect to them. */
    private INDArray z;
    /** The loss's gradient with respect to the hidden states as the layer above sees them, [time x row, unit]. */
    private INDArray above;
    /** The loss's gradient with respect to a step's hidden state as the step after it sees it, [row, unit]. */
    private INDArray later;
    /** Ones, to sum with. */
    private INDArray ones;

    /**
     * A pass for a layer.
     *
     * @param type FLOAT or DOUBLE
     * @param vocabulary number of tokens of the embedding; 0 for a layer on numbers
     * @param inputs width of the layer's input, or of the embedding
     * @param units number of its cells
     */
    LstmPass(DataType type, int vocabulary, int inputs, int units) {
        this.type = type;
        this.vocabulary = vocabulary;
        this.inputs = inputs;
        this.units = units;
        this.cells = type == DataType.DOUBLE ? new DoubleCells(units) : new FloatCells(units);
    }

    /**
     * Begins a sequence.
     *
     * @param hidden state before its first step, [row, unit]; null for zero
     * @param cell likewise
     * @param mask 0 where a row's state is zero again before a step, [row, time]; null for nowhere. What the layer puts out in the step before is
     *     without meaning then: it must not be wanted
     */
    void begin(int rows, int steps, INDArray hidden, INDArray cell, INDArray mask) {
        if (rows != this.rows || steps != this.steps) {
            this.rows = rows;
            this.steps = steps;
            int all = rows * steps;
            kept = null;
            if (vocabulary > 0) {
                tokens = new int[all];
                projected = matrix(vocabulary, GATES * units);
            } else {
                x = matrix(all, inputs);
            }
            h = matrix(rows + all, units);
            z = matrix(all, GATES * units);
            above = matrix(all, units);
            later = matrix(rows, units);
            ones = matrix(1, Math.max(all, vocabulary)).assign(1);
            cells.resize(rows, steps, z, h, above, later);
        }
        cells.begin(hidden, cell, fresh(mask));
    }

    private boolean[] fresh(INDArray mask) {
        boolean[] fresh = new boolean[rows * steps];
        if (mask != null) {
            float[] going = mask.permute(1, 0).dup('c').data().asFloat();
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = going[i] == 0;
            }
        }
        return fresh;
    }

    private INDArray matrix(long height, long width) {
        return Nd4j.createUninitializedDetached(type, 'c', height, width);
    }

    /**
     * Takes the inputs.
     *
     * @param input [row, input, time], of any strides, or [row, 1, time] of tokens
     * @param share share of them that is kept, in (0, 1]; the others become zero, and what is kept grows in proportion
     * @param seed chooses which
     */
    void input(INDArray input, double share, long seed) {
        if (vocabulary > 0) {
            takeTokens(input);
            return;
        }
        x.reshape('c', steps, rows, inputs).assign(input.permute(2, 0, 1));
        if (share < 1) {
            if (kept == null) {
                kept = matrix((long) rows * steps, inputs);
            }
            cells.dropout(kept, share, seed);
            x.muli(kept);
        } else {
            kept = null;
        }
    }

    private void takeTokens(INDArray input) {
        int[] numbers = input.permute(2, 0, 1).dup('c').data().asInt();
        for (int i = 0; i < tokens.length; i++) {
            if (numbers[i] < 0 || numbers[i] >= vocabulary) {
                throw new IllegalArgumentException("token " + numbers[i] + " of a vocabulary of " + vocabulary);
            }
            tokens[i] = numbers[i];
        }
    }

    /** Steps through the sequence. */
    void forward(Parameters p) {
        int all = rows * steps;
        if (vocabulary > 0) {
            Blas.multiply(
                    Blas.transposed(p.embedding),
                    true,
                    Blas.transposed(p.kernel),
                    true,
                    0,
                    Blas.rows(projected, 0),
                    vocabulary,
                    inputs);
            projected.addiRowVector(p.bias);
            cells.gather(projected, tokens);
        } else {
            Blas.multiply(Blas.rows(x, 0), false, Blas.transposed(p.kernel), true, 0, Blas.rows(z, 0), all, inputs);
            z.addiRowVector(p.bias);
        }
        Blas.Block recurrent = Blas.transposed(p.recurrentKernel);
        for (int step = 0; step < steps; step++) {
            cells.refresh(step);
            int row = step * rows;
            Blas.multiply(Blas.rows(h, row), false, recurrent, true, 1, Blas.rows(z, row), rows, units);
            cells.forward(step);
        }
    }

    /**
     * Steps back.
     *
     * @param epsilon the loss's gradient with respect to the layer's output, [row, unit, time], of any strides
     * @param p the parameters of the pass
     * @param gradient where the loss's gradient with respect to them goes
     */
    void backward(INDArray epsilon, Parameters p, Parameters gradient) {
        above.reshape('c', steps, rows, units).assign(epsilon.permute(2, 0, 1));
        later.assign(0);
        cells.beginBack();
        Blas.Block recurrent = Blas.transposed(p.recurrentKernel);
        for (int step = steps - 1; step >= 0; step--) {
            cells.backward(step);
            Blas.Block gates = Blas.rows(z, (long) step * rows);
            Blas.multiply(gates, false, recurrent, false, 0, Blas.rows(later, 0), rows, GATES * units);
        }
        int all = rows * steps;
        Blas.Block gates = Blas.rows(z, 0);
        Blas.multiply(
                gates, true, Blas.rows(h, 0), false, 0, Blas.transposed(gradient.recurrentKernel), GATES * units, all);
        if (vocabulary > 0) {
            embeddingGradient(p, gradient);
        } else {
            Blas.multiply(gates, true, Blas.rows(x, 0), false, 0, Blas.transposed(gradient.kernel), GATES * units, all);
            Blas.sumColumns(gates, all, ones, gradient.bias);
        }
    }

    private void embeddingGradient(Parameters p, Parameters gradient) {
        cells.scatter(tokens, projected);
        Blas.Block tokenGates = Blas.rows(projected, 0);
        Blas.multiply(
                tokenGates,
                true,
                Blas.transposed(p.embedding),
                true,
                0,
                Blas.transposed(gradient.kernel),
                GATES * units,
                vocabulary);
        Blas.multiply(
                Blas.transposed(p.kernel),
                true,
                tokenGates,
                true,
                0,
                Blas.transposed(gradient.embedding),
                inputs,
                GATES * units);
        Blas.sumColumns(tokenGates, vocabulary, ones, gradient.bias);
    }

    /** The loss's gradient with respect to the inputs, [time x row, input]; not with an embedding. */
    INDArray inputGradient(Parameters p) {
        // The inputs are not wanted any more.
        Blas.multiply(
                Blas.rows(z, 0),
                false,
                Blas.transposed(p.kernel),
                false,
                0,
                Blas.rows(x, 0),
                rows * steps,
                GATES * units);
        return kept == null ? x : x.muli(kept);
    }

    /** The hidden states of all steps, [time x row, unit]; valid until the next pass begins. */
    INDArray hidden() {
        return h.get(NDArrayIndex.interval(rows, (1L + steps) * rows));
    }

    /** The last hidden state, [row, unit]; valid until the next pass begins. */
    INDArray lastHidden() {
        return h.get(NDArrayIndex.interval((long) steps * rows, (1L + steps) * rows));
    }

    /** A copy of the last cell state, [row, unit]. */
    INDArray lastCell() {
        return cells.last();
    }
}
