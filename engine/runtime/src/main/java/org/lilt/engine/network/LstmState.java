package org.lilt.engine.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where one stream stands in a network: the hidden and the cell state of each layer, and the buffers of a step. Made by {@link
 * LstmNetwork#newState}, at zero. Belongs to one thread at a time; nothing but {@link #toBytes} allocates.
 */
public final class LstmState {
    /** Hidden state of each layer, [H]. */
    final float[][] h;
    /** Cell state of each layer, [H]. */
    final float[][] c;
    /** Sums of each layer before the gates are squashed, [4H], padded. */
    final float[][] z;
    /** Whether the last step went through the recurrent kernels from the last to the first; of no consequence for the numbers. */
    boolean reversed;
    /** Sums of the dense layer, [V], padded. */
    final float[] logits;

    private final WeightFormat format;

    LstmState(int[] hidden, int vocabularySize, WeightFormat format) {
        this.format = format;
        int layers = hidden.length;
        h = new float[layers][];
        c = new float[layers][];
        z = new float[layers][];
        logits = new float[padded(vocabularySize)];
        for (int l = 0; l < layers; l++) {
            h[l] = new float[hidden[l]];
            c[l] = new float[hidden[l]];
            z[l] = new float[padded(4 * hidden[l])];
        }
    }

    /** Goes back to zero, where every tune begins. */
    public void reset() {
        for (int l = 0; l < h.length; l++) {
            Arrays.fill(h[l], 0);
            Arrays.fill(c[l], 0);
        }
    }

    /**
     * Takes over where another state of the same network stands.
     *
     * @param other the state to copy
     * @throws IllegalArgumentException when it is of a network of another size; this state is then unchanged
     */
    public void copyFrom(LstmState other) {
        boolean same = other.h.length == h.length;
        for (int l = 0; same && l < h.length; l++) {
            same = other.h[l].length == h[l].length;
        }
        if (!same) {
            throw new IllegalArgumentException("the state of a network of another size");
        }
        for (int l = 0; l < h.length; l++) {
            System.arraycopy(other.h[l], 0, h[l], 0, h[l].length);
            System.arraycopy(other.c[l], 0, c[l], 0, c[l].length);
            format.round(h[l]);
        }
    }

    /**
     * Length of a saved state.
     *
     * @return how many numbers {@link #save} writes: twice the units of all layers
     */
    public int size() {
        int size = 0;
        for (float[] layer : h) {
            size += 2 * layer.length;
        }
        return size;
    }

    /**
     * Saves the state: for each layer h, then c.
     *
     * @param into [at least {@link #size}]
     * @throws IllegalArgumentException when the array is too short
     */
    public void save(float[] into) {
        require(into.length >= size(), into.length);
        int at = 0;
        for (int l = 0; l < h.length; l++) {
            int n = h[l].length;
            System.arraycopy(h[l], 0, into, at, n);
            System.arraycopy(c[l], 0, into, at + n, n);
            at += 2 * n;
        }
    }

    /**
     * Restores what {@link #save} saved.
     *
     * @param from [at least {@link #size}]
     * @throws IllegalArgumentException when the array is too short
     */
    public void restore(float[] from) {
        require(from.length >= size(), from.length);
        int at = 0;
        for (int l = 0; l < h.length; l++) {
            int n = h[l].length;
            System.arraycopy(from, at, h[l], 0, n);
            System.arraycopy(from, at + n, c[l], 0, n);
            format.round(h[l]); // changes nothing in what this format has saved
            at += 2 * n;
        }
    }

    /**
     * Saves the state as bytes.
     *
     * @return what {@link #save} writes, as little-endian float32
     */
    public byte[] toBytes() {
        float[] numbers = new float[size()];
        save(numbers);
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(numbers);
        return buffer.array();
    }

    /**
     * Restores what {@link #toBytes} saved.
     *
     * @param bytes little-endian float32, four times {@link #size} bytes
     * @throws IllegalArgumentException when there are more or fewer bytes
     */
    public void restore(byte[] bytes) {
        require(bytes.length == Float.BYTES * size(), bytes.length / Float.BYTES);
        float[] numbers = new float[size()];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        restore(numbers);
    }

    private static int padded(int length) {
        return (length + Arithmetic.PADDING - 1) / Arithmetic.PADDING * Arithmetic.PADDING;
    }

    private void require(boolean fits, int length) {
        if (!fits) {
            throw new IllegalArgumentException("a state of " + length + " numbers, not " + size());
        }
    }
}
