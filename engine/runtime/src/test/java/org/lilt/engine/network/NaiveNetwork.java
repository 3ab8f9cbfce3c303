package org.lilt.engine.network;

/** The network as the equations stand in a textbook, in float64 and without any trick: what the fast path is compared against. */
final class NaiveNetwork {
    private final Model model;
    private final double[][] h;
    private final double[][] c;

    NaiveNetwork(Model model) {
        this.model = model;
        int layers = model.layers().size();
        h = new double[layers][];
        c = new double[layers][];
        for (int l = 0; l < layers; l++) {
            h[l] = new double[model.layers().get(l).hidden()];
            c[l] = new double[model.layers().get(l).hidden()];
        }
    }

    /** Feeds a token; returns the probabilities of the next. */
    double[] step(int token) {
        double[] x = new double[model.embeddingSize()];
        for (int e = 0; e < x.length; e++) {
            x[e] = model.embedding()[token][e];
        }
        for (int l = 0; l < h.length; l++) {
            x = layer(model.layers().get(l), x, h[l], c[l]);
        }
        double[] p = new double[model.vocabularySize()];
        double total = 0;
        for (int v = 0; v < p.length; v++) {
            double logit = model.denseBias()[v];
            for (int j = 0; j < x.length; j++) {
                logit += x[j] * model.denseKernel()[j][v];
            }
            p[v] = StrictMath.exp(logit);
            total += p[v];
        }
        for (int v = 0; v < p.length; v++) {
            p[v] /= total;
        }
        return p;
    }

    private double[] layer(Model.Layer layer, double[] x, double[] h, double[] c) {
        int n = h.length;
        double[] z = new double[4 * n];
        for (int g = 0; g < 4 * n; g++) {
            z[g] = layer.bias()[g];
            for (int k = 0; k < x.length; k++) {
                z[g] += x[k] * layer.kernel()[k][g];
            }
            for (int k = 0; k < n; k++) {
                z[g] += h[k] * layer.recurrentKernel()[k][g];
            }
        }
        for (int j = 0; j < n; j++) {
            c[j] = gate(z[n + j]) * c[j] + gate(z[j]) * StrictMath.tanh(z[2 * n + j]);
            h[j] = gate(z[3 * n + j]) * StrictMath.tanh(c[j]);
        }
        return h;
    }

    private double gate(double x) {
        return model.recurrentActivation() == RecurrentActivation.SIGMOID
                ? 1 / (1 + StrictMath.exp(-x))
                : Math.max(0, Math.min(1, 0.2 * x + 0.5));
    }
}
