package org.lilt.engine.network;

import java.util.ArrayList;
import java.util.List;

/**
 * How well a network predicts a text, one character at a time. Every character counts, the line feeds of a tune's final empty line
 * included; a line feed is fed before the first and is not counted.
 *
 * @param characters how many were predicted
 * @param bits their information content, in bits: the sum of -log2 of the probability that each was given
 * @param correct how many were thought the likeliest
 * @param unknown how many are not in the vocabulary; they were skipped and are not among {@code characters}
 */
public record Evaluation(long characters, double bits, long correct, long unknown) {
    private static final double LN_2 = StrictMath.log(2);
    private static final String EMPTY_LINE = "\n\n";

    /**
     * Scores tunes, each from the zero state.
     *
     * @param network the network
     * @param normalForm tunes in normal form, each with the empty line that ends it
     * @return the scores over all of them
     * @throws ModelException when the network does not know the line feed
     */
    public static Evaluation ofTunes(LstmNetwork network, String normalForm) throws ModelException {
        List<String> tunes = new ArrayList<>();
        int start = 0;
        while (start < normalForm.length()) {
            int end = normalForm.indexOf(EMPTY_LINE, start);
            end = end < 0 ? normalForm.length() : end + EMPTY_LINE.length();
            tunes.add(normalForm.substring(start, end));
            start = end;
        }
        return of(network, tunes);
    }

    /**
     * Scores a text as one run, the state carried from its first character to its last.
     *
     * @param network the network
     * @param text any text
     * @return the scores
     * @throws ModelException when the network does not know the line feed
     */
    public static Evaluation ofText(LstmNetwork network, String text) throws ModelException {
        return of(network, List.of(text));
    }

    /**
     * Mean information content.
     *
     * @return bits a character; not a number when there are none
     */
    public double bitsPerCharacter() {
        return bits / characters;
    }

    /**
     * Share of characters that were thought the likeliest.
     *
     * @return 0 to 1; not a number when there are no characters
     */
    public double accuracy() {
        return (double) correct / characters;
    }

    private static Evaluation of(LstmNetwork network, List<String> runs) throws ModelException {
        Model model = network.model();
        int lineFeed = model.token('\n');
        if (lineFeed < 0) {
            throw new ModelException("the model does not know the line feed, which stands before every tune");
        }
        LstmState state = network.newState();
        float[] logits = new float[network.vocabularySize()];
        long characters = 0;
        double bits = 0;
        long correct = 0;
        long unknown = 0;
        for (String run : runs) {
            state.reset();
            network.step(state, lineFeed, logits);
            for (int c : (Iterable<Integer>) run.codePoints()::iterator) {
                int token = model.token(c);
                if (token < 0) {
                    unknown++;
                    continue;
                }
                characters++;
                bits += bits(logits, token);
                correct += Sampler.likeliest(logits) == token ? 1 : 0;
                network.step(state, token, logits);
            }
        }
        return new Evaluation(characters, bits, correct, unknown);
    }

    private static double bits(float[] logits, int token) {
        double total = 0;
        for (float logit : logits) {
            total += Exp.exp((double) logit - logits[token]);
        }
        return StrictMath.log(total) / LN_2;
    }
}
