package org.lilt.benchmarks;

import java.nio.file.Path;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelFolder;
import org.lilt.engine.network.WeightFormat;

/** The time of one step of one contender: {@code StepBenchmark CONTENDER MODEL-FOLDER}. */
public final class StepBenchmark {
    private StepBenchmark() {}

    /**
     * Measures and prints one line.
     *
     * @param arguments {@code lilt}, {@code lilt-plain}, {@code lilt-float32}, {@code onnxruntime}, {@code dl4j}, {@code floor} or {@code floor-float32}, then the model folder, for ONNX Runtime with {@code step.onnx} in it
     * @throws Exception when the model cannot be read or the contender does not run here
     */
    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        Path folder = Path.of(arguments[1]);
        Model model = ModelFolder.read(folder);
        Measurement.of(name, model.vocabularySize(), stepper(name, model, folder));
    }

    private static Stepper stepper(String name, Model model, Path folder) throws Exception {
        return switch (name) {
            case "lilt" -> new LiltStepper(model, WeightFormat.BFLOAT16, true);
            case "lilt-plain" -> new LiltStepper(model, WeightFormat.BFLOAT16, false);
            case "lilt-float32" -> new LiltStepper(model, WeightFormat.FLOAT32, false);
            case "onnxruntime" ->
                new OnnxRuntimeStepper(
                        folder.resolve("step.onnx"),
                        model.layers().size(),
                        model.layers().get(0).hidden());
            case "dl4j" -> new Dl4jStepper(model);
            case "floor" -> new FloorStepper(model, Short.BYTES);
            case "floor-float32" -> new FloorStepper(model, Float.BYTES);
            default -> throw new IllegalArgumentException("no contender is called " + name);
        };
    }
}
