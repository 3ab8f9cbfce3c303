package org.lilt.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Replay;
import org.lilt.engine.player.Setup;
import org.lilt.engine.plugins.Plugins;
import org.lilt.engine.tunes.CuedTunes;
import org.lilt.midi.SilentDestination;
import org.lilt.midi.clock.ClockSender;
import org.lilt.plugin.Generator;
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
            "Plays a session's last run once more, with all that was done to it when it was done, into a MIDI file: the same that --record would have written.",
            "Clocks that were followed, and plugins that were left out for what they did, are not played again."
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
        ChangesReader read = new ChangesReader(changes);
        Path part = output.resolveSibling("." + output.getFileName() + ".part");
        try {
            try (Recording recording = new Recording(part)) {
                play(
                        read,
                        changes.toString(),
                        List.of(recording),
                        spec.commandLine().getErr()::println);
            }
            Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return 0;
    }

    /** Plays all of a file to listeners. */
    static void play(ChangesReader read, String origin, List<MessageListener> listeners, Consumer<String> news)
            throws IOException, ModelException {
        Preset preset = read.session().preset();
        PresetLibrary.Found found = new PresetLibrary.Found(preset, origin, Path.of(""));
        Parameter tempo = PlaySession.tempoParameter();
        Parameter transpose = Setup.transposeParameter();
        Bands.playing(found, tempo, transpose);
        Plugins plugins = Bands.plugins(preset, news);
        Band.Plan plan = new Band.Plan(
                found,
                new Generators(found, read.checkpoint(), plugins, false, read.recall()),
                plugins,
                preset.seed(),
                0,
                Math.max(1, read.session().tune()),
                1,
                Ports.SILENT,
                news);
        try (Band band = new Band(plan)) {
            Map<String, Generator> generators = new HashMap<>();
            Map<Generator, CuedTunes> cues = new IdentityHashMap<>();
            for (Band.Member member : band.members()) {
                generators.put(member.part().name(), member.part().generator());
                member.cue().ifPresent(cue -> cues.put(member.part().generator(), cue));
            }
            Setup setup = new Setup(
                    tempo,
                    transpose,
                    Performance.DEFAULT_HORIZON_SECONDS,
                    Optional.empty(),
                    read.sends() ? Optional.of(new ClockSender(new SilentDestination())) : Optional.empty(),
                    Changes.NONE,
                    band.view());
            Replay replay = new Replay(band.parts(), cues, setup, listeners);
            Map<String, Parameter> parameters = ChangesFile.parameters(band.parts(), tempo, transpose);
            read.tell(parameters, generators, new Effects(band, news), replay);
            replay.play(read.end());
        }
    }

    /** Makes the effects that were added later; jars of plugins are looked through when the first is made. */
    private static final class Effects implements ChangesReader.Effects {
        private final Band band;
        private final Consumer<String> news;
        private Plugins plugins;

        Effects(Band band, Consumer<String> news) {
            this.band = band;
            this.news = news;
        }

        @Override
        public Chain chain(String part) {
            return member(part).part().chain();
        }

        @Override
        public Slot effect(String part, int number, String effect) throws PresetException {
            Band.Member member = member(part);
            List<Slot> all = band.effects(member.part());
            if (number < all.size() && all.get(number).id().equals(effect)) {
                return all.get(number);
            }
            if (number != all.size()) {
                throw new IllegalArgumentException("no effect " + number + ", " + effect);
            }
            try {
                plugins = plugins == null ? Bands.all(news) : plugins;
            } catch (IOException e) {
                throw new PresetException(e.getMessage(), e);
            }
            return band.effect(member, effect, plugins);
        }

        private Band.Member member(String part) {
            return band.members().stream()
                    .filter(member -> member.part().name().equals(part))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no part " + part));
        }
    }
}
