package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lilt.engine.network.ModelException;
import org.lilt.host.report.Foresight;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lilt evaluate}. */
@Command(
        name = "evaluate",
        description = "Says how well a network foresees tunes, as JSON.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private Source source;

    @Parameters(arity = "1..*", paramLabel = "F.abc", description = "ABC files, or folders of them.")
    private List<Path> files;

    @Option(names = "--raw", description = "Take the characters as they are, in one run, and not the normal form.")
    private boolean raw;

    @Override
    public Integer call() throws IOException, ModelException {
        System.out.println(
                new ObjectMapper().writeValueAsString(Foresight.of(source.load().network(), files, raw)));
        return 0;
    }
}
