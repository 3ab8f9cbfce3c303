package org.lilt.host;

import java.util.function.Consumer;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Transport;

/**
 * What a plugin sees of Lilt.
 *
 * @param transport where the music is
 * @param music what it goes by
 * @param seed for what is left to chance
 * @param name what messages call the plugin
 * @param news told what the plugin reports
 */
record PluginHost(Transport transport, Music music, long seed, String name, Consumer<String> news) implements Host {
    private static final boolean LOGS = Boolean.getBoolean("lilt.log");

    @Override
    public void log(String message) {
        if (LOGS) {
            news.accept(name + ": " + message);
        }
    }

    @Override
    public void report(String problem) {
        news.accept(name + ": " + problem);
    }
}
