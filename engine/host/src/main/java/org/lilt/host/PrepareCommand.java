package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lilt.engine.TuneFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt prepare}. */
@Command(
        name = "prepare",
        description = "Writes tunes in the normal form that networks learn, and says which it dropped, and why.",
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "F.abc", description = "ABC files, or folders of them.")
    private List<Path> files;

    @Option(names = "-o", paramLabel = "F.txt", description = "File to write; standard output without it.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TuneFiles.Prepared prepared = TuneFiles.prepare(files);
        Texts.write(output, String.join("", prepared.tunes()));
        prepared.account().forEach(spec.commandLine().getErr()::println);
        return 0;
    }
}
