package org.lilt.host.control;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the user's settings are kept, as each system has it. */
public final class SettingsFolder {
    private SettingsFolder() {}

    /**
     * The folder on this system; it need not be there yet.
     *
     * @return {@code ~/.config/lilt} or what {@code XDG_CONFIG_HOME} says, {@code ~/Library/Application Support/Lilt}, {@code %APPDATA%\Lilt}
     */
    public static Path ofUser() {
        return of(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    static Path of(String system, String home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "Lilt");
        }
        if (name.startsWith("windows")) {
            String data = environment.get("APPDATA");
            return data == null || data.isEmpty() ? Path.of(home, "AppData", "Roaming", "Lilt") : Path.of(data, "Lilt");
        }
        String config = environment.get("XDG_CONFIG_HOME");
        // By the specification a path that is not absolute is ignored.
        boolean given = config != null && Path.of(config).isAbsolute();
        return given ? Path.of(config, "lilt") : Path.of(home, ".config", "lilt");
    }
}
