package org.lilt.engine.network;

import org.lilt.engine.tunes.TuneText;

/**
 * Writes one tune after another, a character at a time, for ever. Every tune begins at the zero state, to which the model's {@link
 * Model#primer} is fed, as if a blank line stood before the tune; its {@link Opening} is written, then each next character is drawn. A tune ends with its first empty
 * line (two line feeds in a row, the second included); one that has not ended after so many characters is ended with line feeds.
 *
 * <p>Each tune has its own random numbers, which follow from the seed and the tune's ordinal: the n-th tune of a seed is the same
 * whether those before it were written or not, as long as the parameters are.
 *
 * <p>Belongs to one thread, the generator thread. {@link #next} allocates nothing, blocks on nothing and does not throw.
 */
public final class TuneWriter implements TuneText {
    /** Characters after which a tune is ended by force, unless told otherwise: five times as long as a long folk tune. */
    public static final int MAXIMUM_CHARACTERS = 4_000;

    private static final int NONE = -1;

    private final LstmNetwork network;
    private final SamplingParameters parameters;
    private long seed;
    private final int maximumCharacters;
    private final Sampler sampler;
    private final LstmState state;
    private final float[] logits;
    private final int lineFeed;
    private final int[] primer;
    private final int[] header;
    private final boolean randomFirst;

    private int tune;
    /** Code points that this tune begins with instead of the header; null for the header. */
    private int[] beginning;
    /** Characters of this tune that are written. */
    private int position;
    /** Characters of all tunes that are written. */
    private long character;
    /** The token that was written last and that the network has not yet been fed. */
    private int pending;

    private int previous;
    private boolean ended;
    /** The token that is to be written next whatever is drawn, or none. */
    private int put = NONE;
    /** Whether the header has been left off for another. */
    private boolean headerLeftOff;

    private double probability = 1;

    /**
     * Begins at tune 1.
     *
     * @param network the network, which may be shared
     * @param parameters read before every drawn character
     * @param seed any number
     * @param opening how every tune begins
     * @param maximumCharacters characters after which a tune is ended by force, at least 1
     * @throws ModelException when the network does not know the line feed or a character of the primer or the header; one line that names it
     */
    public TuneWriter(
            LstmNetwork network, SamplingParameters parameters, long seed, Opening opening, int maximumCharacters)
            throws ModelException {
        if (maximumCharacters < 1) {
            throw new IllegalArgumentException("a tune of at most " + maximumCharacters + " characters");
        }
        this.network = network;
        this.parameters = parameters;
        this.seed = seed;
        this.maximumCharacters = maximumCharacters;
        sampler = new Sampler(network.vocabularySize());
        state = network.newState();
        logits = new float[network.vocabularySize()];
        lineFeed = token(network.model(), '\n', "a tune ends with an empty line");
        primer = tokens(network.model(), network.model().primer(), "primer");
        header = tokens(network.model(), opening.header(), "header");
        randomFirst = opening.randomFirst();
        startTune(1);
    }

    /**
     * Leaves the tune under way and begins another.
     *
     * @param ordinal which tune of the seed, from 1
     */
    @Override
    public void startTune(int ordinal) {
        startTune(ordinal, null, 0);
    }

    @Override
    public boolean knows(int codePoint) {
        return network.model().token(codePoint) >= 0;
    }

    @Override
    public void startTune(int ordinal, int[] newBeginning, long variation) {
        beginning = newBeginning;
        put = NONE;
        headerLeftOff = false;
        tune = ordinal;
        position = 0;
        ended = false;
        previous = NONE;
        state.reset();
        for (int i = 0; i < primer.length - 1; i++) {
            network.step(state, primer[i], logits);
        }
        pending = primer[primer.length - 1];
        sampler.seed(variation == 0 ? seed : SplitMix64.streamSeed(seed, variation), ordinal);
    }

    /**
     * Writes one character; after the end of a tune, the first of the next.
     *
     * @return a Unicode code point
     */
    @Override
    public int next() {
        if (ended) {
            startTune(tune + 1);
        }
        // The network is fed here and not after drawing: nobody is to wait for what is not yet wanted.
        network.step(state, pending, logits);
        int token = choose();
        pending = token;
        ended = token == lineFeed && previous == lineFeed;
        previous = token;
        position++;
        character++;
        return network.model().character(token);
    }

    /**
     * Whether the last character ended its tune.
     *
     * @return true after the line feed of the empty line
     */
    @Override
    public boolean tuneEnded() {
        return ended;
    }

    /**
     * Whether the next character will be the first of a tune.
     *
     * @return true before a tune's first character
     */
    public boolean atTuneStart() {
        return position == 0 || ended;
    }

    /**
     * The tune that the last character belongs to, or, before its first character, the tune that is to come.
     *
     * @return ordinal, from 1
     */
    public int tune() {
        return tune;
    }

    /**
     * How much is written.
     *
     * @return characters of all tunes since this writer was made; the number, from 0, of the next one
     */
    @Override
    public long character() {
        return character;
    }

    @Override
    public void put(int codePoint) {
        put = network.model().token(codePoint);
        headerLeftOff = true;
    }

    @Override
    public void seed(long newSeed) {
        seed = newSeed;
    }

    @Override
    public double probability() {
        return probability;
    }

    private int choose() {
        probability = 1;
        if (put != NONE) {
            int token = put;
            put = NONE;
            return token;
        }
        if (beginning != null) {
            if (position < beginning.length) {
                return network.model().token(beginning[position]);
            }
        } else if (position < header.length && !headerLeftOff) {
            return header[position];
        }
        if (position >= maximumCharacters) {
            return lineFeed;
        }
        int drawn = randomFirst && beginning == null && !headerLeftOff && position == header.length
                ? sampler.uniform()
                : parameters.sample(sampler, logits);
        probability = sampler.probability();
        return drawn;
    }

    private static int[] tokens(Model model, String text, String name) throws ModelException {
        int[] tokens = text.codePoints().toArray();
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = token(model, tokens[i], "character " + (i + 1) + " of the " + name);
        }
        return tokens;
    }

    private static int token(Model model, int character, String why) throws ModelException {
        int token = model.token(character);
        if (token < 0) {
            throw new ModelException(why + ": the model does not know U+" + String.format("%04X", character)
                    + (Character.isISOControl(character) ? "" : " " + Character.toString(character)));
        }
        return token;
    }
}
