package org.lilt.engine.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lilt.engine.effects.BuiltInEffects;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Plugin;
import org.lilt.plugin.PluginException;
import org.lilt.plugin.PluginFactory;

/** The plugins that there are: Lilt's own, and those in jars. */
public final class Plugins {
    /** A jar that takes longer than that to tell what is in it is a bad one. */
    public static final Duration SCAN_LIMIT = Duration.ofSeconds(10);

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Bad> bad = new ArrayList<>();
    private final BuiltInEffects effects = new BuiltInEffects();

    /**
     * A plugin.
     *
     * @param descriptor what it is
     * @param jar where it is from; null for Lilt's own
     */
    public record Entry(Descriptor descriptor, Path jar) {}

    /**
     * A jar, or something in it, that is not used.
     *
     * @param jar which
     * @param reason why, one line
     */
    public record Bad(Path jar, String reason) {}

    /** Lilt's own effects. */
    public Plugins() {
        effects.descriptors().forEach(d -> entries.put(d.id(), new Entry(d, null)));
    }

    /**
     * Lilt's own, and those of the user: jars that are new are scanned, which takes some tenths of a second each.
     *
     * @param jars where to look
     * @param cache folder in which is kept what was found
     * @param limit how long scanning one may take
     * @return all there are
     * @throws IOException when scanning is not possible at all
     */
    public static Plugins scan(List<Path> jars, Path cache, Duration limit) throws IOException {
        Plugins plugins = new Plugins();
        ScanCache known = jars.isEmpty() ? null : new ScanCache(cache);
        for (Path jar : jars) {
            ScanResult result;
            try {
                String key = ScanCache.key(jar);
                result = known.get(key);
                if (result == null) {
                    result = PluginScanner.scan(jar, limit);
                    known.put(key, result);
                }
            } catch (java.nio.file.NoSuchFileException e) {
                result = ScanResult.bad("no such file");
            }
            plugins.add(jar, result);
        }
        return plugins;
    }

    private void add(Path jar, ScanResult result) {
        if (!result.problem().isEmpty()) {
            bad.add(new Bad(jar, result.problem()));
        }
        for (Descriptor descriptor : result.plugins()) {
            Entry before = entries.get(descriptor.id());
            if (before != null) {
                bad.add(new Bad(
                        jar,
                        descriptor.id() + " is there already, in "
                                + (before.jar() == null ? "Lilt itself" : before.jar())));
            } else {
                entries.put(descriptor.id(), new Entry(descriptor, jar));
            }
        }
    }

    /**
     * What can be made.
     *
     * @return Lilt's own first
     */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * What cannot be used.
     *
     * @return and why
     */
    public List<Bad> bad() {
        return List.copyOf(bad);
    }

    /**
     * Finds a plugin.
     *
     * @param id its id
     * @return what it is
     * @throws PluginException when there is none, one line
     */
    public Entry entry(String id) throws PluginException {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new PluginException("there is no plugin " + id + " (see lilt plugins)");
        }
        return entry;
    }

    /**
     * Makes a plugin, one of a jar in a class loader of its own.
     *
     * @param id its id
     * @return a new one, not active
     * @throws PluginException when it cannot be made, one line
     */
    public Plugin create(String id) throws PluginException {
        Entry entry = entry(id);
        return entry.jar() == null ? effects.create(id) : create(entry.jar(), id);
    }

    /** The class loader stays open for as long as the plugin may load classes: until it is collected. */
    @SuppressWarnings("resource")
    static Plugin create(Path jar, String id) throws PluginException {
        try {
            PluginLoader loader = new PluginLoader(jar);
            for (PluginFactory factory : loader.factories()) {
                if (factory.descriptors().stream().anyMatch(d -> d.id().equals(id))) {
                    return factory.create(id);
                }
            }
            throw new PluginException(jar + ": holds no plugin " + id);
        } catch (IOException e) {
            throw new PluginException(jar + ": " + e.getMessage(), e);
        } catch (PluginException e) {
            throw e;
        } catch (Exception | LinkageError | java.util.ServiceConfigurationError e) {
            throw new PluginException(jar + ": " + e, e);
        }
    }
}
