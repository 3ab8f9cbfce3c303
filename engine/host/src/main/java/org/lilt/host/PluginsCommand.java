package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.lilt.engine.plugins.PluginPlaces;
import org.lilt.engine.plugins.Plugins;
import org.lilt.plugin.Descriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lilt plugins}. */
@Command(
        name = "plugins",
        description = {
            "Lists generators and effects: Lilt's own, and those of jars in the plugin folder and in LILT_PLUGIN_PATH; of jars that cannot be used, why.",
            "New jars are tried out in a process of their own. While it plays, a plugin can still end Lilt, use up its memory and read your files: use only those that you trust, or play with --isolate."
        },
        mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Plugins plugins = Plugins.scan(PluginPlaces.jars(), PluginPlaces.cache(), Plugins.SCAN_LIMIT);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list(plugins, mapper)));
            return 0;
        }
        new TreeMap<>(Generators.OWN).forEach((id, what) -> print(out, "generator", id, what, "Lilt"));
        for (Plugins.Entry entry : plugins.entries()) {
            Descriptor d = entry.descriptor();
            print(
                    out,
                    kind(d),
                    d.id(),
                    d.description(),
                    entry.jar() == null ? "Lilt" : entry.jar().toString());
        }
        plugins.bad().forEach(bad -> out.printf("%-10s %s: %s%n", "not used", bad.jar(), bad.reason()));
        out.println("Plugin folder: " + PluginPlaces.ofUser());
        return 0;
    }

    private static ObjectNode list(Plugins plugins, ObjectMapper mapper) {
        ObjectNode all = mapper.createObjectNode();
        all.put("folder", PluginPlaces.ofUser().toString());
        ArrayNode list = all.putArray("plugins");
        new TreeMap<>(Generators.OWN)
                .forEach((id, what) -> list.addObject()
                        .put("id", id)
                        .put("kind", "generator")
                        .put("name", id)
                        .put("description", what)
                        .put("vendor", "Lilt"));
        for (Plugins.Entry entry : plugins.entries()) {
            Descriptor d = entry.descriptor();
            ObjectNode node = list.addObject()
                    .put("id", d.id())
                    .put("kind", kind(d))
                    .put("name", d.name())
                    .put("description", d.description())
                    .put("vendor", d.vendor())
                    .put("version", d.version());
            if (entry.jar() != null) {
                node.put("jar", entry.jar().toString());
            }
        }
        ArrayNode bad = all.putArray("bad");
        plugins.bad()
                .forEach(b -> bad.addObject().put("jar", b.jar().toString()).put("reason", b.reason()));
        return all;
    }

    private static String kind(Descriptor d) {
        return d.kind().name().toLowerCase(Locale.ROOT);
    }

    private static void print(PrintWriter out, String kind, String id, String what, String from) {
        out.printf("%-10s %-12s %s (%s)%n", kind, id, what, from);
    }
}
