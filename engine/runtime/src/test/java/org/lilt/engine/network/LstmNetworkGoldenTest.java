package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The stepper against probabilities that PyTorch computed in float64. */
class LstmNetworkGoldenTest {
    private static final double TOLERANCE = 1e-5;

    @Test
    void theSmallNetworkGivesTheProbabilitiesOfTheOracle() throws Exception {
        assertMatches(Models.TINY);
    }

    @Test
    void theNetworkOfTheArticlesSizeGivesTheProbabilitiesOfTheOracle() throws Exception {
        assertMatches(Models.shared("golden/lstm-3x256"));
    }

    private static void assertMatches(Path folder) throws Exception {
        JsonNode golden = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("golden.json")));
        LstmNetwork network = new LstmNetwork(ModelFolder.read(folder));
        LstmState state = network.newState();
        float[] logits = new float[network.vocabularySize()];
        double[] probabilities = new double[network.vocabularySize()];
        JsonNode tokens = golden.get("tokens");
        assertEquals(tokens.size(), golden.get("probabilities").size());
        for (int t = 0; t < tokens.size(); t++) {
            network.step(state, tokens.get(t).intValue(), logits);
            Softmax.probabilities(logits, probabilities);
            for (int v = 0; v < probabilities.length; v++) {
                double expected = golden.get("probabilities").get(t).get(v).doubleValue();
                assertEquals(expected, probabilities[v], TOLERANCE, "step " + t + ", token " + v);
            }
        }
    }
}
