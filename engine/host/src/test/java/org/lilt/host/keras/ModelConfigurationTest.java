package org.lilt.host.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lilt.engine.network.ModelException;

class ModelConfigurationTest {
    private static final String KERAS_2 = "{'class_name': 'Functional', 'config': {'name': 'model', 'layers': ["
            + "{'class_name': 'InputLayer', 'config': {'name': 'input_1'}, 'name': 'input_1', 'inbound_nodes': []},"
            + "{'class_name': 'Embedding', 'config': {'name': 'e'}, 'name': 'e', 'inbound_nodes': [[['input_1', 0, 0, {}]]]},"
            + "{'class_name': 'LSTM', 'config': {'name': 'l'}, 'name': 'l', 'inbound_nodes': [[['e', 0, 0, {}]]]}]}}";

    private static final String KERAS_3 = "{'class_name': 'Functional', 'config': {'layers': ["
            + "{'class_name': 'InputLayer', 'config': {'name': 'input_1'}, 'inbound_nodes': []},"
            + "{'class_name': 'Embedding', 'config': {'name': 'e'}, 'inbound_nodes': [{'args': [{'class_name': '__keras_tensor__',"
            + " 'config': {'shape': [1, 2], 'keras_history': ['input_1', 0, 0]}}], 'kwargs': {}}]},"
            + "{'class_name': 'LSTM', 'config': {'name': 'l'}, 'inbound_nodes': [{'args': [{'class_name': '__keras_tensor__',"
            + " 'config': {'shape': [1, 2], 'keras_history': ['e', 0, 0]}}], 'kwargs': {}}]}]}}";

    @Test
    void theLayersOfAFunctionalModelAreThoseOfItsChain() throws Exception {
        for (String json : List.of(KERAS_2, KERAS_3)) {
            assertEquals(
                    List.of("InputLayer input_1", "Embedding e", "LSTM l"),
                    read(json).stream()
                            .map(layer -> layer.className() + " " + layer.name())
                            .toList());
        }
    }

    @Test
    void aModelThatIsNoChainIsRefused() {
        refuses(KERAS_2.replace("['e', 0, 0, {}]", "['e', 0, 0, {}], ['input_1', 0, 0, {}]"), "layer l: reads");
        refuses(KERAS_3.replace("['e', 0, 0]", "['input_1', 0, 0]"), "layer l: reads input_1");
    }

    @Test
    void whatDescribesNoModelIsRefusedWithItsPlace() {
        refuses("{}", "Sequential or Functional");
        refuses("{'config': []}", "Sequential or Functional");
        refuses("{'config': [{'class_name': 'LSTM', 'config': {}}]}", "layer 1: has no name");
        refuses(
                "{'config': [{'config': {'name': 'a'}}, {'config': {'name': 'a'}}]}",
                "layer 2: has the name of another");
        refuses("{'config': ", "line 1");
    }

    private static void refuses(String json, String reason) {
        ModelException e = assertThrows(ModelException.class, () -> read(json));
        assertTrue(e.getMessage().startsWith("model_config: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    private static List<ModelConfiguration.Described> read(String json) throws ModelException {
        return ModelConfiguration.read("model_config", json.replace('\'', '"'));
    }
}
