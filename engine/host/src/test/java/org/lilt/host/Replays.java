package org.lilt.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lilt.engine.player.MessageListener;

/** Replays changes as {@code lilt replay} does, without a process for each. */
public final class Replays {
    private static final int TEMPO = 0xFF;

    private Replays() {}

    /** A message, or with the status 0xFF a tempo. */
    public record Heard(long tick, int status, int data1, int data2) {}

    /** Ends a replay of which enough is known. */
    private static final class Other extends RuntimeException {
        private static final long serialVersionUID = 1;

        Other() {
            super(null, null, false, false);
        }
    }

    private record Listener(Consumer<Heard> hears) implements MessageListener {
        @Override
        public void sent(long tick, int status, int data1, int data2) {
            hears.accept(new Heard(tick, status, data1, data2));
        }

        @Override
        public void tempo(long tick, double quartersPerMinute) {
            hears.accept(new Heard(tick, TEMPO, (int) (quartersPerMinute * 1000), 0));
        }
    }

    /** What was played with some changes, as a MIDI file and as messages. */
    public record Played(byte[] midi, List<Heard> heard) {}

    /** Plays what was played with some changes. */
    public static Played of(List<String> changes) throws Exception {
        Path again = Files.createTempFile("lilt", ".mid");
        try {
            List<Heard> heard = new ArrayList<>();
            try (Recording recording = new Recording(again)) {
                play(changes, recording, new Listener(heard::add));
            }
            return new Played(Files.readAllBytes(again), heard);
        } finally {
            Files.delete(again);
        }
    }

    /** Whether the same is heard with some changes; replays them as far as it is. */
    public static boolean sound(List<String> changes, List<Heard> wanted) throws Exception {
        int[] count = new int[1];
        try {
            play(changes, new Listener(heard -> {
                if (count[0] == wanted.size() || !heard.equals(wanted.get(count[0]++))) {
                    throw new Other();
                }
            }));
        } catch (Other e) {
            return false;
        }
        return count[0] == wanted.size();
    }

    private static void play(List<String> changes, MessageListener... listeners) throws Exception {
        Path file = Files.createTempFile("lilt", ".changes.jsonl");
        try {
            Files.write(file, changes);
            ReplayCommand.play(new ChangesReader(file), file.toString(), List.of(listeners), line -> {});
        } finally {
            Files.delete(file);
        }
    }
}
