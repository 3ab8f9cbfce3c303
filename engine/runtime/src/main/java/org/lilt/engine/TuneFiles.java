package org.lilt.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lilt.abc.AbcFile;
import org.lilt.abc.NormalForm;

/** Tunes from ABC files and folders of them. */
public final class TuneFiles {
    private TuneFiles() {}

    /** Dropped tunes that are told one by one; of the others just how many there are. */
    private static final int TOLD = 20;

    /**
     * A tune that is not learnt.
     *
     * @param file where it stands
     * @param line line that is to blame, from 1
     * @param name its title, or else its number
     * @param reason what is wrong with it, a phrase without a full stop
     * @param duplicate whether the reason is that it came before
     */
    public record Dropped(Path file, int line, String name, String reason, boolean duplicate) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + name + ": " + reason;
        }
    }

    /**
     * Tunes in normal form, each once, and each such that the reader can read it.
     *
     * @param tunes the tunes, in the order in which they were found
     * @param dropped those that were left out, in the same order
     */
    public record Prepared(List<String> tunes, List<Dropped> dropped) {
        /**
         * What was dropped, for a person.
         *
         * @return a line for each of the first twenty, one that counts the others, and a summary
         */
        public List<String> account() {
            List<String> lines = dropped.stream()
                    .limit(TOLD)
                    .map(Dropped::toString)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (dropped.size() > TOLD) {
                lines.add("... and " + (dropped.size() - TOLD) + " more");
            }
            long duplicates = dropped.stream().filter(Dropped::duplicate).count();
            lines.add(tunes.size() + " tunes; dropped: " + duplicates + " duplicates, " + (dropped.size() - duplicates)
                    + " that cannot be read");
            return lines;
        }
    }

    /**
     * Reads tunes, brings them into normal form, and drops what a network should not learn: duplicates, and tunes that the reader cannot
     * read: those without a note or a K:, with an unreadable M:, L: or K:, or with something in them that is opened and not closed. One file at a time is in memory beside the tunes.
     *
     * @param paths ABC files, or folders of them
     * @return the tunes, at least one
     * @throws IOException when a path cannot be read, is no text or all of them hold no tune that can be read; the message names it
     */
    public static Prepared prepare(List<Path> paths) throws IOException {
        Map<String, String> places = new LinkedHashMap<>();
        List<Dropped> dropped = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                for (NormalForm.Block block : NormalForm.blocks(text(file))) {
                    sort(file, block, places, dropped);
                }
            }
        }
        if (places.isEmpty() && !dropped.isEmpty()) {
            throw new IOException("none of " + dropped.size() + " tunes can be read; " + dropped.get(0));
        }
        requireTunes(paths, places.isEmpty());
        return new Prepared(new ArrayList<>(places.keySet()), dropped);
    }

    /** Puts a tune with those that are learnt, or with those that are dropped; free text goes nowhere. */
    private static void sort(Path file, NormalForm.Block block, Map<String, String> places, List<Dropped> dropped) {
        if (!block.has('K') && !block.has('X')) {
            return;
        }
        String tune = block.has('K') ? NormalForm.of(block.text()) : null;
        String before = places.get(tune);
        if (before != null) {
            dropped.add(new Dropped(file, block.line(), Refusal.name(block), "the same as " + before, true));
            return;
        }
        Optional<Refusal> refusal = Refusal.of(block);
        if (refusal.isPresent()) {
            dropped.add(new Dropped(
                    file,
                    refusal.get().line(),
                    Refusal.name(block),
                    refusal.get().reason(),
                    false));
        } else {
            places.put(tune, file + ":" + block.line());
        }
    }

    /**
     * Reads tunes and brings them into normal form, whatever is wrong with them: for measuring on.
     *
     * @param paths ABC files, or folders of them
     * @return the tunes, at least one and each once, in the order in which they were found
     * @throws IOException when a path cannot be read, is no text or all of them hold no tune; the message names it
     */
    public static List<String> normalForms(List<Path> paths) throws IOException {
        Set<String> tunes = new LinkedHashSet<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                NormalForm.tunes(text(file)).stream().map(NormalForm::of).forEach(tunes::add);
            }
        }
        requireTunes(paths, tunes.isEmpty());
        return new ArrayList<>(tunes);
    }

    private static void requireTunes(List<Path> paths, boolean none) throws IOException {
        if (none) {
            throw new IOException(paths.get(0) + ": holds no tune (a tune has a field K:)");
        }
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
     * Those tunes that are of a kind.
     *
     * @param tunes as they stand or in normal form
     * @param rhythm what their field {@code R:} says, in upper or lower case
     * @return the tunes whose field says so, in their order
     */
    public static List<String> ofRhythm(List<String> tunes, String rhythm) {
        Pattern field = Pattern.compile(
                "^R:\\s*" + Pattern.quote(rhythm) + "\\s*$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
        return tunes.stream().filter(t -> field.matcher(t).find()).collect(Collectors.toCollection(ArrayList::new));
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
