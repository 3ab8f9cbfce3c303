package org.lilt.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lilt.abc.AbcFile;
import org.lilt.abc.NormalForm;

/** Tunes from ABC files and folders of them. */
public final class TuneFiles {
    private TuneFiles() {}

    /**
     * Tunes in normal form, each once.
     *
     * @param tunes the distinct tunes, in the order in which they were found
     * @param found how many there were, duplicates counted
     */
    public record Prepared(List<String> tunes, int found) {}

    /**
     * Reads tunes and brings them into normal form.
     *
     * @param paths ABC files, or folders of them
     * @return the tunes, at least one
     * @throws IOException when a path cannot be read, is no text or all of them hold no tune; the message names it
     */
    public static Prepared prepare(List<Path> paths) throws IOException {
        int found = 0;
        Set<String> tunes = new LinkedHashSet<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                List<String> here = NormalForm.tunes(text(file));
                found += here.size();
                here.stream().map(NormalForm::of).forEach(tunes::add);
            }
        }
        if (tunes.isEmpty()) {
            throw new IOException(paths.get(0) + ": holds no tune (a tune has a field K:)");
        }
        return new Prepared(new ArrayList<>(tunes), found);
    }

    /**
     * Reads tunes as they stand.
     *
     * @param paths ABC files, or folders of them
     * @return the tunes from their first field to their last line, each followed by an empty line, duplicates included
     * @throws IOException when a path cannot be read or is no text; the message names it
     */
    public static List<String> blocks(List<Path> paths) throws IOException {
        List<String> tunes = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                NormalForm.tunes(text(file)).forEach(tune -> tunes.add(tune + "\n"));
            }
        }
        return tunes;
    }

    /**
     * The files that a path stands for.
     *
     * @param path a file, or a folder that is searched for {@code *.abc} and {@code *.txt}
     * @return the file, or the folder's files in the order of their names
     * @throws IOException when there is no such path; the message names it
     */
    public static List<Path> files(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + ": no such file or folder");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(".abc") || f.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The text of a file: UTF-8 if it is that, else Latin-1, in which older collections are written.
     *
     * @param file an ABC file
     * @return its text
     * @throws IOException when it cannot be read or is no text; the message names it
     */
    public static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new IOException(file + ": not a text file (byte " + i + " is 0)");
            }
        }
        return AbcFile.decode(bytes);
    }
}
