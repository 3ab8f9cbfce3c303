package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuneWriterTest {
    private static final int V = 60;

    private final LstmNetwork network = new LstmNetwork(endingModel());
    private final SamplingParameters parameters = SamplingParameters.of(1);

    @Test
    void aTuneEndsWithItsFirstEmptyLineAndTheNextFollows() throws Exception {
        TuneWriter writer = writer(7, Opening.header("M:3\n"));
        assertTrue(writer.atTuneStart());
        for (int ordinal = 1; ordinal <= 20; ordinal++) {
            String tune = tune(writer);
            assertEquals(ordinal, writer.tune());
            assertTrue(tune.startsWith("M:3\n"), tune);
            assertEquals(tune.length() - 2, tune.indexOf("\n\n"));
            assertTrue(writer.atTuneStart());
        }
    }

    @Test
    void aTuneCanBeWrittenAgainAlone() throws Exception {
        TuneWriter writer = writer(7, Opening.header(""));
        List<String> tunes = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            tunes.add(tune(writer));
        }
        TuneWriter again = writer(7, Opening.header(""));
        again.next();
        again.startTune(4);
        assertEquals(tunes.get(3), tune(again));
        assertEquals(tunes.get(4), tune(again));
        assertEquals(tunes, tunes.stream().distinct().toList());
    }

    @Test
    void aSeedNamesItsTunes() throws Exception {
        String first = tune(writer(7, Opening.header("")));
        assertEquals(first, tune(writer(7, Opening.header(""))));
        assertNotEquals(first, tune(writer(8, Opening.header(""))));
    }

    @Test
    void everyCharacterIsCountedOnceOverAllTunes() throws Exception {
        TuneWriter writer = writer(7, Opening.header(""));
        long written = 0;
        for (int n = 0; n < 3; n++) {
            assertEquals(written, writer.character());
            written += tune(writer).length();
        }
        writer.startTune(1);
        writer.next();
        assertEquals(written + 1, writer.character());
    }

    @Test
    void aTuneThatDoesNotEndIsEndedByForce() throws Exception {
        parameters.temperature().set(0);
        LstmNetwork endless = new LstmNetwork(alwaysModel('C'));
        TuneWriter writer = new TuneWriter(endless, parameters, 1, Opening.header("\n"), 5);
        assertEquals("\nCCCC\n\n", tune(writer));
        assertEquals("\nCCCC\n\n", tune(writer));
        // A line that is just complete needs one line feed more, not two.
        assertEquals("AB\n\n", tune(new TuneWriter(endless, parameters, 1, Opening.header("AB\n"), 3)));
    }

    @Test
    void theTuneIsThatOfTheLikeliestCharactersAtTemperatureZero() throws Exception {
        parameters.temperature().set(0);
        TuneWriter writer = writer(1, Opening.header("K:D\n"));
        String tune = tune(writer);
        LstmState state = network.newState();
        float[] logits = new float[V];
        int token = 0;
        for (int i = 0; i < tune.length(); i++) {
            network.step(state, token, logits);
            token = network.model().token(tune.charAt(i));
            if (i >= 4 && i < TuneWriter.MAXIMUM_CHARACTERS) {
                assertEquals(Sampler.likeliest(logits), token, "character " + i);
            }
        }
    }

    @Test
    void aTurnedTemperatureGovernsTheVeryNextCharacter() throws Exception {
        parameters.temperature().set(2);
        int changed = 0;
        for (int n = 1; n <= 200; n++) {
            TuneWriter wild = writer(n, Opening.header("ABCD"));
            TuneWriter turned = writer(n, Opening.header("ABCD"));
            for (int i = 0; i < 4; i++) {
                assertEquals(wild.next(), turned.next());
            }
            int drawn = wild.next();
            parameters.temperature().set(0);
            int likeliest = turned.next();
            parameters.temperature().set(2);
            changed += drawn == likeliest ? 0 : 1;
        }
        assertTrue(changed > 100, "changed " + changed);
    }

    @Test
    void aRandomFirstCharacterIsDrawnFromTheWholeVocabulary() throws Exception {
        TuneWriter writer =
                new TuneWriter(new LstmNetwork(alwaysModel('C')), parameters, 1, Opening.randomCharacter(), 2);
        boolean[] seen = new boolean[V];
        for (int ordinal = 1; ordinal <= 1_000; ordinal++) {
            writer.startTune(ordinal);
            seen[network.model().token(writer.next())] = true;
            assertFalse(writer.tuneEnded());
        }
        for (int token = 0; token < V; token++) {
            assertTrue(seen[token], "token " + token);
        }
    }

    @Test
    void aHeaderThatTheModelDoesNotKnowIsRefusedWithItsPlace() {
        ModelException e = assertThrows(ModelException.class, () -> writer(1, Opening.header("K:\u00e9\n")));
        assertEquals("character 3 of the header: the model does not know U+00E9 \u00e9", e.getMessage());
    }

    @Test
    void aTuneBeginsAfterThePrimerThatItsModelNames() throws Exception {
        Model model = Models.random(11, RecurrentActivation.SIGMOID, V, 8, 16);
        LstmNetwork raw = new LstmNetwork(model.withExtra(model.extra().put("primer", "BA\n\n")));
        TuneWriter primed = new TuneWriter(raw, parameters, 1, Opening.header(""), 50);
        for (int ordinal = 1; ordinal <= 3; ordinal++) {
            primed.startTune(ordinal);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                text.appendCodePoint(primed.next());
            }
            assertEquals(drawnAfter("BA\n\n", raw, ordinal), text.toString());
            assertNotEquals(drawnAfter("\n", raw, ordinal), text.toString());
        }
    }

    /** Twenty characters of a tune of seed 1, drawn after a text. */
    private String drawnAfter(String beginning, LstmNetwork network, int ordinal) {
        LstmState state = network.newState();
        float[] logits = new float[V];
        Sampler sampler = new Sampler(V);
        sampler.seed(1, ordinal);
        StringBuilder text = new StringBuilder(beginning);
        for (int i = 0; i < beginning.length() + 19; i++) {
            network.step(state, network.model().token(text.codePointAt(i)), logits);
            if (i >= beginning.length() - 1) {
                text.appendCodePoint(network.model().character(parameters.sample(sampler, logits)));
            }
        }
        return text.substring(beginning.length());
    }

    @Test
    void aPrimerThatTheModelDoesNotKnowIsRefusedWithItsPlace() {
        Model model = network.model();
        LstmNetwork deaf = new LstmNetwork(model.withExtra(model.extra().put("primer", "\n\u00e9")));
        ModelException e =
                assertThrows(ModelException.class, () -> new TuneWriter(deaf, parameters, 1, Opening.header(""), 50));
        assertEquals("character 2 of the primer: the model does not know U+00E9 \u00e9", e.getMessage());
    }

    @Test
    void writingAllocatesNothing() throws Exception {
        TuneWriter writer = writer(7, Opening.header("K:D\n"));
        parameters.topK().set(20);
        parameters.topP().set(0.95);
        Allocation.assertNone(() -> {
            for (int i = 0; i < 2_000; i++) {
                writer.next();
            }
        });
    }

    private TuneWriter writer(long seed, Opening opening) throws ModelException {
        return new TuneWriter(network, parameters, seed, opening, TuneWriter.MAXIMUM_CHARACTERS);
    }

    private static String tune(TuneWriter writer) {
        StringBuilder text = new StringBuilder();
        do {
            text.appendCodePoint(writer.next());
        } while (!writer.tuneEnded());
        return text.toString();
    }

    /** Random weights, and the line feed so likely that empty lines come. */
    private static Model endingModel() {
        Model model = Models.random(11, RecurrentActivation.SIGMOID, V, 8, 16);
        model.denseBias()[0] += 2;
        return model;
    }

    /** A network that always thinks the same character the likeliest. */
    private static Model alwaysModel(int character) {
        Model model = Models.random(12, RecurrentActivation.SIGMOID, V, 8, 4);
        model.denseBias()[model.token(character)] += 100;
        return model;
    }
}
