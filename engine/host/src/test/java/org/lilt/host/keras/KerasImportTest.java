package org.lilt.host.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.RecurrentActivation;

class KerasImportTest {
    /** Ours is float32, theirs float64 and written with nine places. */
    private static final double TOLERANCE = 2e-6;

    static Stream<JsonNode> imported() {
        return Fixtures.imported();
    }

    static Stream<JsonNode> refused() {
        return Fixtures.refused();
    }

    @ParameterizedTest
    @MethodSource("imported")
    void theProbabilitiesAreThoseOfTheEquationsOutsideLilt(JsonNode expected) throws Exception {
        Model model = read(expected).model();
        assertEquals(
                expected.path("recurrent_activation").textValue(),
                model.recurrentActivation().key());
        LstmNetwork network = new LstmNetwork(model);
        LstmState state = network.newState();
        float[] logits = new float[network.vocabularySize()];
        String text = Fixtures.text();
        assertEquals(text.length(), expected.path("probabilities").size());
        for (int i = 0; i < text.length(); i++) {
            network.step(state, model.token(text.charAt(i)), logits);
            double total = 0;
            for (float logit : logits) {
                total += Math.exp(logit);
            }
            for (int v = 0; v < logits.length; v++) {
                double probability =
                        expected.path("probabilities").get(i).get(v).doubleValue();
                assertEquals(probability, Math.exp(logits[v]) / total, TOLERANCE, "character " + i + ", " + v);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoNetworkOfOursIsRefusedByName(JsonNode expected) {
        Path file = Fixtures.file(expected.path("file").textValue());
        String message = refusal(file, Fixtures.vocabulary());
        assertTrue(message.startsWith(file + ": "), message);
        Fixtures.stream(expected.path("names"))
                .forEach(name -> assertTrue(message.contains(name.textValue()), message + " lacks " + name));
    }

    @Test
    void anActivationThatTheFileDoesNotSayIsSaidToBeTaken() throws Exception {
        KerasImport imported = read("keras3.weights.h5", null);
        assertEquals(1, imported.notes().size());
        assertTrue(imported.notes().get(0).contains("--recurrent-activation hard_sigmoid"), imported.toString());
        assertEquals(
                List.of(),
                read("keras3.weights.h5", RecurrentActivation.SIGMOID).notes());
        assertEquals(List.of(), read("keras3-model.h5", null).notes());
    }

    @Test
    void whatAWholeModelSaysIsBelievedBeforeTheOption() throws Exception {
        KerasImport imported = read("keras3-model.h5", RecurrentActivation.HARD_SIGMOID);
        assertEquals(RecurrentActivation.SIGMOID, imported.model().recurrentActivation());
        assertEquals(1, imported.notes().size());
        assertTrue(imported.notes().get(0).contains("not heeded"), imported.toString());
    }

    @Test
    void theModelSaysWhereItComesFromAndThatATuneBeginsAfterAnEmptyLine() throws Exception {
        Model model = read("keras2-weights.h5", null).model();
        assertEquals("\n\n", model.primer());
        assertEquals("none: raw text", model.extra().path("normalisation").textValue());
        assertEquals(
                "2.2.4", model.extra().path("imported").path("keras_version").textValue());
        assertEquals(
                "keras2-weights.h5", model.extra().path("imported").path("from").textValue());
    }

    private static KerasImport read(JsonNode expected) throws ModelException {
        JsonNode options = expected.path("options");
        return read(
                expected.path("file").textValue(),
                options.isEmpty()
                        ? null
                        : RecurrentActivation.valueOf(options.get(1).textValue().toUpperCase(Locale.ROOT)));
    }

    private static KerasImport read(String file, RecurrentActivation activation) throws ModelException {
        return KerasImport.read(Fixtures.file(file), Fixtures.vocabulary(), activation);
    }

    private static String refusal(Path file, Path vocabulary) {
        String message = assertThrows(ModelException.class, () -> KerasImport.read(file, vocabulary, null))
                .getMessage();
        assertFalse(message.contains("\n") || message.contains("\r"), message);
        return message;
    }
}
