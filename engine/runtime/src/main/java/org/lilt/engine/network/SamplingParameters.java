package org.lilt.engine.network;

import java.util.List;
import org.lilt.plugin.Parameter;

/**
 * The knobs of a sampler. Any thread may turn them; they are read before every sampled character.
 *
 * @param temperature see {@link Sampler#sample}
 * @param topK 0 for all
 * @param topP 1 for all
 */
public record SamplingParameters(Parameter temperature, Parameter topK, Parameter topP) {
    /** Beyond this the text is noise, whatever the network. */
    private static final double HIGHEST_TEMPERATURE = 2;

    private static final int HIGHEST_TOP_K = 100;
    private static final String PATH = "generator/sampling";

    /**
     * New knobs: temperature from 0 to 2, top-k from 0 (off) to 100, top-p from 0 to 1 (off).
     *
     * @param temperature the default temperature, within its range
     * @return the knobs, top-k and top-p off
     * @throws IllegalArgumentException when the temperature is outside its range
     */
    public static SamplingParameters of(double temperature) {
        return new SamplingParameters(
                new Parameter("temperature", "Temperature", PATH, 0, HIGHEST_TEMPERATURE, temperature, false, ""),
                new Parameter("top_k", "Top k", PATH, 0, HIGHEST_TOP_K, 0, true, ""),
                new Parameter("top_p", "Top p", PATH, 0, 1, 1, false, ""));
    }

    /**
     * All knobs.
     *
     * @return temperature, top-k, top-p
     */
    public List<Parameter> all() {
        return List.of(temperature, topK, topP);
    }

    int sample(Sampler sampler, float[] logits) {
        return sampler.sample(logits, temperature.current(), (int) topK.current(), topP.current());
    }
}
