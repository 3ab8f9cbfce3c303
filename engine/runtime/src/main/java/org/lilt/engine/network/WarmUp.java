package org.lilt.engine.network;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Runs a faster arithmetic beside the one in use until the just-in-time compiler has made it fast: cold, a step in vector registers
 * costs hundreds of milliseconds and allocates every intermediate vector. Both take the same steps, and their bits are compared, so
 * that no arithmetic takes over that plays other tunes.
 */
final class WarmUp {
    private static final int WINDOW = 64;
    /** So many windows in a row must be good: most steps faster, nothing allocated. */
    private static final int GOOD_WINDOWS = 8;
    /** Where the candidate is no better by then, it will not be. */
    private static final int MOST_WINDOWS = 200;

    /** The same in time, for machines on which a step never ends. */
    private static final long MOST_NANOS = 60_000_000_000L;

    /** Streams stepped together: enough for every loop over several of them, and a rest. */
    private static final int TOGETHER = 5;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private WarmUp() {}

    /**
     * Takes steps with both, of one stream and then of several together, until the candidate is the faster and allocates nothing.
     *
     * @return false when it does not come to that
     * @throws IllegalStateException when they differ in one bit
     */
    static boolean run(LstmNetwork network, PreparedLayers current, PreparedLayers candidate) {
        long deadline = System.nanoTime() + MOST_NANOS;
        return run(new Streams(network, current, 1), new Streams(network, candidate, 1), deadline)
                && run(new Streams(network, current, TOGETHER), new Streams(network, candidate, TOGETHER), deadline);
    }

    private static boolean run(Streams current, Streams candidate, long deadline) {
        SplitMix64 random = new SplitMix64(0);
        int good = 0;
        for (int window = 0; window < MOST_WINDOWS && good < GOOD_WINDOWS; window++) {
            int faster = 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < WINDOW; step++) {
                double point = random.nextDouble();
                long start = System.nanoTime();
                current.step(point);
                long middle = System.nanoTime();
                candidate.step(point);
                long end = System.nanoTime();
                faster += end - middle < middle - start ? 1 : 0;
                if (end > deadline) {
                    return false;
                }
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            current.requireSame(candidate);
            good = faster > WINDOW / 2 && allocated == 0 ? good + 1 : 0;
        }
        return good == GOOD_WINDOWS;
    }

    /** Streams that go through the same tokens, each a little shifted. */
    private static final class Streams {
        private final PreparedLayers layers;
        private final LstmState[] states;
        private final int[] tokens;
        private final float[][] logits;
        private final float[][] x;
        private final float[][] z;

        Streams(LstmNetwork network, PreparedLayers layers, int count) {
            this.layers = layers;
            states = new LstmState[count];
            Arrays.setAll(states, s -> network.newState());
            tokens = new int[count];
            logits = new float[count][network.vocabularySize()];
            x = new float[count][];
            z = new float[count][];
        }

        void step(double point) {
            for (int s = 0; s < tokens.length; s++) {
                tokens[s] = ((int) (point * logits[s].length) + s) % logits[s].length;
            }
            if (states.length == 1) {
                layers.step(states[0], tokens[0], logits[0]);
            } else {
                layers.step(states, tokens, logits, 0, states.length, x, z);
            }
        }

        void requireSame(Streams other) {
            for (int s = 0; s < states.length; s++) {
                if (!Arrays.equals(states[s].toBytes(), other.states[s].toBytes())
                        || !Arrays.equals(logits[s], other.logits[s])) {
                    throw new IllegalStateException("the arithmetic '"
                            + other.layers.arithmetic().name() + "' differs from '"
                            + layers.arithmetic().name() + "'; it is not used");
                }
            }
        }
    }
}
