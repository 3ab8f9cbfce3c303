package org.lilt.benchmarks;

import org.lilt.engine.network.Model;
import org.lilt.engine.vector.MemoryFloor;

/** No network at all: as many bytes read as a step has weights to read. */
final class FloorStepper implements Stepper {
    /** What {@link MemoryFloor} reads in one go, for vectors of 512 bits: rounding to it keeps the count of bytes honest. */
    private static final int CHUNK = 64;

    private final int[] weights;
    private final String format;
    private volatile int read;

    /**
     * Counts the weights of a step: all kernels but the first, whose products are looked up, and the dense layer.
     *
     * @param bytes of a weight
     */
    FloorStepper(Model model, int bytes) {
        long count = 0;
        for (Model.Layer layer : model.layers()) {
            boolean first = layer == model.layers().get(0);
            long inputs = (first ? 0 : layer.kernel().length) + layer.recurrentKernel().length;
            count += inputs * layer.bias().length;
        }
        count += (long) model.denseKernel().length * model.denseBias().length;
        weights = new int[(int) (count * bytes / Integer.BYTES + CHUNK - 1) / CHUNK * CHUNK];
        format = (bytes == 2 ? "bfloat16, " : "float32, ") + (long) weights.length * Integer.BYTES + " bytes";
    }

    @Override
    public void step(int token) {
        read = MemoryFloor.read(weights);
    }

    @Override
    public String format() {
        return format;
    }
}
