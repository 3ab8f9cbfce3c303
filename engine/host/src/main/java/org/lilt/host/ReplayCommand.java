package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.player.Part;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Replay;
import org.lilt.engine.player.Setup;
import org.lilt.engine.plugins.Plugins;
import org.lilt.plugin.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt replay}. */
@Command(
        name = "replay",
        description = {
            "Plays a session's last run once more, with every knob turned when it was turned, into a MIDI file.",
            "What was asked for by hand meanwhile (the next tune, a pause, a tune of the history) and clocks that were followed are not played again."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "S.changes.jsonl", description = "The file beside the session's, see lilt play --session.")
    private Path changes;

    @Option(names = "-o", required = true, paramLabel = "F.mid", description = "File to write.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ModelException {
        ChangesFile.Content content = ChangesFile.read(changes);
        if (content.end() < 0) {
            throw new IOException(changes + ": has no end: the session was not closed");
        }
        try (Recording recording = new Recording(output)) {
            play(
                    content,
                    changes.toString(),
                    List.of(recording),
                    spec.commandLine().getErr()::println);
        }
        return 0;
    }

    /** Plays all of a file to listeners. */
    static void play(
            ChangesFile.Content content,
            String origin,
            List<org.lilt.engine.player.MessageListener> listeners,
            java.util.function.Consumer<String> news)
            throws IOException, ModelException {
        Preset preset = content.session().preset();
        PresetLibrary.Found found = new PresetLibrary.Found(preset, origin, Path.of(""));
        Parameter tempo = PlaySession.tempoParameter();
        Parameter transpose = Setup.transposeParameter();
        Bands.playing(found, tempo, transpose);
        Plugins plugins = Bands.plugins(preset, news);
        Band.Plan plan = new Band.Plan(
                found,
                new Generators(found, null, plugins, false, i -> null),
                plugins,
                preset.seed(),
                0,
                Math.max(1, content.session().tune()),
                1,
                List.of(),
                name -> null,
                news);
        try (Band band = new Band(plan)) {
            Map<String, Parameter> names = new LinkedHashMap<>(ChangesFile.byName(band.parts()));
            names.put("tempo", tempo);
            names.put("transpose", transpose);
            List<Replay.Change> turns = new ArrayList<>();
            Map<String, List<Replay.Change>> ofGenerators = new HashMap<>();
            for (ChangesFile.Line line : content.lines()) {
                Parameter parameter = names.get(line.parameter());
                if (parameter == null) {
                    throw new IOException(origin + ": no parameter " + line.parameter());
                }
                Replay.Change change = new Replay.Change(line.at(), parameter, line.value());
                int generator = line.parameter().indexOf(".generator.");
                if (generator < 0) {
                    turns.add(change);
                } else {
                    ofGenerators
                            .computeIfAbsent(line.parameter().substring(0, generator), part -> new ArrayList<>())
                            .add(change);
                }
            }
            turns.sort(Comparator.comparingLong(Replay.Change::at));
            List<Part> parts = new ArrayList<>();
            for (Part part : band.parts()) {
                parts.add(part.with(
                        Replay.generator(part.generator(), ofGenerators.getOrDefault(part.name(), List.of()))));
            }
            Setup setup = Setup.free(tempo, transpose, Performance.DEFAULT_HORIZON_SECONDS)
                    .with(Changes.NONE, band.view());
            new Replay(parts, setup, turns, listeners).play(content.end());
        }
    }
}
