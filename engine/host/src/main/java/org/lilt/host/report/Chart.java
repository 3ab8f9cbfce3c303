package org.lilt.host.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Lines over the epochs of a training, as SVG. Sizes are in units of the picture, which is as wide as the page allows. */
final class Chart {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 228;
    private static final int LEFT = 52;
    private static final int RIGHT = 388;
    private static final int TOP = 26;
    private static final int BOTTOM = 190;
    /** About so many intervals on an axis. */
    private static final int INTERVALS = 5;

    private final double[] x;
    private final boolean fromZero;
    private final double low;
    private final double high;
    private final double step;

    /**
     * One line.
     *
     * @param style class of its line
     * @param values one an epoch
     */
    record Series(String style, double... values) {}

    private Chart(double[] epochs, boolean fromZero, Series... series) {
        x = epochs;
        this.fromZero = fromZero;
        double least = least(series);
        double most = Arrays.stream(series)
                .flatMapToDouble(s -> Arrays.stream(s.values()))
                .max()
                .orElse(1);
        double bottom = fromZero ? Math.min(0, least) : least;
        step = step(most > bottom ? most - bottom : Math.max(Math.abs(most), 1));
        low = Math.floor(bottom / step) * step;
        high = Math.max(Math.ceil(most / step), Math.floor(bottom / step) + 1) * step;
    }

    private static double least(Series... series) {
        return Arrays.stream(series)
                .flatMapToDouble(s -> Arrays.stream(s.values()))
                .min()
                .orElse(0);
    }

    /** 1, 2 or 5 times a power of ten, about a fifth of a range. */
    private static double step(double range) {
        double rough = range / INTERVALS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double factor = rough / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    /**
     * Draws a chart.
     *
     * @param html gets it
     * @param axis what the vertical axis shows
     * @param fromZero whether that axis begins at 0
     * @param history at least one epoch
     * @param best the epoch to be marked
     * @param series the lines
     */
    static void draw(Html html, String axis, boolean fromZero, History history, History.Epoch best, Series... series) {
        double[] epochs =
                history.epochs().stream().mapToDouble(History.Epoch::epoch).toArray();
        new Chart(epochs, fromZero, series).draw(html, axis, history.epochs().indexOf(best), series);
    }

    private void draw(Html html, String axis, int best, Series... series) {
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", axis + " by epoch");
        html.element("text", axis, "class", "axis", "x", 0, "y", 12);
        for (int i = 0; low + i * step <= high + step / 2; i++) {
            double value = low + i * step;
            html.open("path", "class", "grid", "d", "M" + LEFT + " " + y(value) + "H" + RIGHT)
                    .close("path");
            html.element("text", label(value, step), "class", "number", "x", LEFT - 6, "y", y(value), "dy", "0.35em");
        }
        double stride = Math.max(1, step(last() - x[0] + 1));
        for (double epoch = Math.ceil(x[0] / stride) * stride; epoch <= last(); epoch += stride) {
            html.element("text", label(epoch, stride), "class", "epoch", "x", x(epoch), "y", BOTTOM + 17);
        }
        html.element("text", "epoch", "class", "axis end", "x", RIGHT, "y", HEIGHT - 2);
        html.open("path", "class", "best", "d", "M" + x(x[best]) + " " + TOP + "V" + BOTTOM)
                .close("path");
        if (!fromZero) { // the other charts have the same dotted line
            label(html, best);
        }
        for (Series one : series) {
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < x.length; i++) {
                path.append(i == 0 ? 'M' : 'L').append(x(x[i])).append(' ').append(y(one.values()[i]));
            }
            html.open("path", "class", "line " + one.style(), "d", path).close("path");
            html.open("circle", "class", "dot " + one.style(), "cx", x(x[best]), "cy", y(one.values()[best]), "r", 3)
                    .close("circle");
        }
        html.close("svg");
    }

    private void label(Html html, int best) {
        String side = x[best] > (x[0] + last()) / 2 ? "epoch-label end" : "epoch-label";
        html.element(
                "text",
                "best: epoch " + label(x[best], 1),
                "class",
                side,
                "x",
                x(x[best]),
                "dx",
                side.endsWith("end") ? -4 : 4,
                "y",
                TOP + 12);
    }

    private double last() {
        return x[x.length - 1];
    }

    private String x(double epoch) {
        double share = last() == x[0] ? 0.5 : (epoch - x[0]) / (last() - x[0]);
        return place(LEFT + share * (RIGHT - LEFT));
    }

    private String y(double value) {
        return place(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP));
    }

    private static String place(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    /** A number with as many decimals as tell it from the next. */
    private static String label(double value, double step) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static double[] values(History history, ToDoubleFunction<History.Epoch> figure) {
        return history.epochs().stream().mapToDouble(figure).toArray();
    }
}
