package org.lilt.training;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The cells in double precision, cell by cell as the formulas of {@link LstmPass} stand: for gradient checks. */
final class DoubleCells implements LstmCells {
    private final int units;
    private int rows;
    private DoubleBuffer z;
    private DoubleBuffer h;
    private DoubleBuffer above;
    private DoubleBuffer later;
    /** Cell states, [(1 + time) x row, unit]. */
    private double[] c;

    private double[] cellLater;
    private boolean[] fresh;

    DoubleCells(int units) {
        this.units = units;
    }

    @Override
    public void resize(int rows, int steps, INDArray z, INDArray h, INDArray above, INDArray later) {
        this.rows = rows;
        this.z = z.data().asNioDouble();
        this.h = h.data().asNioDouble();
        this.above = above.data().asNioDouble();
        this.later = later.data().asNioDouble();
        c = new double[(steps + 1) * rows * units];
        cellLater = new double[rows * units];
    }

    @Override
    public void begin(INDArray hidden, INDArray cell, boolean[] fresh) {
        this.fresh = fresh;
        for (int i = 0; i < rows * units; i++) {
            h.put(i, hidden == null ? 0 : hidden.getDouble(i / units, i % units));
            c[i] = cell == null ? 0 : cell.getDouble(i / units, i % units);
        }
    }

    @Override
    public void refresh(int step) {
        int size = rows * units;
        for (int i = 0; i < size; i++) {
            if (fresh[step * rows + i / units]) {
                c[step * size + i] = 0;
                h.put(step * size + i, 0);
            }
        }
    }

    /** Where gate number {@code gate} of cell i of a step lies in z. */
    private int at(int step, int i, int gate) {
        return ((step * rows + i / units) * LstmPass.GATES + gate) * units + i % units;
    }

    private double gate(int step, int i, int gate) {
        double input = z.get(at(step, i, gate));
        return gate == 0 ? Math.tanh(input) : 1 / (1 + Math.exp(-input));
    }

    @Override
    public void forward(int step) {
        int size = rows * units;
        for (int i = 0; i < size; i++) {
            double[] v = new double[LstmPass.GATES];
            for (int gate = 0; gate < v.length; gate++) {
                v[gate] = gate(step, i, gate);
                z.put(at(step, i, gate), v[gate]);
            }
            double cell = v[1] * c[step * size + i] + v[3] * v[0];
            c[(step + 1) * size + i] = cell;
            h.put((step + 1) * size + i, v[2] * Math.tanh(cell));
        }
    }

    @Override
    public void beginBack() {
        Arrays.fill(cellLater, 0);
    }

    @Override
    public void backward(int step) {
        int size = rows * units;
        for (int i = 0; i < size; i++) {
            double a = z.get(at(step, i, 0));
            double f = z.get(at(step, i, 1));
            double o = z.get(at(step, i, 2));
            double g = z.get(at(step, i, 3));
            double t = Math.tanh(c[(step + 1) * size + i]);
            boolean last = (step + 2) * size < c.length && fresh[(step + 1) * rows + i / units];
            double hidden = above.get(step * size + i) + (last ? 0 : later.get(i));
            double cell = (last ? 0 : cellLater[i]) + hidden * o * (1 - t * t);
            cellLater[i] = cell * f;
            z.put(at(step, i, 0), cell * g * (1 - a * a));
            z.put(at(step, i, 1), cell * c[step * size + i] * f * (1 - f));
            z.put(at(step, i, 2), hidden * t * o * (1 - o));
            z.put(at(step, i, 3), cell * a * g * (1 - g));
        }
    }

    @Override
    public INDArray last() {
        INDArray last = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', rows, units);
        last.data().asNioDouble().put(c, c.length - rows * units, rows * units);
        return last;
    }

    @Override
    public void gather(INDArray projected, int[] tokens) {
        int width = LstmPass.GATES * units;
        for (int i = 0; i < tokens.length * width; i++) {
            z.put(i, projected.getDouble(tokens[i / width], i % width));
        }
    }

    @Override
    public void scatter(int[] tokens, INDArray sums) {
        int width = LstmPass.GATES * units;
        sums.assign(0);
        for (int i = 0; i < tokens.length * width; i++) {
            int token = tokens[i / width];
            sums.putScalar(token, i % width, sums.getDouble(token, i % width) + z.get(i));
        }
    }

    @Override
    public void dropout(INDArray mask, double kept, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleBuffer buffer = mask.data().asNioDouble();
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, random.nextDouble() < kept ? 1 / kept : 0);
        }
    }
}
