package org.lilt.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lilt.engine.player.MessageListener;

/** The files that {@code --record} names, by what they end in: MIDI, ABC and WAV at once, one of each at most. */
final class Recordings implements Closeable {
    private Recording midi;
    private AbcRecording abc;
    private Path wav;

    /**
     * Begins them; the sound is the output's to record.
     *
     * @param files {@code .abc}, {@code .wav}, and anything else for MIDI
     * @throws IOException when one cannot be written, or two are of one kind; one line
     */
    Recordings(List<Path> files) throws IOException {
        try {
            for (Path file : files) {
                String name = file.toString().toLowerCase(Locale.ROOT);
                if (name.endsWith(".abc") && abc == null) {
                    abc = new AbcRecording(file);
                } else if (name.endsWith(".wav") && wav == null) {
                    wav = file;
                } else if (!name.endsWith(".abc") && !name.endsWith(".wav") && midi == null) {
                    midi = new Recording(file);
                } else {
                    throw new IOException(file + ": a second recording of its kind");
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The MIDI file, or null. */
    Recording midi() {
        return midi;
    }

    /** Where the sound goes. */
    Optional<Path> wav() {
        return Optional.ofNullable(wav);
    }

    /** Those to be told what is played, the MIDI file aside. */
    List<MessageListener> listeners() {
        return abc == null ? List.of() : List.of(abc);
    }

    /** Begins to write what a session plays. */
    void start(PlaySession session) {
        if (abc != null) {
            abc.start(
                    session.text(), session.status().preset(), session.status().seed());
        }
    }

    /** What is lost or has failed, a line each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (midi != null) {
            troubles.add(midi.trouble());
        }
        if (abc != null) {
            troubles.add(abc.trouble());
        }
        troubles.removeIf(String::isEmpty);
        return troubles;
    }

    @Override
    public void close() throws IOException {
        if (midi != null) {
            midi.close();
        }
        if (abc != null) {
            abc.close();
        }
    }
}
