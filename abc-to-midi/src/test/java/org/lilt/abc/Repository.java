package org.lilt.abc;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository is, and what may lie beside it. */
final class Repository {
    private Repository() {}

    /** The nearest folder above that holds the change log. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("CHANGELOG.md"))) {
            folder = folder.getParent();
        }
        return folder == null ? Path.of("") : folder;
    }

    /** A file of the material that is shared by several projects, beside the repository; it may be missing. */
    static Path shared(String path) {
        return root().resolve("../shared").resolve(path).normalize();
    }
}
