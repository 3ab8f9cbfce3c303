package org.lilt.plugin;

import java.util.List;

/**
 * Makes the plugins of a jar. The jar names its factory in {@code META-INF/services/org.lilt.plugin.PluginFactory}; the factory is public and has a
 * public constructor without parameters, which is called in a scanning process too, so that it had better do nothing.
 */
public interface PluginFactory {
    /**
     * The version of the interface that the jar was compiled against.
     *
     * @return {@link ApiVersion#CURRENT}
     */
    String api();

    /**
     * What can be made. [main thread]
     *
     * @return the same at every call
     */
    List<Descriptor> descriptors();

    /**
     * Makes a plugin. [main thread]
     *
     * @param id one of {@link #descriptors}
     * @return a new one, not active, of the descriptor's kind
     * @throws PluginException when it cannot be made
     */
    Plugin create(String id) throws PluginException;
}
