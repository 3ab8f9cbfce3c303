package org.lilt.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lilt.abc.NormalForm;

/** Tunes from ABC files and folders of them, in normal form, each once. */
final class TuneFiles {
    private TuneFiles() {}

    /**
     * Reads files.
     *
     * @param paths ABC files, or folders that are searched for {@code *.abc} and {@code *.txt}
     * @return the tunes in normal form, in the order of the files' names, duplicates left out
     * @throws IOException when a path cannot be read or is no text; the message names it
     */
    static List<String> read(List<Path> paths) throws IOException {
        Set<String> tunes = new LinkedHashSet<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                NormalForm.tunes(text(file)).stream().map(NormalForm::of).forEach(tunes::add);
            }
        }
        return new ArrayList<>(tunes);
    }

    private static List<Path> files(Path path) throws IOException {
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

    /** UTF-8, else Latin-1, which older collections are written in. */
    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (byte b : bytes) {
            if (b == 0) {
                throw new IOException(file + ": not a text file");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
