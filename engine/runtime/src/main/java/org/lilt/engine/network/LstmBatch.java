package org.lilt.engine.network;

import java.util.Objects;

/**
 * Several streams stepped through one network at once, each to the same bits as alone. The weights are read once for many of them,
 * which is most of a step's cost. Belongs to one thread; a step allocates nothing.
 */
public final class LstmBatch {
    /** So many go through the network at a time: with more, their sums leave the cache and each costs more than before. */
    private static final int AT_ONCE = 16;

    private final LstmNetwork network;
    private final float[][] x;
    private final float[][] z;
    private final int room;

    /**
     * Room for a number of streams.
     *
     * @param network the network that they share
     * @param maximumStreams how many can be stepped at once
     */
    public LstmBatch(LstmNetwork network, int maximumStreams) {
        this.network = network;
        x = new float[Math.min(AT_ONCE, maximumStreams)][];
        z = new float[x.length][];
        room = maximumStreams;
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
        Objects.checkFromToIndex(0, streams, room);
        PreparedLayers layers = network.layers();
        for (int from = 0; from < streams; from += AT_ONCE) {
            layers.step(states, tokens, logits, from, Math.min(AT_ONCE, streams - from), x, z);
        }
    }
}
