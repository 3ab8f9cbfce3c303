package org.lilt.benchmarks;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.lilt.engine.network.LstmBatch;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelFolder;
import org.lilt.engine.network.WeightFormat;

/** The time of one step of 1, 4, 16 and 64 streams at once: {@code StreamsBenchmark MODEL-FOLDER}. */
public final class StreamsBenchmark {
    private static final int[] STREAMS = {1, 4, 16, 64};

    private StreamsBenchmark() {}

    /**
     * Measures and prints one line for each number of streams; times are those of all streams together.
     *
     * @param arguments the model folder
     * @throws Exception when the model cannot be read or vectors do not take over
     */
    public static void main(String[] arguments) throws Exception {
        Model model = ModelFolder.read(Path.of(arguments[0]));
        LstmNetwork network = new LstmNetwork(model, WeightFormat.BFLOAT16);
        if (!network.accelerate()) {
            throw new IllegalStateException("vectors did not take over from the plain loops");
        }
        for (int streams : STREAMS) {
            Measurement.of("lilt-" + streams + "-streams", model.vocabularySize(), new Streams(network, streams));
        }
    }

    private static final class Streams implements Stepper {
        private final LstmBatch batch;
        private final LstmState[] states;
        private final int[] tokens;
        private final float[][] logits;
        private final SplittableRandom random = new SplittableRandom(2);

        Streams(LstmNetwork network, int streams) {
            batch = new LstmBatch(network, streams);
            states = new LstmState[streams];
            tokens = new int[streams];
            logits = new float[streams][network.vocabularySize()];
            for (int s = 0; s < streams; s++) {
                states[s] = network.newState();
            }
        }

        @Override
        public void step(int token) {
            for (int s = 0; s < tokens.length; s++) {
                tokens[s] = random.nextInt(logits[s].length);
            }
            batch.step(states, tokens, logits, states.length);
        }

        @Override
        public String format() {
            return "bfloat16, " + states.length + " streams together";
        }
    }
}
