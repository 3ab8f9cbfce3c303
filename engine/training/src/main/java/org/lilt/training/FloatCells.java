package org.lilt.training;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.lilt.engine.network.Squash;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The cells in single precision: one array a gate, so that every loop runs from zero over whole arrays and becomes vector instructions. */
final class FloatCells implements LstmCells {
    private final int units;
    private int rows;
    /** Cells at one step, row x unit. */
    private int cells;

    private FloatBuffer z;
    private FloatBuffer h;
    private FloatBuffer above;
    private FloatBuffer later;

    /** By step, each [row x unit]: block input, forget, output and input gate, tanh of the cell. */
    private float[][] a;

    private float[][] f;
    private float[][] o;
    private float[][] g;
    private float[][] t;
    /** Cell states by step, the state before the first step first. */
    private float[][] c;
    /** Hidden state, or its gradient. */
    private float[] hidden;

    private float[] hiddenLater;
    private boolean[] fresh;
    private float[] cellLater;

    FloatCells(int units) {
        this.units = units;
    }

    @Override
    public void resize(int rows, int steps, INDArray z, INDArray h, INDArray above, INDArray later) {
        this.rows = rows;
        this.cells = rows * units;
        this.z = z.data().asNioFloat();
        this.h = h.data().asNioFloat();
        this.above = above.data().asNioFloat();
        this.later = later.data().asNioFloat();
        a = new float[steps][cells];
        f = new float[steps][cells];
        o = new float[steps][cells];
        g = new float[steps][cells];
        t = new float[steps][cells];
        c = new float[steps + 1][cells];
        hidden = new float[cells];
        hiddenLater = new float[cells];
        cellLater = new float[cells];
    }

    @Override
    public void begin(INDArray hiddenBefore, INDArray cellBefore, boolean[] fresh) {
        this.fresh = fresh;
        copy(cellBefore, c[0]);
        copy(hiddenBefore, hidden);
        h.put(0, hidden);
    }

    private static void copy(INDArray from, float[] to) {
        if (from == null) {
            Arrays.fill(to, 0);
        } else {
            System.arraycopy(from.dup('c').data().asFloat(), 0, to, 0, to.length);
        }
    }

    @Override
    public void refresh(int step) {
        for (int row = 0; row < rows; row++) {
            if (fresh[step * rows + row]) {
                Arrays.fill(c[step], row * units, (row + 1) * units, 0);
                h.put((step * rows + row) * units, new float[units]);
            }
        }
    }

    @Override
    public void forward(int step) {
        gates(step, false);
        tanh(a[step], a[step]);
        sigmoid(f[step]);
        sigmoid(o[step]);
        sigmoid(g[step]);
        remember(a[step], f[step], g[step], c[step], c[step + 1]);
        tanh(c[step + 1], t[step]);
        multiply(o[step], t[step], hidden);
        h.put((step + 1) * cells, hidden);
    }

    /** Copies a step's gates out of z or into it. */
    private void gates(int step, boolean in) {
        float[][] gates = {a[step], f[step], o[step], g[step]};
        int at = step * cells * LstmPass.GATES;
        for (int row = 0; row < rows; row++) {
            for (float[] gate : gates) {
                if (in) {
                    z.put(at, gate, row * units, units);
                } else {
                    z.get(at, gate, row * units, units);
                }
                at += units;
            }
        }
    }

    private static void remember(float[] a, float[] f, float[] g, float[] before, float[] after) {
        for (int i = 0; i < after.length; i++) {
            after[i] = f[i] * before[i] + g[i] * a[i];
        }
    }

    private static void multiply(float[] x, float[] y, float[] product) {
        for (int i = 0; i < product.length; i++) {
            product[i] = x[i] * y[i];
        }
    }

    @Override
    public void beginBack() {
        Arrays.fill(cellLater, 0);
    }

    @Override
    public void backward(int step) {
        above.get(step * cells, hidden);
        later.get(0, hiddenLater);
        for (int row = 0; row < rows; row++) {
            if (step + 1 < a.length && fresh[(step + 1) * rows + row]) {
                Arrays.fill(hiddenLater, row * units, (row + 1) * units, 0);
                Arrays.fill(cellLater, row * units, (row + 1) * units, 0);
            }
        }
        backward(a[step], f[step], o[step], g[step], t[step], c[step], hidden, hiddenLater, cellLater);
        gates(step, true);
    }

    /** Replaces the gates by the gradients with respect to their inputs. */
    private static void backward(
            float[] a, float[] f, float[] o, float[] g, float[] t, float[] before, float[] h, float[] hl, float[] cl) {
        for (int i = 0; i < a.length; i++) {
            float hidden = h[i] + hl[i];
            float cell = cl[i] + hidden * o[i] * (1 - t[i] * t[i]);
            o[i] = hidden * t[i] * o[i] * (1 - o[i]);
            cl[i] = cell * f[i];
            f[i] = cell * before[i] * f[i] * (1 - f[i]);
            float input = cell * a[i] * g[i] * (1 - g[i]);
            a[i] = cell * g[i] * (1 - a[i] * a[i]);
            g[i] = input;
        }
    }

    @Override
    public INDArray last() {
        INDArray last = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', rows, units);
        last.data().asNioFloat().put(c[c.length - 1]);
        return last;
    }

    @Override
    public void gather(INDArray projected, int[] tokens) {
        int width = LstmPass.GATES * units;
        float[] all = new float[(int) projected.length()];
        projected.data().asNioFloat().get(all);
        for (int i = 0; i < tokens.length; i++) {
            z.put(i * width, all, tokens[i] * width, width);
        }
    }

    @Override
    public void scatter(int[] tokens, INDArray sums) {
        int width = LstmPass.GATES * units;
        float[][] all = new float[(int) sums.size(0)][width];
        float[] row = new float[width];
        for (int i = 0; i < tokens.length; i++) {
            z.get(i * width, row);
            add(row, all[tokens[i]]);
        }
        FloatBuffer out = sums.data().asNioFloat();
        for (float[] sum : all) {
            out.put(sum);
        }
    }

    private static void add(float[] x, float[] sum) {
        for (int i = 0; i < x.length; i++) {
            sum[i] += x[i];
        }
    }

    @Override
    public void dropout(INDArray mask, double kept, long seed) {
        FloatBuffer buffer = mask.data().asNioFloat();
        float[] row = new float[(int) mask.size(1)];
        float scale = (float) (1 / kept);
        int threshold = (int) Math.round(kept * (1 << 16)); // of 16 random bits
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < mask.size(0); r++) {
            long bits = 0;
            for (int i = 0; i < row.length; i++) {
                bits = i % 4 == 0 ? random.nextLong() : bits >>> 16;
                row[i] = (bits & 0xffff) < threshold ? scale : 0;
            }
            buffer.put(r * row.length, row);
        }
    }

    private static void tanh(float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = Squash.tanh(x[i]);
        }
    }

    private static void sigmoid(float[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] = Squash.sigmoid(z[i]);
        }
    }
}
