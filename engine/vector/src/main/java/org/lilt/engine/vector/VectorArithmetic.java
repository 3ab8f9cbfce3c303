package org.lilt.engine.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.lilt.engine.network.Arithmetic;
import org.lilt.engine.network.RecurrentActivation;

/** Says whether vectors can be used here, and lays out matrices for them. Itself free of the incubating classes. */
public final class VectorArithmetic implements Arithmetic {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String FUSED = "UseFMA";

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
        if (!fuses()) {
            return Optional.of("the processor does not fuse multiplication and addition");
        }
        return Bfloat16Matrix.fits() ? Optional.empty() : Optional.of("the processor's vectors are too long");
    }

    /** Without the instruction a fused operation is computed in decimals, a million times slower. */
    private static boolean fuses() {
        try {
            return Boolean.parseBoolean(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption(FUSED)
                    .getValue());
        } catch (IllegalArgumentException e) {
            return true; // no virtual machine that has this option: let the warm-up find out
        }
    }

    @Override
    public Matrix matrix(float[][] rows) {
        return new Bfloat16Matrix(rows);
    }

    @Override
    public void updateCell(RecurrentActivation activation, float[] z, float[] c, float[] h) {
        VectorCell.update(activation, z, c, h);
    }
}
