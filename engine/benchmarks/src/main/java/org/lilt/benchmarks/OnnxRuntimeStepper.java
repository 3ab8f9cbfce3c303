package org.lilt.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** ONNX Runtime by its Java binding, one thread; the state that a call returns is handed to the next as it is. */
final class OnnxRuntimeStepper implements Stepper {
    private final OrtSession session;
    private final LongBuffer token =
            ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private OrtSession.Result last;

    OnnxRuntimeStepper(Path step, int layers, int hidden) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(step.toString(), options);
        }
        long[] shape = {layers, 1, hidden};
        inputs.put("x", OnnxTensor.createTensor(environment, token, new long[] {1, 1}));
        for (String state : new String[] {"h", "c"}) {
            FloatBuffer zero = FloatBuffer.allocate(layers * hidden);
            inputs.put(state, OnnxTensor.createTensor(environment, zero, shape));
        }
    }

    @Override
    public void step(int next) throws OrtException {
        token.put(0, next);
        OrtSession.Result result = session.run(inputs);
        // The state of the call before was an input of this one: only now may it go.
        if (last != null) {
            last.close();
        }
        last = result;
        inputs.put("h", (OnnxTensor) result.get("hn").orElseThrow());
        inputs.put("c", (OnnxTensor) result.get("cn").orElseThrow());
    }

    @Override
    public String format() {
        return "float32";
    }
}
