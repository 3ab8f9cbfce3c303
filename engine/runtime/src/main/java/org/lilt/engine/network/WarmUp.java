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
        float[] expectedNumbers = new float[state.size()];
        float[] numbers = new float[state.size()];
        float[] expectedLogits = new float[v];
        float[] logits = new float[v];
        SplitMix64 random = new SplitMix64(0);
        int good = 0;
        for (int window = 0; window < MOST_WINDOWS && good < GOOD_WINDOWS; window++) {
            int faster = 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < WINDOW; step++) {
                int token = (int) (random.nextDouble() * v);
                long start = System.nanoTime();
                current.step(expected, token, expectedLogits);
                long middle = System.nanoTime();
                candidate.step(state, token, logits);
                long end = System.nanoTime();
                faster += end - middle < middle - start ? 1 : 0;
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            expected.save(expectedNumbers);
            state.save(numbers);
            if (!Arrays.equals(expectedNumbers, numbers) || !Arrays.equals(expectedLogits, logits)) {
                throw new IllegalStateException(
                        "the arithmetic '" + candidate.arithmetic().name() + "' differs from '"
                                + current.arithmetic().name() + "'; it is not used");
            }
            good = faster > WINDOW / 2 && allocated == 0 ? good + 1 : 0;
        }
        return good == GOOD_WINDOWS;
    }
}
