package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

/** Times with their tail, as figures of a line of JSON. */
final class Distribution {
    private static final int DIGITS = 3;
    private static final double MICROS = 1e-3;
    private static final double MILLIS = 1e-6;

    private final Histogram histogram = new Histogram(DIGITS);

    /** Allocates only for values beyond all before, so that it is warmed with one. */
    Distribution(long largestNanos) {
        histogram.recordValue(largestNanos);
        histogram.reset();
    }

    void add(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    /** Puts how many there are, then {@code p50}, {@code p99}, {@code p999} and {@code max}, with the name before and the unit behind. */
    void putMicros(ObjectNode line, String name) {
        put(line, name, "_us", MICROS);
    }

    void putMillis(ObjectNode line, String name) {
        put(line, name, "_ms", MILLIS);
    }

    /** The same for what are no times. */
    void putCounts(ObjectNode line, String name) {
        put(line, name, "", 1);
    }

    private void put(ObjectNode line, String name, String unit, double scale) {
        line.put(name + "_count", histogram.getTotalCount());
        line.put(name + "_p50" + unit, rounded(histogram.getValueAtPercentile(50) * scale));
        line.put(name + "_p99" + unit, rounded(histogram.getValueAtPercentile(99) * scale));
        line.put(name + "_p999" + unit, rounded(histogram.getValueAtPercentile(99.9) * scale));
        line.put(name + "_max" + unit, rounded(histogram.getMaxValue() * scale));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
