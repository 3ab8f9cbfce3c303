package org.lilt.engine.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    /** So many tunes at a time: beyond this a stream costs no less. */
    private static final int TOGETHER = 16;

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

    private static Evaluation of(LstmNetwork network, List<String> texts) throws ModelException {
        Model model = network.model();
        int lineFeed = model.token('\n');
        if (lineFeed < 0) {
            throw new ModelException("the model does not know the line feed, which stands before every tune");
        }
        List<Run> runs = new ArrayList<>();
        long unknown = 0;
        for (String text : texts) {
            int[] tokens =
                    text.codePoints().map(model::token).filter(t -> t >= 0).toArray();
            unknown += text.codePoints().count() - tokens.length;
            if (tokens.length > 0) {
                runs.add(new Run(tokens));
            }
        }
        score(network, runs, lineFeed);
        long characters = 0;
        double bits = 0;
        long correct = 0;
        for (Run run : runs) {
            characters += run.tokens.length;
            bits += run.bits;
            correct += run.correct;
        }
        return new Evaluation(characters, bits, correct, unknown);
    }

    /** Steps several runs at a time: together they cost half as much, and the bits of each stay as they are. */
    private static void score(LstmNetwork network, List<Run> runs, int lineFeed) {
        LstmBatch batch = new LstmBatch(network, TOGETHER);
        LstmState[] states = new LstmState[TOGETHER];
        int[] tokens = new int[TOGETHER];
        float[][] logits = new float[TOGETHER][network.vocabularySize()];
        List<Run> active = new ArrayList<>();
        Deque<Run> waiting = new ArrayDeque<>(runs);
        while (!active.isEmpty() || !waiting.isEmpty()) {
            while (active.size() < TOGETHER && !waiting.isEmpty()) {
                Run run = waiting.remove();
                run.state = network.newState();
                active.add(run);
            }
            for (int s = 0; s < active.size(); s++) {
                Run run = active.get(s);
                states[s] = run.state;
                tokens[s] = run.position == 0 ? lineFeed : run.tokens[run.position - 1];
            }
            batch.step(states, tokens, logits, active.size());
            for (int s = 0; s < active.size(); s++) {
                active.get(s).score(logits[s]);
            }
            active.stream().filter(Run::ended).forEach(run -> run.state = null);
            active.removeIf(Run::ended);
        }
    }

    /** One text under way. */
    private static final class Run {
        private final int[] tokens;
        /** Only while it is stepped: thousands of texts may wait. */
        private LstmState state;
        /** How many tokens are scored. */
        private int position;

        private double bits;
        private long correct;

        Run(int[] tokens) {
            this.tokens = tokens;
        }

        boolean ended() {
            return position == tokens.length;
        }

        void score(float[] logits) {
            int token = tokens[position++];
            bits += informationContent(logits, token);
            correct += Sampler.likeliest(logits) == token ? 1 : 0;
        }
    }

    private static double informationContent(float[] logits, int token) {
        double total = 0;
        for (float logit : logits) {
            total += Exp.exp((double) logit - logits[token]);
        }
        return StrictMath.log(total) / LN_2;
    }
}
