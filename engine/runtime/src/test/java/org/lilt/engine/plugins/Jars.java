package org.lilt.engine.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes plugins as their authors do: compiles sources against the interface and packs a jar. */
final class Jars {
    private static final String FACTORY = """
            import java.util.List;
            import org.lilt.plugin.*;

            public class Factory implements PluginFactory {
                public String api() { return %s; }
                public List<Descriptor> descriptors() {
                    return List.of(new Descriptor("%s", Descriptor.Kind.%s, "Test", "", "1", ""));
                }
                public Plugin create(String id) { return new Made(); }
            }
            """;

    private static final String EFFECT = """
            import java.util.List;
            import org.lilt.plugin.*;

            public class Made implements Effect {
                %s
                public List<Parameter> parameters() { return List.of(); }
                public long process(Block in, EventSink out) {
                    for (int i = 0; i < in.size(); i++) {
                        Event e = in.get(i);
                        boolean note = e.kind == Event.Kind.NOTE_ON && e.data1 == 66;
                        %s
                        out.accept(e.tick, e.kind, e.channel, e.data1, e.data2, e.source);
                    }
                    return Long.MAX_VALUE;
                }
                public void reset() {}
            }
            """;

    private static final String GENERATOR = """
            import java.util.List;
            import org.lilt.plugin.*;

            public class Made implements Generator {
                %s
                private long tick;
                private int notes;
                public List<Parameter> parameters() { return List.of(); }
                public void start(long newTick) { tick = newTick; }
                public long advance(long until, EventSink out) {
                    notes++;
                    boolean bad = notes > 8;
                    %s
                    out.accept(tick, Event.Kind.NOTE_ON, 5, 40 + notes %% 12, 90, notes);
                    out.accept(tick + 2520, Event.Kind.NOTE_OFF, 5, 40 + notes %% 12, 0, notes);
                    tick += 5040;
                    return tick;
                }
                public long step() { return notes; }
            }
            """;

    private Jars() {}

    /** An effect that does something at the pitch 66. */
    static Path effect(Path folder, String id, String members, String atNote) throws IOException {
        return jar(folder, id, "EFFECT", String.format(EFFECT, members, atNote), "ApiVersion.CURRENT");
    }

    /** A generator of quavers that does something after the eighth. */
    static Path generator(Path folder, String id, String members, String whenBad) throws IOException {
        return jar(folder, id, "GENERATOR", String.format(GENERATOR, members, whenBad), "ApiVersion.CURRENT");
    }

    static Path jar(Path folder, String id, String kind, String source, String api) throws IOException {
        Path work = Files.createDirectories(folder.resolve(id));
        Files.writeString(work.resolve("Factory.java"), String.format(FACTORY, api, id, kind));
        Files.writeString(work.resolve("Made.java"), source);
        Path interfaces = Path.of(org.lilt.plugin.Plugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-nowarn",
                        "-cp",
                        interfaces.toString(),
                        "-d",
                        work.toString(),
                        work.resolve("Factory.java").toString(),
                        work.resolve("Made.java").toString());
        if (status != 0) {
            throw new IllegalStateException(id + " does not compile");
        }
        Path jar = folder.resolve(id + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.list(work)) {
            packed.putNextEntry(new JarEntry("META-INF/services/org.lilt.plugin.PluginFactory"));
            packed.write("Factory\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            List<Path> classes =
                    files.filter(f -> f.toString().endsWith(".class")).toList();
            for (Path each : classes) {
                packed.putNextEntry(new JarEntry(each.getFileName().toString()));
                packed.write(Files.readAllBytes(each));
            }
        }
        return jar;
    }
}
