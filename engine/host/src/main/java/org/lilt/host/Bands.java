package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.lilt.engine.plugins.PluginPlaces;
import org.lilt.engine.plugins.Plugins;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Parameter;

/** What commands need to make a {@link Band}. */
final class Bands {
    private Bands() {}

    /** Sets what a preset says of playing as a whole. */
    static void playing(PresetLibrary.Found found, Parameter tempo, Parameter transpose) throws PresetException {
        boolean onePart = found.preset().parts() == null;
        for (Map.Entry<String, Double> value :
                found.preset().parametersOrEmpty().entrySet()) {
            String where = found.origin() + ": parameters.";
            if (value.getKey().equals(tempo.id())) {
                Source.set(tempo, value.getValue(), where);
            } else if (value.getKey().equals(transpose.id())) {
                Source.set(transpose, value.getValue(), where);
            } else if (!onePart) { // that of a single part is looked at with the part
                throw new PresetException(where + value.getKey() + ": no parameter of this name");
            }
        }
    }

    /** Lilt's own plugins, and those of jars where the preset needs them. */
    static Plugins plugins(Preset preset, Consumer<String> news) throws IOException {
        Plugins own = new Plugins();
        Set<String> known = new HashSet<>(Generators.OWN.keySet());
        for (Plugins.Entry entry : own.entries()) {
            if (entry.descriptor().kind() == Descriptor.Kind.EFFECT) {
                known.add(entry.descriptor().id());
            }
        }
        boolean foreign = preset.partsOrOne().stream()
                .anyMatch(part -> !known.contains(part.generator())
                        || part.effectsOrEmpty().stream().anyMatch(e -> !known.contains(e.effect())));
        return foreign ? all(news) : own;
    }

    /** All plugins; jars that are new are scanned. */
    static Plugins all(Consumer<String> news) throws IOException {
        List<Path> jars = PluginPlaces.jars();
        Plugins plugins = Plugins.scan(jars, PluginPlaces.cache(), Plugins.SCAN_LIMIT);
        plugins.bad().forEach(bad -> news.accept("Plugin not used: " + bad.jar() + ": " + bad.reason()));
        return plugins;
    }
}
