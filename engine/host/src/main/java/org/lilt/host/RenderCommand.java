package org.lilt.host;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;
import org.lilt.engine.TuneFiles;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.OfflinePerformance;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.engine.plugins.Plugins;
import org.lilt.midi.DestinationException;
import org.lilt.midi.synth.SoundRenderer;
import org.lilt.midi.synth.Synths;
import org.lilt.midi.synth.WavDestination;
import org.lilt.plugin.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt render}. */
@Command(
        name = "render",
        description = "Sound to a file, faster than real time: tunes of a network, or of an ABC file.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RenderCommand implements Callable<Integer> {
    private static final long STEP_FRAMES = SoundRenderer.RATE / 500;

    @Mixin
    private Source source;

    @Parameters(arity = "0..1", paramLabel = "F.abc", description = "ABC to play, instead of what a network writes.")
    private Path abc;

    @Option(names = "--seconds", paramLabel = "S", description = "How long.")
    private Double seconds;

    @Option(names = "--tunes", paramLabel = "N", description = "How many tunes; 1 where --seconds is not given either.")
    private Integer tunes;

    @Option(names = "--tempo", paramLabel = "BPM", description = "Quarter notes a minute.")
    private Double tempo;

    @Option(names = "--synth", paramLabel = "S", description = "synth or jsyn.")
    private String synth = Synths.JDK;

    @Option(names = "--soundfont", paramLabel = "F.sf2", description = "Sounds for the synthesizer.")
    private Path soundFont;

    @Option(names = "-o", required = true, paramLabel = "F.wav", description = "File to write.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ModelException, DestinationException {
        check(seconds == null || seconds > 0, "--seconds must be above 0");
        check(tunes == null || tunes > 0, "--tunes must be above 0");
        if (abc != null) {
            String text = TuneFiles.text(abc);
            try (WavDestination wav = open()) {
                WavTunes played = new WavTunes(wav, tempo);
                AbcFile.read(text, played, AbcDiagnostics.NONE, AbcOptions.FILE);
                if (played.tunes() == 0) {
                    throw new IOException(abc + ": holds no tune (a tune has a field K:)");
                }
                wav.finish();
            }
            return 0;
        }
        Parameter tempoParameter = PlaySession.tempoParameter();
        Parameter transpose = Setup.transposeParameter();
        PresetLibrary.Found found = source.found();
        Bands.playing(found, tempoParameter, transpose);
        Source.set(tempoParameter, tempo, "--");
        int most = tunes != null ? tunes : seconds != null ? 0 : 1;
        try (Band band = band(found, most);
                WavDestination wav = open()) {
            boolean[] ended = new boolean[1];
            OfflinePerformance performance = new OfflinePerformance(
                    band.parts(),
                    wav,
                    Setup.free(tempoParameter, transpose, Performance.DEFAULT_HORIZON_SECONDS)
                            .with(Changes.NONE, band.view()),
                    List.of(new MessageListener() {
                        @Override
                        public void tuneEnds(long tick, int ordinal) {
                            ended[0] = ordinal == most;
                        }
                    }));
            long end = seconds == null ? Long.MAX_VALUE : (long) (seconds * SoundRenderer.RATE);
            for (long frame = 0; frame < end && !ended[0]; frame += STEP_FRAMES) {
                wav.advance(frame);
                performance.doWork();
            }
            performance.stop();
            wav.finish();
        }
        return 0;
    }

    private Band band(PresetLibrary.Found found, int most) throws IOException, ModelException {
        PrintWriter err = spec.commandLine().getErr();
        Plugins plugins = Bands.plugins(found.preset(), err::println);
        Band band = new Band(new Band.Plan(
                found,
                new Generators(found, source.checkpoint(), plugins, false, Generators.Recall.NOTHING),
                plugins,
                source.seed(found.preset()),
                most,
                1,
                1,
                new Ports(List.of(), name -> null), // all goes into the file
                err::println));
        for (Band.Member member : band.members()) {
            source.override(member.part().generator().parameters());
        }
        return band;
    }

    private WavDestination open() throws DestinationException, IOException {
        return new WavDestination(Synths.open(synth, Optional.ofNullable(soundFont)), output);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
