package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.lilt.engine.network.LstmBatch;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelFolder;
import org.lilt.engine.network.WeightFormat;
import org.lilt.engine.player.OfflinePerformance;
import org.lilt.engine.player.Performance;
import org.lilt.midi.ManualClock;
import org.lilt.midi.SilentDestination;

/** The time of one step of 1, 4, 16 and 64 streams at once: {@code StreamsBenchmark MODEL-FOLDER PRESET-FOLDER}. */
public final class StreamsBenchmark {
    private static final int[] STREAMS = {1, 4, 16, 64};
    private static final long RATE = 48_000;
    private static final long PLAYED_SECONDS = 1_800;

    private StreamsBenchmark() {}

    /**
     * Measures and prints one line for each number of streams, whose times are those of all streams together, and one that says what
     * playing takes: how many steps a stream takes in a second at 120 quarter notes a minute, and how many streams that leaves a processor room for.
     *
     * @param arguments the folder of the model that is stepped, and that of the model that is played
     * @throws Exception when the model cannot be read or vectors do not take over
     */
    public static void main(String[] arguments) throws Exception {
        Model model = ModelFolder.read(Path.of(arguments[0]));
        LstmNetwork network = new LstmNetwork(model, WeightFormat.BFLOAT16);
        if (!network.accelerate()) {
            throw new IllegalStateException("vectors did not take over from the plain loops");
        }
        double micros = 0;
        for (int streams : STREAMS) {
            micros = Measurement.of(
                    "lilt-" + streams + "-streams", model.vocabularySize(), new Streams(network, streams));
        }
        int most = STREAMS[STREAMS.length - 1];
        double steps = stepsPerSecond(Path.of(arguments[1]));
        double share = steps * micros * 1e-6;
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", "lilt-streams-playing");
        line.put("steps_per_second", Math.round(steps * 10) / 10.0);
        line.put("percent_of_a_core_for_" + most, Math.round(share * 1e4) / 100.0);
        line.put("streams_for_a_core", (int) (most / share));
        System.out.println(line);
    }

    /** Of one stream, the repeats that it replays from memory included. */
    private static double stepsPerSecond(Path folder) throws Exception {
        Playing playing = new Playing(folder, 1);
        ManualClock clock = new ManualClock(RATE);
        OfflinePerformance performance = new OfflinePerformance(
                playing.generator,
                new SilentDestination(clock),
                playing.setup(Performance.DEFAULT_HORIZON_SECONDS),
                List.of());
        while (clock.now() < PLAYED_SECONDS * RATE) {
            performance.doWork();
            clock.moveTo(clock.now() + RATE / 500);
        }
        return (double) playing.text.written() / PLAYED_SECONDS;
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
