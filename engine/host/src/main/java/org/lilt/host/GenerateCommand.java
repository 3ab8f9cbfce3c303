package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Texts.write(output, String.join("", write(source.load().writer(), tunes)));
        return 0;
    }

    /** Tunes as they leave the writer, each numbered. */
    static List<String> write(TuneWriter writer, int tunes) {
        List<String> all = new ArrayList<>();
        for (int tune = 1; tune <= tunes; tune++) {
            StringBuilder written = new StringBuilder();
            do {
                written.appendCodePoint(writer.next());
            } while (!writer.tuneEnded());
            all.add(numbered(tune, written.toString()));
        }
        return all;
    }

    /** A network that has learnt raw text may begin with a line feed more, and numbers its tunes itself, as it likes. */
    static String numbered(int tune, String written) {
        String whole = written.stripLeading();
        boolean hasNumber = whole.startsWith("X:");
        return "X:" + tune + '\n' + (hasNumber ? whole.substring(whole.indexOf('\n') + 1) : whole)
                + (whole.isEmpty() ? "\n" : "");
    }
}
