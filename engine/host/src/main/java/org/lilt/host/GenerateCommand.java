package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.TuneWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lilt generate}. */
@Command(
        name = "generate",
        description = "Writes tunes as ABC, as fast as it can.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    private Source source;

    @Option(names = "--tunes", paramLabel = "N", description = "How many.")
    private int tunes = 1;

    @Option(names = "-o", paramLabel = "F.abc", description = "File to write; standard output without it.")
    private Path output;

    @Override
    public Integer call() throws IOException, ModelException {
        Source.Loaded loaded = source.load();
        TuneWriter writer = loaded.writer();
        StringBuilder text = new StringBuilder();
        for (int tune = 1; tune <= tunes; tune++) {
            text.append("X:").append(tune).append('\n');
            do {
                text.appendCodePoint(writer.next());
            } while (!writer.tuneEnded());
        }
        Texts.write(output, text);
        return 0;
    }
}
