package org.lilt.engine.plugins;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Where plugins are looked for. */
public final class PluginPlaces {
    /** Environment variable with further jars and folders, separated as in a class path. */
    public static final String VARIABLE = "LILT_PLUGIN_PATH";

    private static final int DEEPEST = 3;

    private PluginPlaces() {}

    /**
     * The user's plugin folder, which need not be there.
     *
     * @return {@code ~/.local/share/lilt/plugins} or below {@code XDG_DATA_HOME}, {@code ~/Library/Application Support/Lilt/Plugins}, {@code %LOCALAPPDATA%\Lilt\Plugins}
     */
    public static Path ofUser() {
        return ofUser(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    /**
     * The folder for what can be made again.
     *
     * @return {@code ~/.cache/lilt} or below {@code XDG_CACHE_HOME}, {@code ~/Library/Caches/Lilt}, {@code %LOCALAPPDATA%\Lilt\Cache}
     */
    public static Path cache() {
        return cache(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    static Path ofUser(String system, String home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "Lilt", "Plugins");
        }
        return name.startsWith("windows")
                ? localData(home, environment).resolve("Lilt").resolve("Plugins")
                : xdg(environment, "XDG_DATA_HOME", Path.of(home, ".local", "share"))
                        .resolve("lilt")
                        .resolve("plugins");
    }

    static Path cache(String system, String home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Path.of(home, "Library", "Caches", "Lilt");
        }
        return name.startsWith("windows")
                ? localData(home, environment).resolve("Lilt").resolve("Cache")
                : xdg(environment, "XDG_CACHE_HOME", Path.of(home, ".cache")).resolve("lilt");
    }

    private static Path localData(String home, Map<String, String> environment) {
        String data = environment.get("LOCALAPPDATA");
        return data == null || data.isEmpty() ? Path.of(home, "AppData", "Local") : Path.of(data);
    }

    /** By the specification a path that is not absolute is ignored. */
    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.get(variable);
        return value != null && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
    }

    /**
     * All jars in the user's folder and in what {@link #VARIABLE} names.
     *
     * @return in the order of their paths, each once
     * @throws IOException when a folder cannot be read; the message names it
     */
    public static List<Path> jars() throws IOException {
        return jars(ofUser(), System.getenv(VARIABLE));
    }

    static List<Path> jars(Path folder, String further) throws IOException {
        List<Path> places = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            places.add(folder);
        }
        if (further != null) {
            for (String place : further.split(File.pathSeparator)) {
                if (!place.isBlank()) {
                    places.add(Path.of(place));
                }
            }
        }
        List<Path> jars = new ArrayList<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                jars.add(place);
                continue;
            }
            try (Stream<Path> files = Files.walk(place, DEEPEST)) {
                jars.addAll(files.filter(f -> f.toString().endsWith(".jar") && Files.isRegularFile(f))
                        .sorted()
                        .toList());
            }
        }
        return jars.stream().distinct().toList();
    }
}
