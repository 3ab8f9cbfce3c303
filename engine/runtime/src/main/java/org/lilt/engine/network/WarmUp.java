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
    /** So many windows in a row must be faster: one alone may owe it to a pause of the other's. */
    private static final int GOOD_WINDOWS = 3;
    /** Where the candidate is no better by then, it will not be. */
    private static final int MOST_WINDOWS = 400;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private WarmUp() {}

    /**
     * Takes steps with both until the candidate is the faster and allocates nothing.
     *
     * @return false when it does not come to that
     * @throws IllegalStateException when they differ in one bit
     */
    static boolean run(LstmNetwork network, PreparedLayers current, PreparedLayers candidate) {
        int v = network.vocabularySize();
        LstmState expected = network.newState();
        LstmState state = network.newState();
        float[] expectedLogits = new float[v];
        float[] logits = new float[v];
        SplitMix64 random = new SplitMix64(0);
        int good = 0;
        for (int window = 0; window < MOST_WINDOWS && good < GOOD_WINDOWS; window++) {
            long currentTime = 0;
            long candidateTime = 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < WINDOW; step++) {
                int token = (int) (random.nextDouble() * v);
                long start = System.nanoTime();
                current.step(expected, token, expectedLogits);
                long middle = System.nanoTime();
                candidate.step(state, token, logits);
                currentTime += middle - start;
                candidateTime += System.nanoTime() - middle;
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (!Arrays.equals(expected.toBytes(), state.toBytes()) || !Arrays.equals(expectedLogits, logits)) {
                throw new IllegalStateException(
                        "the arithmetic '" + candidate.arithmetic().name() + "' differs from '"
                                + current.arithmetic().name() + "'; it is not used");
            }
            good = candidateTime < currentTime && allocated == 0 ? good + 1 : 0;
        }
        return good == GOOD_WINDOWS;
    }
}
