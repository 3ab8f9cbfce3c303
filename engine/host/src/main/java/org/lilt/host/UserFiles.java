package org.lilt.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lilt.host.control.SettingsFolder;

/**
 * Files of one kind among the user's settings, each called by a name that leads out of no folder.
 *
 * @param folder the folder in {@link SettingsFolder} that holds them
 * @param extension what their names end in, with its dot
 */
record UserFiles(String folder, String extension) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    /** Whether a file can be called so. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Those that are there, by name. */
    Map<String, Path> all() throws IOException {
        Map<String, Path> all = new TreeMap<>();
        if (Files.isDirectory(path())) {
            try (Stream<Path> files = Files.list(path())) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    String name = file.getFileName().toString();
                    if (name.endsWith(extension) && isName(name.substring(0, name.length() - extension.length()))) {
                        all.put(name.substring(0, name.length() - extension.length()), file);
                    }
                });
            }
        }
        return all;
    }

    /**
     * Where a file of some name is or would be; its folder is there.
     *
     * @throws IOException when it cannot be called so, or the folder cannot be made; one line
     */
    Path file(String name) throws IOException {
        if (!isName(name)) {
            throw new IOException("a name is a word of letters, digits, - and _, not '"
                    + name.substring(0, Math.min(name.length(), 40)) + "'");
        }
        return Files.createDirectories(path()).resolve(name + extension);
    }

    private Path path() {
        return SettingsFolder.ofUser().resolve(folder);
    }
}
