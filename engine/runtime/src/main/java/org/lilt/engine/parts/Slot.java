package org.lilt.engine.parts;

import java.util.List;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Parameter;

/** An effect in its place in a chain, which may be bypassed. */
public final class Slot {
    private final String id;
    private final Effect effect;
    final Parameter[] parameters;
    private volatile boolean bypassed;
    private volatile String fault = "";

    // Of the player thread.
    boolean works;
    long wake = Long.MAX_VALUE;

    /**
     * Puts an effect, already activated, into a slot.
     *
     * @param id which effect it is, see {@link org.lilt.plugin.Descriptor#id}
     * @param effect belongs to the slot from now on
     */
    public Slot(String id, Effect effect) {
        this.id = id;
        this.effect = effect;
        this.parameters = effect.parameters().toArray(Parameter[]::new);
    }

    /**
     * Which effect it is.
     *
     * @return the id of its descriptor
     */
    public String id() {
        return id;
    }

    /**
     * The effect itself.
     *
     * @return works on the player thread
     */
    public Effect effect() {
        return effect;
    }

    /**
     * What can be turned of it.
     *
     * @return its parameters
     */
    public List<Parameter> parameters() {
        return List.of(parameters);
    }

    /**
     * Whether the music goes past it.
     *
     * @return true while it does
     */
    public boolean bypassed() {
        return bypassed;
    }

    /**
     * Lets the music go past the effect, or through it again, which forgives it what it did. [any thread]
     *
     * @param newBypassed whether it goes past
     */
    public void bypass(boolean newBypassed) {
        if (!newBypassed) {
            fault = "";
        }
        bypassed = newBypassed;
    }

    /**
     * Why it was bypassed without anybody asking for it.
     *
     * @return one line; empty when it has done nothing wrong
     */
    public String fault() {
        return fault;
    }

    /**
     * Bypasses it for a reason. [any thread]
     *
     * @param reason one line
     */
    public void fail(String reason) {
        fault = reason;
        bypassed = true;
    }
}
