package org.lilt.engine.network;

/**
 * Draws tokens from logits: temperature, then top-k, then top-p. Has its own random numbers, so that a seed names what is drawn, on
 * every machine. Belongs to one thread; allocates nothing once made.
 *
 * <p>Among equal logits the lower index counts as the likelier. A logit that is not a number is never drawn.
 */
public final class Sampler {
    private final SplitMix64 random = new SplitMix64(0);
    /** Weight of each token, the likeliest at 1 and a dropped one at 0; [V]. */
    private final double[] weights;
    /** Tokens as a heap, the likeliest at the root; [V]. */
    private final int[] heap;

    private int heapSize;
    private double probability;

    /**
     * A sampler with the seed 0.
     *
     * @param vocabularySize V, the length of the logits
     */
    public Sampler(int vocabularySize) {
        weights = new double[vocabularySize];
        heap = new int[vocabularySize];
    }

    /**
     * Begins a stream of random numbers.
     *
     * @param seed any number; the same one gives the same stream
     */
    public void seed(long seed) {
        random.state(SplitMix64.streamSeed(seed, 0));
    }

    /**
     * Begins one of many independent streams of random numbers.
     *
     * @param seed any number
     * @param stream which of its streams, such as the ordinal of a tune
     */
    public void seed(long seed, long stream) {
        random.state(SplitMix64.streamSeed(seed, stream));
    }

    /**
     * Where the random numbers stand.
     *
     * @return all that the next draws depend on, beside the logits
     */
    public long state() {
        return random.state();
    }

    /**
     * Goes back to where the random numbers stood.
     *
     * @param state what {@link #state} gave
     */
    public void state(long state) {
        random.state(state);
    }

    /**
     * Draws a token. One random number is used at every call, so that a change of a setting leaves the later draws where they were.
     *
     * @param logits [V]: unnormalised natural logarithms of the probabilities
     * @param temperature divides the logits: 1 draws as the network predicts, less is safer, more is wilder; 0 takes the likeliest
     *     token always
     * @param topK draws among so many of the likeliest tokens; 0 or less for all
     * @param topP draws among the fewest of the likeliest tokens that, of those that {@code topK} leaves, hold this share of the
     *     probability; 1 or more for all, and always at least one token
     * @return the token; 0 when no logit is a number
     */
    public int sample(float[] logits, double temperature, int topK, double topP) {
        double uniform = random.nextDouble();
        int likeliest = likeliest(logits);
        if (!(temperature > 0) || !(logits[likeliest] > Float.NEGATIVE_INFINITY)) {
            probability = 1;
            return likeliest;
        }
        double total = weigh(logits, finite(logits[likeliest]), temperature);
        if ((topK > 0 && topK < weights.length) || topP < 1) {
            total = keep(topK, topP, total);
        }
        return draw(uniform * total, total, likeliest);
    }

    /**
     * Draws any token, each as likely as another.
     *
     * @return the token, 0 to V - 1
     */
    public int uniform() {
        probability = 1.0 / weights.length;
        return (int) (random.nextDouble() * weights.length);
    }

    /**
     * How likely the last drawn token was.
     *
     * @return probability in the distribution that it was drawn from, after temperature, top-k and top-p; above 0, up to 1
     */
    public double probability() {
        return probability;
    }

    /** The token with the largest logit, of equal ones the first; 0 when none is a number. */
    static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best] || Float.isNaN(logits[best])) {
                best = i;
            }
        }
        return Float.isNaN(logits[best]) ? 0 : best;
    }

    /** So that infinity minus infinity does not arise. */
    private static double finite(float logit) {
        return Math.min(logit, Float.MAX_VALUE);
    }

    private double weigh(float[] logits, double largest, double temperature) {
        double total = 0;
        for (int i = 0; i < logits.length; i++) {
            double weight = Exp.exp((finite(logits[i]) - largest) / temperature);
            weights[i] = weight >= 0 ? weight : 0;
            total += weights[i];
        }
        return total;
    }

    /** Drops all but the likeliest tokens; returns the weight that is left. */
    private double keep(int topK, double topP, double all) {
        buildHeap();
        int most = topK > 0 ? Math.min(topK, heapSize) : heapSize;
        double left = all;
        if (most < heapSize) {
            left = 0;
            for (int kept = 0; kept < most; kept++) {
                left += weights[removeLikeliest()];
            }
            dropHeap();
            buildHeap();
        }
        if (topP < 1) {
            double wanted = topP * left;
            left = 0;
            do {
                left += weights[removeLikeliest()];
            } while (left < wanted && heapSize > 0);
            dropHeap();
        }
        return left;
    }

    private int draw(double point, double total, int likeliest) {
        double passed = 0;
        for (int i = 0; i < weights.length; i++) {
            passed += weights[i];
            if (point < passed) {
                probability = weights[i] / total;
                return i;
            }
        }
        // Only rounding leads here: the sum in this order fell short of the total in another.
        probability = weights[likeliest] / total;
        return likeliest;
    }

    private void buildHeap() {
        heapSize = heap.length;
        for (int i = 0; i < heapSize; i++) {
            heap[i] = i;
        }
        for (int i = heapSize / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    private int removeLikeliest() {
        int likeliest = heap[0];
        heap[0] = heap[--heapSize];
        sink(0);
        return likeliest;
    }

    private void dropHeap() {
        for (int i = 0; i < heapSize; i++) {
            weights[heap[i]] = 0;
        }
    }

    private void sink(int from) {
        int parent = from;
        while (2 * parent + 1 < heapSize) {
            int child = 2 * parent + 1;
            if (child + 1 < heapSize && isLikelier(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isLikelier(heap[child], heap[parent])) {
                return;
            }
            int token = heap[parent];
            heap[parent] = heap[child];
            heap[child] = token;
            parent = child;
        }
    }

    private boolean isLikelier(int a, int b) {
        return weights[a] > weights[b] || (weights[a] == weights[b] && a < b);
    }
}
