package org.lilt.engine.network;

/**
 * Feeds several writers of one network at once, each of which then draws its next character without a step of its own. Characters are
 * the same as without, whatever is fed when: feeding looks at what is written, drawing at the parameters. Worth while from four writers on, whose
 * weights are then read once.
 *
 * <p>Belongs to the thread of its writers; allocates nothing once made.
 */
public final class WriterBatch {
    private final LstmBatch batch;
    private final TuneWriter[] writers;
    private final LstmState[] states;
    private final int[] tokens;
    private final float[][] logits;

    /**
     * Room for a number of writers.
     *
     * @param network the network of all of them
     * @param most how many can be fed at once
     */
    public WriterBatch(LstmNetwork network, int most) {
        batch = new LstmBatch(network, most);
        writers = new TuneWriter[most];
        states = new LstmState[most];
        tokens = new int[most];
        logits = new float[most][];
    }

    /**
     * Feeds those of the writers that are about to write and have not been fed. One that begins a tune next is left out and
     * steps by itself.
     *
     * @param all the writers, of which no two are the same
     * @param count how many of them are meant, from the first on
     * @throws IndexOutOfBoundsException when there are more than there is room for
     */
    public void feed(TuneWriter[] all, int count) {
        int hungry = 0;
        for (int i = 0; i < count; i++) {
            TuneWriter writer = all[i];
            if (writer.hungry()) {
                writers[hungry] = writer;
                states[hungry] = writer.state();
                tokens[hungry] = writer.pending();
                logits[hungry] = writer.logits();
                hungry++;
            }
        }
        batch.step(states, tokens, logits, hungry);
        for (int i = 0; i < hungry; i++) {
            writers[i].fed();
        }
    }
}
