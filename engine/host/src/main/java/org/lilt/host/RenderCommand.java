package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;
import org.lilt.engine.TuneFiles;
import org.lilt.engine.generator.AbcGenerator;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.OfflinePerformance;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
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
        Source.Loaded loaded = source.load(tempoParameter, transpose);
        Source.set(tempoParameter, tempo, "--");
        int most = tunes != null ? tunes : seconds != null ? 0 : 1;
        AbcGenerator generator = PlaySession.generator(loaded, new TextTap(), most);
        try (WavDestination wav = open()) {
            boolean[] ended = new boolean[1];
            OfflinePerformance performance = new OfflinePerformance(
                    generator,
                    wav,
                    Setup.free(tempoParameter, transpose, Performance.DEFAULT_HORIZON_SECONDS),
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

    private WavDestination open() throws DestinationException, IOException {
        return new WavDestination(Synths.open(synth, Optional.ofNullable(soundFont)), output);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
