package org.lilt.engine.parts;

import org.lilt.plugin.Parameter;

/** Told when a turned parameter begins to hold. Called on the thread on which it holds: returns at once, allocates nothing, takes no lock. */
@FunctionalInterface
public interface Changes {
    /** For those who want to know of nothing. */
    Changes NONE = (at, parameter, value) -> {};

    /**
     * A parameter has another value from here on.
     *
     * @param at for a generator's parameter the step, see {@link org.lilt.plugin.Generator#step}; for any other the tick
     * @param parameter which
     * @param value its value
     */
    void changed(long at, Parameter parameter, double value);
}
