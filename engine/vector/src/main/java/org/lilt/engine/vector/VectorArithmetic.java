package org.lilt.engine.vector;

import java.util.Optional;
import org.lilt.engine.network.Arithmetic;
import org.lilt.engine.network.Bfloat16;
import org.lilt.engine.network.RecurrentActivation;

/** Chooses the layout of each matrix: half the bytes where its numbers are {@link Bfloat16}. Itself free of the incubating classes. */
public final class VectorArithmetic implements Arithmetic {
    private static final String MODULE = "jdk.incubator.vector";

    /** Made by {@link java.util.ServiceLoader}. */
    public VectorArithmetic() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public Optional<String> obstacle() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("the Java virtual machine was started without --add-modules " + MODULE);
        }
        return Groups.fit() ? Optional.empty() : Optional.of("vectors of " + Groups.SIZE / 2 + " floats are too long");
    }

    @Override
    public Matrix matrix(float[][] rows) {
        return Bfloat16.isExact(rows) ? new Bfloat16Matrix(rows) : new Float32Matrix(rows);
    }

    @Override
    public void updateCell(RecurrentActivation activation, float[] z, float[] c, float[] h) {
        VectorCell.update(activation, z, c, h);
    }
}
