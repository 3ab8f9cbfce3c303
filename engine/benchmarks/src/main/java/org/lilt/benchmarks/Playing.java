package org.lilt.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.lilt.engine.generator.AbcGenerator;
import org.lilt.engine.generator.Instruments;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.ModelFolder;
import org.lilt.engine.network.Opening;
import org.lilt.engine.network.SamplingParameters;
import org.lilt.engine.network.TuneWriter;
import org.lilt.engine.network.WeightFormat;
import org.lilt.engine.player.Setup;
import org.lilt.plugin.Parameter;

/** The shipped preset as {@code lilt play} plays it, for benchmarks that need more than a command line shows. */
final class Playing {
    private static final double TEMPERATURE = 0.85;
    private static final double SLOWEST = 20;
    private static final double FASTEST = 400;
    private static final double TEMPO = 120;

    final LstmNetwork network;
    final SamplingParameters sampling = SamplingParameters.of(TEMPERATURE);
    final TextTap text = new TextTap();
    final Parameter tempo = new Parameter("tempo", "Tempo", "transport", SLOWEST, FASTEST, TEMPO, false, "bpm");
    final Parameter transpose = Setup.transposeParameter();
    final AbcGenerator generator;

    /**
     * Loads it.
     *
     * @param folder the model's
     * @param seed of the tunes
     */
    Playing(Path folder, long seed) throws Exception {
        network = new LstmNetwork(ModelFolder.read(folder), WeightFormat.BFLOAT16);
        TuneWriter writer = new TuneWriter(network, sampling, seed, Opening.header(""), TuneWriter.MAXIMUM_CHARACTERS);
        Instruments.Channel channel = new Instruments.Channel(0, 100, 64);
        generator =
                new AbcGenerator(writer, sampling.all(), new Instruments(List.of(channel, channel, channel)), text, 0);
    }

    Setup setup(double horizonSeconds) {
        return Setup.free(tempo, transpose, horizonSeconds);
    }
}
