package org.lilt.host;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.lilt.engine.CommandProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line {@code lilt}. */
@Command(
        name = "lilt",
        description =
                "Plays endless folk tunes, written by a neural network while you listen, into a synthesizer or a MIDI port.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "Lilt 0.1.0-SNAPSHOT",
        footer = {"", "Try: lilt play"})
public final class Lilt implements Callable<Integer> {
    private static final List<Class<?>> COMMANDS = List.of(
            PlayCommand.class,
            GenerateCommand.class,
            ConvertCommand.class,
            RenderCommand.class,
            DevicesCommand.class,
            PresetsCommand.class,
            PluginsCommand.class,
            HistoryCommand.class,
            ReplayCommand.class,
            PrepareCommand.class,
            ImportKerasCommand.class,
            EvaluateCommand.class,
            AuditCommand.class,
            ReportCommand.class,
            BenchCommand.class);

    /** Exit status of a command that could not do what it was asked to. */
    static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    private Lilt() {}

    /**
     * Runs a command and exits with its status: 0, or 1 after one line on standard error that says what is wrong.
     *
     * @param arguments the command and its options; none to have them explained
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine(arguments).execute(arguments);
    }

    /**
     * The commands that some arguments may mean: the one that the first of them names, since reading the options of all takes a tenth of a second and more before a
     * command begins; or all.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Lilt());
        for (Class<?> command : COMMANDS) {
            if (arguments.length > 0
                    && command.getAnnotation(Command.class).name().equals(arguments[0])) {
                return prepared(line.addSubcommand(command));
            }
        }
        COMMANDS.forEach(line::addSubcommand);
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            line.addSubcommand(provider.command());
        }
        return prepared(line);
    }

    private static CommandLine prepared(CommandLine line) {
        return line.setExecutionExceptionHandler(Lilt::explain)
                .setParameterExceptionHandler(Lilt::explainUse)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** What a person can mend is one line; a bug keeps its stack trace. */
    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        String message = Complaint.of(e);
        if (message == null) {
            throw e;
        }
        line.getErr().println("lilt " + line.getCommandName() + ": " + message);
        return FAILED;
    }

    private static int explainUse(CommandLine.ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        line.getErr()
                .println(name + ": " + e.getMessage().lines().findFirst().orElse("") + " (see " + name + " --help)");
        return FAILED;
    }
}
