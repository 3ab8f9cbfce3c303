package org.lilt.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Replays changes as {@code lilt replay} does, without a process for each. */
public final class Replays {
    private Replays() {}

    /** The MIDI file of what was played with some changes. */
    public static byte[] of(List<String> changes) throws Exception {
        Path file = Files.createTempFile("lilt", ".changes.jsonl");
        Path again = Files.createTempFile("lilt", ".mid");
        try {
            Files.write(file, changes);
            try (Recording recording = new Recording(again)) {
                ReplayCommand.play(new ChangesReader(file), file.toString(), List.of(recording), line -> {});
            }
            return Files.readAllBytes(again);
        } finally {
            Files.delete(file);
            Files.delete(again);
        }
    }
}
