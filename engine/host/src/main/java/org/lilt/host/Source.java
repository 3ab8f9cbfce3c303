package org.lilt.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.Opening;
import org.lilt.engine.network.SamplingParameters;
import org.lilt.engine.network.TuneWriter;
import org.lilt.engine.network.WeightFormat;
import org.lilt.plugin.Parameter;
import picocli.CommandLine.Option;

/** The options by which a command says which network writes, and how. */
final class Source {
    /** Seeds that Lilt chooses itself have few digits, so that a person can note one down. */
    private static final int CHOSEN_SEEDS = 1_000_000;

    @Option(names = "--preset", paramLabel = "P", description = "A preset by name (see lilt presets), or its file.")
    private String preset;

    @Option(names = "--model", paramLabel = "M", description = "A model folder, as lilt train writes it.")
    private Path model;

    @Option(
            names = "--checkpoint",
            paramLabel = "EPOCH",
            description = "The network as it stood after this epoch of its training, where the model keeps it.")
    private Integer checkpoint;

    @Option(names = "--temperature", paramLabel = "T", description = "0 (always the likeliest character) to 2.")
    private Double temperature;

    @Option(names = "--top-k", paramLabel = "K", description = "Draw from the K likeliest characters; 0 for all.")
    private Double topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Draw from the likeliest characters that make up this share; 1 for all.")
    private Double topP;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed writes the same tunes.")
    private Long seed;

    /**
     * What the options name, loaded.
     *
     * @param preset the preset
     * @param network its network
     * @param sampling the sampler's parameters, set
     * @param seed given, the preset's, or chosen
     */
    record Loaded(Preset preset, LstmNetwork network, SamplingParameters sampling, long seed) {
        TuneWriter writer() throws ModelException {
            return new TuneWriter(
                    network,
                    sampling,
                    seed,
                    new Opening(preset.opening(), Boolean.TRUE.equals(preset.randomFirst())),
                    TuneWriter.MAXIMUM_CHARACTERS);
        }
    }

    /** Takes a folder that is named without an option: a preset with its model, or a model alone. */
    void folder(Path folder) throws PresetException {
        if (preset != null || model != null) {
            throw new PresetException(folder + ": one of a folder, --preset and --model is enough");
        }
        if (Files.isRegularFile(folder.resolve("preset.json"))) {
            preset = folder.toString();
        } else {
            model = folder;
        }
    }

    /** The seed that was given, or null. */
    Long givenSeed() {
        return seed;
    }

    boolean isNamed() {
        return preset != null || model != null;
    }

    /** The folder that {@code --model} names, or null. */
    Path modelFolder() {
        return model;
    }

    long seedOr(long other) {
        return seed != null ? seed : other;
    }

    /** The preset that the options name, whatever parts it has. */
    PresetLibrary.Found found() throws IOException {
        if (preset != null && model != null) {
            throw new PresetException("--preset and --model exclude each other");
        }
        return model != null
                ? new PresetLibrary.Found(PresetLibrary.bare(model), model.toString(), Path.of(""))
                : PresetLibrary.find(preset != null ? preset : PresetLibrary.DEFAULT);
    }

    Integer checkpoint() {
        return checkpoint;
    }

    /** The seed that was given, that of the preset, or one that is chosen. */
    long seed(Preset of) {
        return seed != null ? seed : of.seed() != null ? of.seed() : new SplittableRandom().nextInt(CHOSEN_SEEDS);
    }

    /** Sets those of a generator's parameters for which there is an option. */
    void override(List<Parameter> parameters) throws PresetException {
        for (Parameter parameter : parameters) {
            switch (parameter.id()) {
                case "temperature" -> set(parameter, temperature, "--");
                case "top_k" -> set(parameter, topK, "--");
                case "top_p" -> set(parameter, topP, "--");
                default -> {
                    // No option for it.
                }
            }
        }
    }

    PresetLibrary.Loaded preset() throws IOException, ModelException {
        if (preset != null && model != null) {
            throw new PresetException("--preset and --model exclude each other");
        }
        return model != null
                ? PresetLibrary.bare(model, checkpoint)
                : PresetLibrary.load(preset != null ? preset : PresetLibrary.DEFAULT, checkpoint);
    }

    /**
     * Loads what the options name.
     *
     * @param others further parameters that the preset may set, such as the tempo
     */
    Loaded load(Parameter... others) throws IOException, ModelException {
        PresetLibrary.Loaded loaded = preset();
        SamplingParameters sampling = SamplingParameters.of(1);
        List<Parameter> all = new ArrayList<>(sampling.all());
        all.addAll(List.of(others));
        for (Map.Entry<String, Double> value :
                loaded.preset().parametersOrEmpty().entrySet()) {
            Parameter parameter = all.stream()
                    .filter(p -> p.id().equals(value.getKey()))
                    .findFirst()
                    .orElse(null);
            if (parameter != null) {
                set(parameter, value.getValue(), "preset " + loaded.preset().name() + ": parameters.");
            } else if (!KNOWN_PARAMETERS.contains(value.getKey())) {
                throw new PresetException("preset " + loaded.preset().name() + ": parameters." + value.getKey()
                        + ": no parameter of this name");
            }
        }
        set(sampling.temperature(), temperature, "--");
        set(sampling.topK(), topK, "--");
        set(sampling.topP(), topP, "--");
        return new Loaded(
                loaded.preset(),
                new LstmNetwork(loaded.model(), WeightFormat.BFLOAT16),
                sampling,
                seed(loaded.preset()));
    }

    /** Parameters of playing, which a command that only writes text does not have. */
    private static final List<String> KNOWN_PARAMETERS = List.of("tempo", "breath", "transpose");

    static void set(Parameter parameter, Double value, String where) throws PresetException {
        if (value != null) {
            try {
                parameter.set(value);
            } catch (IllegalArgumentException e) {
                throw new PresetException(where + e.getMessage(), e);
            }
        }
    }
}
