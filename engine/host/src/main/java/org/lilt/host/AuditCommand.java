package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lilt.engine.TuneFiles;
import org.lilt.host.audit.Audit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt audit}. */
@Command(
        name = "audit",
        description = "Says what is wrong with a set of tunes, as JSON.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    @Parameters(paramLabel = "F.abc", description = "The tunes.")
    private Path file;

    @Option(
            names = "--train",
            arity = "1..*",
            paramLabel = "F.abc",
            description = "Tunes that a network was trained on: how much of them is copied?")
    private List<Path> training = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path path : training) {
            texts.add(TuneFiles.text(path));
        }
        spec.commandLine()
                .getOut()
                .println(new ObjectMapper().writeValueAsString(Audit.of(TuneFiles.text(file), texts)));
        return 0;
    }
}
