package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lilt.host.session.HeardTune;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt history}. */
@Command(
        name = "history",
        description = {
            "Lists the last hundred tunes of a session, or saves one.",
            "To hear one again: lilt play --session S --again N; one like it: --like N; one that begins like it: --begin-with N."
        },
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SESSION", description = "The session file, see lilt play --session.")
    private Path session;

    @Option(names = "--save", paramLabel = "N", description = "Save the tune of this number.")
    private Integer save;

    @Option(names = "-o", paramLabel = "FILE", description = "Where to: F.abc or F.mid; standard output without it.")
    private Path output;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<HeardTune> tunes = SessionFile.read(session).history();
        PrintWriter out = spec.commandLine().getOut();
        if (save != null) {
            return save(tunes.stream()
                    .filter(t -> t.number() == save)
                    .findFirst()
                    .orElseThrow(() -> new IOException(session + ": has no tune " + save)));
        }
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tunes));
            return 0;
        }
        for (HeardTune tune : tunes) {
            String fields = tune.abc()
                    .lines()
                    .takeWhile(line -> line.matches("[A-Za-z]:.*"))
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
            out.printf(
                    "%4d %s %s seed %d, tune %d: %s%n",
                    tune.number(), tune.played(), tune.liked() ? "*" : " ", tune.seed(), tune.ordinal(), fields);
        }
        return 0;
    }

    private int save(HeardTune tune) throws IOException {
        String abc = GenerateCommand.numbered(tune.number(), tune.abc().strip() + "\n\n");
        if (output == null || !output.toString().toLowerCase(Locale.ROOT).endsWith(".mid")) {
            Texts.write(output, abc);
            return 0;
        }
        Path text = Files.createTempFile("lilt", ".abc");
        try {
            Files.writeString(text, abc);
            return Lilt.commandLine("convert")
                    .setErr(spec.commandLine().getErr())
                    .execute("convert", text.toString(), "-o", output.toString());
        } finally {
            Files.delete(text);
        }
    }
}
