package org.lilt.host.keras;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.lilt.engine.network.ModelException;

/**
 * A tensor whose shape is known and whose numbers are read when they are asked for.
 *
 * @param place where it stands, for messages
 * @param shape its dimensions, one or two of them where it can be read, else as the file says
 * @param source reads its numbers
 */
record Tensor(String place, int[] shape, Source source) {
    /** Reads numbers. */
    interface Source {
        float[][] rows() throws ModelException;
    }

    /** Its numbers, row by row; a vector is one row. */
    float[][] rows() throws ModelException {
        return source.rows();
    }

    boolean isMatrix() {
        return shape.length == 2;
    }

    boolean hasShape(int... wanted) {
        return Arrays.equals(shape, wanted);
    }

    String shapeText() {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" x ", "[", "]"));
    }
}
