package org.lilt.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private abstract static class Listener implements MessageListener {
        abstract void heard(Heard heard);

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            heard(new Heard(tick, status, data1, data2));
        }

        @Override
        public void tempo(long tick, double quartersPerMinute) {
            heard(new Heard(tick, TEMPO, (int) (quartersPerMinute * 1000), 0));
        }
    }

    /** The MIDI file of what was played with some changes. */
    public static byte[] of(List<String> changes) throws Exception {
        Path again = Files.createTempFile("lilt", ".mid");
        try {
            try (Recording recording = new Recording(again)) {
                play(changes, recording);
            }
            return Files.readAllBytes(again);
        } finally {
            Files.delete(again);
        }
    }

    /** What is heard with some changes. */
    public static List<Heard> heard(List<String> changes) throws Exception {
        List<Heard> all = new ArrayList<>();
        play(changes, new Listener() {
            @Override
            void heard(Heard heard) {
                all.add(heard);
            }
        });
        return all;
    }

    /** Whether the same is heard with some changes; replays them as far as it is. */
    public static boolean sound(List<String> changes, List<Heard> wanted) throws Exception {
        int[] count = new int[1];
        try {
            play(changes, new Listener() {
                @Override
                void heard(Heard heard) {
                    if (count[0] == wanted.size() || !heard.equals(wanted.get(count[0]++))) {
                        throw new Other();
                    }
                }
            });
        } catch (Other e) {
            return false;
        }
        return count[0] == wanted.size();
    }

    private static void play(List<String> changes, MessageListener listener) throws Exception {
        Path file = Files.createTempFile("lilt", ".changes.jsonl");
        try {
            Files.write(file, changes);
            ReplayCommand.play(new ChangesReader(file), file.toString(), List.of(listener), line -> {});
        } finally {
            Files.delete(file);
        }
    }
}
