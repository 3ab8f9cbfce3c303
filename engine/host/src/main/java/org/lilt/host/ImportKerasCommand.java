package org.lilt.host;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.ModelFolder;
import org.lilt.engine.network.RecurrentActivation;
import org.lilt.host.keras.KerasImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt import-keras}. */
@Command(
        name = "import-keras",
        description = "Makes a model of a character network that Keras has saved (Embedding, LSTM layers, Dense).",
        mixinStandardHelpOptions = true)
final class ImportKerasCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "WEIGHTS.h5", description = "Weights, or a whole model, of Keras 1, 2 or 3.")
    private Path weights;

    @Parameters(
            index = "1",
            paramLabel = "VOCAB.json",
            description = "Index of each character, character of each index, or the list of characters.")
    private Path vocabulary;

    @Option(names = "-o", required = true, paramLabel = "MODEL", description = "Folder of the model to write.")
    private Path output;

    @Option(
            names = "--recurrent-activation",
            paramLabel = "sigmoid|hard_sigmoid",
            description = "Activation of the gates, where the file does not say it; hard_sigmoid is that of Keras 1"
                    + " and 2, clip(0.2 x + 0.5, 0, 1).")
    private RecurrentActivation activation;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ModelException {
        KerasImport imported = KerasImport.read(weights, vocabulary, activation);
        Model model = imported.model();
        ModelFolder.write(model, output);
        imported.notes().forEach(note -> spec.commandLine().getErr().println("lilt import-keras: " + note));
        String layers =
                model.layers().stream().map(l -> String.valueOf(l.hidden())).collect(Collectors.joining(", "));
        spec.commandLine()
                .getOut()
                .println(output + ": " + model.vocabularySize() + " characters, embedding of " + model.embeddingSize()
                        + ", LSTM of " + layers + ", gates " + imported.gates());
        return 0;
    }
}
