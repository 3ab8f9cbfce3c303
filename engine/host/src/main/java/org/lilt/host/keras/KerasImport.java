package org.lilt.host.keras;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.RecurrentActivation;

/**
 * A network that Keras has saved, as a model.
 *
 * @param model the model; it says that it has learnt text as it is
 * @param gates the activation of its gates and how that is known, for a person to read
 * @param notes what a person should know beside, each one line
 */
public record KerasImport(Model model, String gates, List<String> notes) {
    /** What is fed before a tune: raw tunes are divided by empty lines, and this is the end of one. */
    private static final String PRIMER = "\n\n";

    /**
     * Reads a network.
     *
     * @param weights an HDF5 file of Keras 1, 2 or 3, of weights alone or of a whole model
     * @param vocabulary a JSON file: an object from character to index or from index to character, or an array of characters
     * @param activation activation of the gates where the file does not say; null for the default of the Keras that wrote it
     * @return the network
     * @throws ModelException when it cannot be imported; one line with file, place and reason
     */
    public static KerasImport read(Path weights, Path vocabulary, RecurrentActivation activation)
            throws ModelException {
        KerasFile file = KerasFile.read(weights);
        GateActivation gates = GateActivation.of(weights, file, activation);
        int[] characters = KerasVocabulary.read(vocabulary);
        KerasNetwork network = KerasNetwork.of(weights, file.layers());
        network.requireCharacters(vocabulary, characters.length);
        List<String> notes = new ArrayList<>(gates.notes());
        boolean knowsLineFeed = IntStream.of(characters).anyMatch(c -> c == '\n');
        if (!knowsLineFeed) {
            notes.add(vocabulary + ": has no line feed, with which tunes end: this network cannot be played");
        }
        ObjectNode extra = JsonNodeFactory.instance.objectNode();
        extra.put("normalisation", "none: raw text");
        if (knowsLineFeed) {
            extra.put("primer", PRIMER);
        }
        ObjectNode origin = extra.putObject("imported");
        origin.put("from", String.valueOf(weights.getFileName()));
        if (!file.kerasVersion().isEmpty()) {
            origin.put("keras_version", file.kerasVersion());
        }
        origin.put("recurrent_activation", gates.reason());
        try {
            Model model = network.model(characters, gates.activation(), extra);
            return new KerasImport(model, gates.activation().key() + " (" + gates.reason() + ")", notes);
        } catch (IllegalArgumentException e) {
            throw new ModelException(weights + ": " + e.getMessage(), e);
        }
    }
}
