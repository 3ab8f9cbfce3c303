package org.lilt.abc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Nottingham tunes, where they lie beside the repository. */
final class Tunes {
    private Tunes() {}

    /** Whole files, train and valid. */
    static List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : List.of("nottingham/train.abc", "nottingham/valid.abc")) {
            Path file = Repository.shared(name);
            assumeTrue(Files.exists(file), "no Nottingham tunes beside the repository: " + file);
            files.add(AbcFile.decode(Files.readAllBytes(file)));
        }
        return files;
    }

    /** Each tune as a text of its own. */
    static List<String> all() throws IOException {
        List<String> tunes = new ArrayList<>();
        for (String file : files()) {
            for (String tune : file.split("\n\\s*\n")) {
                if (tune.startsWith("X:")) {
                    tunes.add(tune + "\n\n");
                }
            }
        }
        return tunes;
    }
}
