package org.lilt.midi.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where systems keep SoundFonts. */
public final class SoundFonts {
    /** Larger ones, of which there are some of a gigabyte, would be read into memory whole; whoever wants one names it. */
    private static final long LARGEST = 300_000_000;

    private SoundFonts() {}

    /**
     * The system's SoundFont: one called {@code default}, else the largest of up to 300 MB, which sounds best as a rule.
     *
     * @return the file, empty where there is none
     */
    public static Optional<Path> ofSystem() {
        return first(places(System.getProperty("os.name"), Path.of(System.getProperty("user.home"))));
    }

    /** Folders in the order in which they are searched. */
    static List<Path> places(String system, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        List<Path> places = new ArrayList<>();
        if (name.contains("mac")) {
            places.add(home.resolve("Library/Audio/Sounds/Banks"));
            places.add(Path.of("/Library/Audio/Sounds/Banks"));
        } else if (name.contains("win")) {
            places.add(home.resolve("Documents/SoundFonts"));
            places.add(Path.of("C:/soundfonts"));
        } else {
            places.add(home.resolve(".local/share/soundfonts"));
            places.add(home.resolve(".local/share/sounds/sf2"));
            // Arch, Fedora; then Debian, Gentoo, openSUSE, Ubuntu.
            places.add(Path.of("/usr/local/share/soundfonts"));
            places.add(Path.of("/usr/share/soundfonts"));
            places.add(Path.of("/usr/local/share/sounds/sf2"));
            places.add(Path.of("/usr/share/sounds/sf2"));
        }
        return places;
    }

    static Optional<Path> first(List<Path> places) {
        for (Path place : places) {
            try (Stream<Path> files = Files.list(place)) {
                Optional<Path> best = files.filter(
                                file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".sf2")
                                        && Files.isReadable(file)
                                        && Files.isRegularFile(file)
                                        && size(file) <= LARGEST)
                        .max(Comparator.comparing(SoundFonts::isDefault)
                                .thenComparingLong(SoundFonts::size)
                                .thenComparing(Path::toString));
                if (best.isPresent()) {
                    return best;
                }
            } catch (IOException e) {
                // No such folder here: the next may be there.
            }
        }
        return Optional.empty();
    }

    private static boolean isDefault(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).startsWith("default");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
