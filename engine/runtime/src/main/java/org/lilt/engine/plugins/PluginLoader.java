package org.lilt.engine.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.lilt.plugin.ApiVersion;
import org.lilt.plugin.PluginException;
import org.lilt.plugin.PluginFactory;

/** Loads one jar. It sees the Java platform and the plugin interface, and nothing else of Lilt or of other plugins. */
final class PluginLoader extends URLClassLoader {
    private static final String API = PluginFactory.class.getPackageName() + ".";

    PluginLoader(Path jar) throws IOException {
        super(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        if (!Files.isRegularFile(jar)) {
            close();
            throw new IOException(jar + ": no such file");
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(API)) {
            return PluginFactory.class.getClassLoader().loadClass(name);
        }
        return super.findClass(name);
    }

    /** The factories of the jar, all of a version that this Lilt can run. */
    List<PluginFactory> factories() throws PluginException {
        List<PluginFactory> factories = ServiceLoader.load(PluginFactory.class, this).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (factories.isEmpty()) {
            throw new PluginException("names no plugin factory in META-INF/services/" + PluginFactory.class.getName());
        }
        for (PluginFactory factory : factories) {
            if (!ApiVersion.parse(ApiVersion.CURRENT).runs(ApiVersion.parse(factory.api()))) {
                throw new PluginException("was made for version " + factory.api()
                        + " of the plugin interface, this Lilt has " + ApiVersion.CURRENT);
            }
        }
        return factories;
    }
}
