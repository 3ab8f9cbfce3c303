package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lilt.engine.TuneFiles;
import org.lilt.engine.network.ModelException;
import org.lilt.host.report.Foresight;
import org.lilt.host.report.History;
import org.lilt.host.report.Page;
import org.lilt.host.report.Report;
import org.lilt.host.report.Scores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt report}. */
@Command(
        name = "report",
        description = "Writes a page about a model: its training, its scores beside real tunes, and what it writes.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ReportCommand implements Callable<Integer> {
    /** Of the sampled tunes, so many are shown. */
    private static final int SHOWN = 6;

    private static final long SEED = 1;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "A model folder, with a preset.json or without; or name one by --preset.")
    private Path folder;

    @Mixin
    private Source source;

    @Option(
            names = "--valid",
            arity = "1..*",
            paramLabel = "F.abc",
            description = "Real tunes that the network has not seen, to measure on and to compare with.")
    private List<Path> valid = List.of();

    @Option(
            names = "--rhythm",
            paramLabel = "R",
            description = "Of the tunes of --valid only those with this R: field, such as jig.")
    private String rhythm;

    @Option(
            names = "--train",
            arity = "1..*",
            paramLabel = "F.abc",
            description = "Tunes that it was trained on: how much of them is copied?")
    private List<Path> training = List.of();

    @Option(names = "--tunes", paramLabel = "N", description = "Tunes to be sampled.")
    private int tunes = 300;

    @Option(names = "-o", paramLabel = "REPORT.html", description = "Page to write; MODEL/report.html without it.")
    private Path output;

    @Option(names = "--json", description = "Write the figures to standard output, as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ModelException {
        if (folder != null) {
            source.folder(folder);
        }
        if (!source.isNamed() || tunes < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    tunes < 1 ? "--tunes must be above 0" : "name a MODEL, before other options, or a --preset");
        }
        Source.Loaded loaded = source.load();
        Source.Loaded seeded =
                new Source.Loaded(loaded.preset(), loaded.network(), loaded.sampling(), source.seedOr(SEED));
        Path home = folder != null ? folder : source.modelFolder();
        String name = source.modelFolder() != null
                ? String.valueOf(
                        source.modelFolder().toAbsolutePath().normalize().getFileName())
                : loaded.preset().name();
        Path page = page(home, name);
        Report report = report(seeded, home, name);
        Texts.write(page, Page.of(report));
        if (json) {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(report.figures()));
        } else {
            spec.commandLine().getOut().println(page + ": written");
        }
        return 0;
    }

    /** Where the page goes; asked first, because what comes then takes a minute. */
    private Path page(Path home, String name) throws IOException {
        Path page = output != null
                ? output
                : home != null
                        ? home.resolve("report.html")
                        : Path.of(name.replaceAll("[^\\w.-]+", "-") + "-report.html");
        Path parent = page.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new NoSuchFileException(String.valueOf(parent));
        }
        return page;
    }

    private Report report(Source.Loaded loaded, Path home, String name) throws IOException, ModelException {
        ObjectNode configuration = loaded.network().model().extra();
        History history = History.of(configuration, home);
        List<String> learnt = texts(training);
        List<String> names = new ArrayList<>();
        ObjectNode evaluation = null;
        ObjectNode real = null;
        if (!valid.isEmpty()) {
            valid.forEach(path -> names.add(String.valueOf(path.getFileName())));
            // A network that has learnt text as it stands is measured on such text.
            boolean raw = configuration.path("normalisation").asText().startsWith("none");
            if (rhythm == null) {
                real = Scores.ofReal(String.join("\n\n", texts(valid)), learnt);
                evaluation = Foresight.of(loaded.network(), valid, raw);
            } else {
                String ofRhythm = String.join("", ofRhythm(TuneFiles.blocks(valid)));
                real = Scores.ofReal(ofRhythm, learnt);
                String measured = raw ? ofRhythm : String.join("", ofRhythm(TuneFiles.normalForms(valid)));
                evaluation = Foresight.of(loaded.network(), measured, raw);
                names.replaceAll(file -> file + " (R:" + rhythm + ")");
            }
        }
        List<String> written = GenerateCommand.write(loaded.writer(), tunes);
        return new Report(
                name,
                source.modelFolder() != null ? null : loaded.preset().description(),
                loaded.preset().licence(),
                configuration,
                history,
                sampling(loaded),
                names,
                evaluation,
                real,
                Scores.ofSampled(written, learnt),
                written.subList(0, Math.min(SHOWN, written.size())));
    }

    private ObjectNode sampling(Source.Loaded loaded) {
        ObjectNode sampling = JsonNodeFactory.instance.objectNode().put("tunes", tunes);
        loaded.sampling().all().stream()
                .filter(p -> p.id().equals("temperature") || p.get() != p.defaultValue())
                .forEach(p -> sampling.put(p.id(), p.get()));
        return sampling.put("seed", loaded.seed());
    }

    private List<String> ofRhythm(List<String> tunes) throws IOException {
        List<String> found = TuneFiles.ofRhythm(tunes, rhythm);
        if (found.isEmpty()) {
            throw new IOException(valid.get(0) + ": holds no tune with R:" + rhythm);
        }
        return found;
    }

    private static List<String> texts(List<Path> paths) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : TuneFiles.files(path)) {
                texts.add(TuneFiles.text(file));
            }
        }
        return texts;
    }
}
