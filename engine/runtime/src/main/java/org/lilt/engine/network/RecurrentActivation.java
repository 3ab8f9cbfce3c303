package org.lilt.engine.network;

/** The squashing function of the input, forget and output gates. */
public enum RecurrentActivation {
    /** {@code 1 / (1 + exp(-x))}, the default of Keras since version 2.4 and of every other library. */
    SIGMOID("sigmoid"),
    /** {@code clip(0.2 x + 0.5, 0, 1)}, the default of older Keras; Keras 3 has the same name for a slope of 1/6. */
    HARD_SIGMOID("hard_sigmoid");

    private final String key;

    RecurrentActivation(String key) {
        this.key = key;
    }

    /**
     * How {@code config.json} names it.
     *
     * @return {@code sigmoid} or {@code hard_sigmoid}
     */
    public String key() {
        return key;
    }
}
