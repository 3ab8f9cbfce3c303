package org.lilt.plugin;

import java.util.List;

/**
 * What generators and effects have in common.
 *
 * <p>Life: made by its {@link PluginFactory}, perhaps {@link #load}, then {@link #activate} once, then its work on one thread, then {@link #close}. Whatever
 * it needs while it works is allocated by its constructor or in {@link #activate}, never later.
 */
public interface Plugin extends AutoCloseable {
    /**
     * What can be turned, while it works too. [any thread, in every state]
     *
     * @return the same parameters in the same order at every call; ids are unique within the plugin
     */
    List<Parameter> parameters();

    /**
     * Gets ready to work: allocates, opens, reads. May take its time. [main thread, not yet active]
     *
     * @param host what the plugin may ask for and tell, valid until {@link #close}
     * @throws PluginException when it cannot work; the message is told to the user
     */
    default void activate(Host host) throws PluginException {}

    /**
     * What is to be kept of it beside the values of its parameters. [main thread, in every state; the plugin may be working meanwhile]
     *
     * @return readable text, which a session file holds; empty when the parameters say all
     */
    default String save() {
        return "";
    }

    /**
     * Takes back what {@link #save} gave, perhaps of an older version of the plugin. [main thread, not yet active]
     *
     * @param state what was saved; empty for nothing
     * @throws PluginException when it cannot be read; the message is told to the user, and the plugin starts afresh
     */
    default void load(String state) throws PluginException {}

    /** Releases what the plugin holds. [main thread, after its last work] */
    @Override
    default void close() {}
}
