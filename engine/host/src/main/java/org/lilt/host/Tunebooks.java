package org.lilt.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lilt.abc.AbcFile;
import org.lilt.host.session.HeardTune;
import org.lilt.midi.file.WholeFile;

/** The user's tunebooks: ABC files, in which tunes that were heard are kept and from which parts can play. */
final class Tunebooks {
    private static final UserFiles FILES = new UserFiles("tunebooks", ".abc");
    private static final int MOST_BYTES = 16 << 20;

    private Tunebooks() {}

    /** The files by name. */
    static Map<String, Path> all() throws IOException {
        return FILES.all();
    }

    /**
     * Writes a tune behind those that a tunebook has, whole or not at all.
     *
     * @param name of the tunebook, as {@link UserFiles#isName} has it; a new one where there is none
     * @param tune to keep; its number is the next of the tunebook
     * @return the file
     * @throws IOException when it cannot be written; the tunebook is then as it was
     */
    static synchronized Path keep(String name, HeardTune tune) throws IOException {
        Path file = FILES.file(name);
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        if (before.length > MOST_BYTES) {
            throw new IOException(file + ": is full, another tunebook must be begun");
        }
        String kept = AbcFile.decode(before).stripTrailing();
        String origin = "preset " + tune.preset() + ", seed " + tune.seed() + ", tune " + tune.ordinal();
        String text = (kept.isEmpty() ? "" : kept + "\n\n")
                + "% played " + tune.played() + ", " + origin + "\n"
                + GenerateCommand.numbered(nextNumber(kept), tune.abc().strip()) + "\n";
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static int nextNumber(String book) {
        return 1 + (int) book.lines().filter(line -> line.startsWith("X:")).count();
    }
}
