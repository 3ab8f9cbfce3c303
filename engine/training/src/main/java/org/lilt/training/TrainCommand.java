package org.lilt.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lilt.engine.CommandProvider;
import org.lilt.engine.TuneFiles;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lilt train}. */
@Command(
        name = "train",
        description = "Trains a network on ABC tunes and writes it as a model folder.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
    /** Brings the command to the command line. */
    public static final class Provider implements CommandProvider {
        /** Called by the service loader. */
        public Provider() {}

        @Override
        public Object command() {
            return new TrainCommand();
        }
    }

    /** How long a Ctrl-C waits for the batch under way and the checkpoint. */
    private static final long SECONDS_TO_STOP = 60;

    /** The application's command that writes a page about a model. */
    private static final String REPORT = "report";

    /** Fewer tunes than these cannot be split into some to learn from and some to check with. */
    private static final int FEWEST_TUNES = 4;

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "ABC files, or folders of them.")
    private List<Path> data;

    @Option(
            names = "--validation",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Tunes kept aside to choose the best epoch by; without it a share of the data.")
    private List<Path> validation = List.of();

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            description = "Share of the data kept aside where --validation is not given.")
    private double validationShare = 0.05;

    @Option(names = "-o", required = true, paramLabel = "MODEL", description = "Folder of the model to write.")
    private Path output;

    @Option(
            names = "--continue",
            paramLabel = "MODEL",
            description = "Begin with the weights of a model folder or a shipped preset, instead of with chance.")
    private String beginning;

    @Option(names = "--resume", description = "Go on with the training whose checkpoint lies in MODEL.")
    private boolean resume;

    @Option(
            names = "--raw",
            description = "Learn the files' text as it stands, in one run, instead of tunes in normal form.")
    private boolean raw;

    @Option(names = "--rhythm", paramLabel = "R", description = "Learn only tunes with this R: field, such as jig.")
    private String rhythm;

    @Option(names = "--embedding", paramLabel = "N", description = "Size of the embedding.")
    private int embedding = 128;

    @Option(names = "--hidden", split = ",", paramLabel = "N", description = "Size of each LSTM layer.")
    private List<Integer> hidden = List.of(256, 256, 256);

    @Option(names = "--dropout", paramLabel = "SHARE", description = "Share of each layer's outputs dropped.")
    private double dropout = 0.3;

    @Option(names = "--weight-decay", paramLabel = "RATE", description = "Shrinking of the weights.")
    private double weightDecay;

    @Option(
            names = "--bars",
            paramLabel = "WEIGHT",
            description = "How much predicting what is left of the bar counts beside predicting the character.")
    private double bars = 0.3;

    @Option(
            names = "--sections",
            paramLabel = "WEIGHT",
            description = "How much predicting open repeats and the bars of the section counts beside it.")
    private double sections = 0.2;

    @Option(names = "--transpose", paramLabel = "SHARE", description = "Share of the tunes learnt in another key.")
    private double transposed = 0.5;

    @Option(names = "--average", paramLabel = "SHARE", description = "Of the averaged weights, kept at an update.")
    private double averaging = 0.998;

    @Option(names = "--batch", paramLabel = "N", description = "Tunes learnt at once.")
    private int batch = 32;

    @Option(names = "--sequence", paramLabel = "N", description = "Steps of truncated backpropagation.")
    private int sequence = 128;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Of Adam, at the start.")
    private double learningRate = 2e-3;

    @Option(names = "--constant-rate", description = "Leave the learning rate as it is; else it falls along a cosine.")
    private boolean constantRate;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the tunes.")
    private int epochs = 60;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without a better validation score after which training ends.")
    private int patience = 10;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Keep a model of its own every N epochs, in MODEL/epoch-N.")
    private int keep;

    @Option(names = "--workers", paramLabel = "N", description = "Threads that share each batch.")
    private int workers = 1;

    @Option(names = "--minutes", paramLabel = "M", description = "Stop after this time, ready to be resumed.")
    private Double minutes;

    @Option(names = "--seed", paramLabel = "N", description = "Of weights, order and dropout.")
    private long seed = 1;

    @Option(names = "--licence", paramLabel = "TEXT", description = "Licence of the tunes, kept with the model.")
    private String licence;

    @Option(names = "--source", paramLabel = "TEXT", description = "Where the tunes come from, kept with the model.")
    private String source;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ModelException {
        check(embedding > 0 && hidden.stream().allMatch(h -> h > 0), "--embedding and --hidden must be above 0");
        check(
                batch > 0 && sequence > 0 && epochs > 0 && patience > 0,
                "--batch, --sequence, --epochs and --patience must be above 0");
        check(workers > 0, "--workers must be above 0");
        check(keep >= 0, "--keep must not be below 0");
        check(
                weightDecay >= 0 && bars >= 0 && sections >= 0,
                "--weight-decay, --bars and --sections must not be below 0");
        check(transposed >= 0 && transposed <= 1, "--transpose must lie between 0 and 1");
        check(averaging >= 0 && averaging < 1, "--average must be at least 0 and below 1");
        check(dropout >= 0 && dropout < 1, "--dropout must be at least 0 and below 1");
        check(validationShare > 0 && validationShare < 1, "--validation-share must lie between 0 and 1");
        check(learningRate > 0, "--learning-rate must be above 0");
        if (!resume && Trainer.checkpointOf(output).exists()) {
            throw new IOException(
                    output + ": holds a training already; go on with it by --resume, or name another folder");
        }
        if (resume && !Trainer.checkpointOf(output).exists()) {
            throw new IOException(output + ": holds no training to resume");
        }
        Trainer trainer = trainer();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    trainer.stop();
                    try {
                        done.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop-training");
        Runtime.getRuntime().addShutdownHook(hook);
        try (TrainingProgressBar bar =
                new TrainingProgressBar(spec.commandLine().getErr())) {
            trainer.train(bar, minutes == null ? null : Duration.ofMillis((long) (minutes * 60_000)));
        } finally {
            done.countDown();
        }
        Progress.Epoch best = trainer.progress().best();
        spec.commandLine()
                .getOut()
                .println(
                        best == null
                                ? output + ": stopped within the first epoch; go on with --resume"
                                : String.format(
                                        java.util.Locale.ROOT,
                                        "%s: best epoch %d, %.4f bits per character on the tunes kept aside",
                                        output,
                                        best.epoch(),
                                        best.validationBits()));
        return trainer.stopped() ? 0 : report(); // a stopped program has no time for it
    }

    /** Has the page written that shows the training, by the application's own command. */
    private int report() {
        if (!spec.root().subcommands().containsKey(REPORT)) {
            return 0;
        }
        List<String> arguments = new ArrayList<>(List.of(REPORT, output.toString(), "--train"));
        data.forEach(path -> arguments.add(path.toString()));
        if (!validation.isEmpty()) {
            arguments.add("--valid");
            validation.forEach(path -> arguments.add(path.toString()));
        }
        return spec.root().commandLine().execute(arguments.toArray(String[]::new));
    }

    private Trainer trainer() throws IOException, ModelException {
        Natives.useOneThread();
        List<String> tunes = tunes(data);
        List<String> aside = validation.isEmpty() ? List.of() : tunes(validation);
        if (validation.isEmpty() && tunes.size() >= FEWEST_TUNES) {
            Collections.shuffle(tunes, new Random(seed));
            int count = Math.max(1, (int) Math.round(tunes.size() * validationShare));
            aside = new ArrayList<>(tunes.subList(0, count));
            tunes = new ArrayList<>(tunes.subList(count, tunes.size()));
        }
        if (tunes.isEmpty() || aside.isEmpty()) {
            throw new IOException(data.get(0) + ": " + tunes.size() + " tunes are too few to train on");
        }
        Model model = beginning == null ? null : model(beginning);
        Corpus training;
        Corpus kept;
        if (raw) {
            String text = String.join("", tunes);
            training = new RunningText(text, RunningText.vocabulary(text), tunes.size());
            kept = new RunningText(String.join("", aside), training.vocabulary(), aside.size());
        } else {
            training = TuneSet.of(tunes, transposed, model == null ? List.of() : characters(model));
            TuneSet known = TuneSet.of(aside, training.vocabulary());
            if (known.dropped() > 0) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                "%d of the tunes kept aside hold characters that no tune to learn from holds: left out%n",
                                known.dropped());
            }
            kept = known;
        }
        spec.commandLine()
                .getErr()
                .printf(
                        "%d tunes to learn from (%d characters, %d different), %d kept aside%n",
                        training.size(),
                        training.characters(),
                        training.vocabulary().size(),
                        kept.size());
        ObjectNode description = description(training, kept);
        if (resume) {
            return Trainer.resume(training, kept, description, output);
        }
        if (model != null && raw) {
            throw new ParameterException(spec.commandLine(), "--continue goes on with tunes in normal form, not --raw");
        }
        Settings settings = new Settings(
                model == null ? embedding : model.embeddingSize(),
                model == null
                        ? hidden
                        : model.layers().stream().map(Model.Layer::hidden).toList(),
                dropout,
                weightDecay,
                raw ? 0 : bars,
                raw ? 0 : sections,
                batch,
                sequence,
                raw ? 0 : transposed,
                averaging,
                learningRate,
                !constantRate,
                epochs,
                patience,
                keep,
                workers,
                seed);
        return new Trainer(settings, training, kept, description, output, model);
    }

    /** A model folder, or the model of a shipped preset, which lies on the class path. */
    private static Model model(String name) throws IOException, ModelException {
        if (Files.isDirectory(Path.of(name))) {
            return ModelFolder.read(Path.of(name));
        }
        String folder = "/presets/" + name + "/";
        try (InputStream config = TrainCommand.class.getResourceAsStream(folder + ModelFolder.CONFIG);
                InputStream weights = TrainCommand.class.getResourceAsStream(folder + ModelFolder.WEIGHTS)) {
            if (config == null || weights == null) {
                throw new IOException(name + ": no model folder, and no shipped preset with a model of this name");
            }
            return ModelFolder.read("preset " + name, config, weights);
        }
    }

    private static List<String> characters(Model model) {
        return IntStream.range(0, model.vocabularySize())
                .mapToObj(token -> Character.toString(model.character(token)))
                .toList();
    }

    /** The command as it was given, so that it can be given again. */
    private String command() {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return "./lilt "
                + arguments.stream()
                        .filter(a -> !a.equals("--resume"))
                        .map(a -> a.matches("[\\w./,:=+-]+") ? a : "'" + a.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
    }

    /** The tunes of some files, in normal form or as they stand. */
    private List<String> tunes(List<Path> paths) throws IOException {
        List<String> tunes;
        if (raw) {
            tunes = TuneFiles.blocks(paths);
        } else {
            TuneFiles.Prepared prepared = TuneFiles.prepare(paths);
            prepared.account().forEach(spec.commandLine().getErr()::println);
            tunes = prepared.tunes();
        }
        return rhythm == null ? tunes : TuneFiles.ofRhythm(tunes, rhythm);
    }

    private ObjectNode description(Corpus training, Corpus kept) {
        ObjectNode all = Checkpoint.JSON.createObjectNode();
        all.put("normalisation", raw ? "none" : "lilt normal form, a line feed before each tune");
        ObjectNode about = all.putObject("data");
        about.put("tunes", training.size());
        about.put("characters", training.characters());
        about.put("tunes_kept_aside", kept.size());
        if (source != null) {
            about.put("source", source);
        }
        if (licence != null) {
            about.put("licence", licence);
        }
        if (beginning != null) {
            all.put("continued_from", beginning);
        }
        all.putObject("training").put("command", command());
        return all;
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
