package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final String TUNES = "M:3\nABC\n\nM:2\nCBA\n\n";

    private final Model model = Models.random(13, RecurrentActivation.SIGMOID, 60, 8, 16);
    private final LstmNetwork network = new LstmNetwork(model);

    @Test
    void everyCharacterOfEveryTuneIsScoredFromTheZeroState() throws Exception {
        double bits = 0;
        int correct = 0;
        for (String tune : List.of("M:3\nABC\n\n", "M:2\nCBA\n\n")) {
            NaiveNetwork naive = new NaiveNetwork(model);
            double[] probabilities = naive.step(model.token('\n'));
            for (char c : tune.toCharArray()) {
                int token = model.token(c);
                bits -= Math.log(probabilities[token]) / Math.log(2);
                int best = 0;
                for (int v = 1; v < probabilities.length; v++) {
                    best = probabilities[v] > probabilities[best] ? v : best;
                }
                correct += best == token ? 1 : 0;
                probabilities = naive.step(token);
            }
        }
        Evaluation evaluation = Evaluation.ofTunes(network, TUNES);
        assertEquals(18, evaluation.characters());
        assertEquals(bits, evaluation.bits(), 1e-4);
        assertEquals(bits / 18, evaluation.bitsPerCharacter(), 1e-5);
        assertEquals(correct / 18.0, evaluation.accuracy());
        assertEquals(0, evaluation.unknown());
    }

    @Test
    void aTextInOneRunCarriesItsStateAcrossEmptyLines() throws Exception {
        Evaluation run = Evaluation.ofText(network, TUNES);
        assertEquals(18, run.characters());
        assertTrue(Math.abs(run.bits() - Evaluation.ofTunes(network, TUNES).bits()) > 1e-6);
        assertEquals(
                Evaluation.ofText(network, "M:3\nABC\n\n").bits(),
                Evaluation.ofTunes(network, "M:3\nABC\n\n").bits());
    }

    @Test
    void manyTunesScoreTheSumOfEachAlone() throws Exception {
        double bits = 0;
        StringBuilder all = new StringBuilder();
        for (int n = 0; n < 50; n++) {
            String tune = "M:3\n" + "ABC".repeat(1 + n % 7) + "\n\n";
            all.append(tune);
            bits += Evaluation.ofTunes(network, tune).bits();
        }
        assertEquals(bits, Evaluation.ofTunes(network, all.toString()).bits());
    }

    @Test
    void unknownCharactersAreSkippedAndCounted() throws Exception {
        Evaluation clean = Evaluation.ofText(network, "ABC");
        Evaluation dirty = Evaluation.ofText(network, "\u00e9AB\ud83c\udfbbC\t");
        assertEquals(clean.bits(), dirty.bits());
        assertEquals(3, dirty.characters());
        assertEquals(3, dirty.unknown());
    }

    @Test
    void aModelWithoutLineFeedCannotBeEvaluated() {
        Model deaf = new Model(
                new int[] {'a', 'b'},
                RecurrentActivation.SIGMOID,
                new float[2][1],
                List.of(new Model.Layer(new float[1][4], new float[1][4], new float[4])),
                new float[1][2],
                new float[2],
                null);
        assertThrows(ModelException.class, () -> Evaluation.ofText(new LstmNetwork(deaf), "ab"));
    }
}
