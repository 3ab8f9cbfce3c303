package org.lilt.engine.network;

/**
 * Several streams stepped through one network at once, each to the same bits as alone. The weights are read once for many of them,
 * which is most of a step's cost. Belongs to one thread; a step allocates nothing.
 */
public final class LstmBatch {
    private final LstmNetwork network;
    private final float[][] x;
    private final float[][] z;

    /**
     * Room for a number of streams.
     *
     * @param network the network that they share
     * @param maximumStreams how many can be stepped at once
     */
    public LstmBatch(LstmNetwork network, int maximumStreams) {
        this.network = network;
        x = new float[maximumStreams][];
        z = new float[maximumStreams][];
    }

    /**
     * Feeds each stream one token; see {@link LstmNetwork#step}.
     *
     * @param states where each stream stands, all different; moved on by one step
     * @param tokens the token for each
     * @param logits [streams][V], overwritten
     * @param streams how many of the entries are meant
     * @throws IndexOutOfBoundsException when there are more streams than room, or a token does not exist
     */
    public void step(LstmState[] states, int[] tokens, float[][] logits, int streams) {
        network.layers().step(states, tokens, logits, streams, x, z);
    }
}
