package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.SilentDestination;
import org.lilt.midi.devices.Destinations;
import org.lilt.midi.synth.Synths;
import org.lilt.midi.synth.WavRecordingDestination;

/**
 * Where {@code --out} leads. A file is silence with a recording, because a file knows ticks and a destination only moments.
 *
 * @param destination the destination, open
 * @param explanation one sentence for a person: what was chosen, and why
 * @param recording the file of {@code file:}
 */
record Output(Destination destination, String explanation, Optional<Recording> recording) implements AutoCloseable {
    private static final String FILE = "file:";

    /**
     * Opens what a person asked for.
     *
     * @param out as {@code --out} takes it
     * @param soundFont sounds for the synthesizer; the system's or its own without
     * @param wav file that the sound is recorded in, made by a synthesizer of the recording's own
     * @param news told in a sentence when the destination goes and when it is back
     * @throws DestinationException when it cannot be opened; one line
     * @throws IOException when the file cannot be written
     */
    static Output open(String out, Optional<Path> soundFont, Optional<Path> wav, Consumer<String> news)
            throws DestinationException, IOException {
        Output opened = open(out, soundFont, news);
        if (wav.isEmpty()) {
            return opened;
        }
        try {
            return new Output(
                    new WavRecordingDestination(opened.destination, Synths.open(Synths.JDK, soundFont), wav.get()),
                    opened.explanation,
                    opened.recording);
        } catch (DestinationException | IOException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * The same without a recording of the sound.
     *
     * @param out as {@code --out} takes it
     * @param soundFont sounds for the synthesizer; the system's or its own without
     * @param news told in a sentence when the destination goes and when it is back
     * @throws DestinationException when it cannot be opened; one line
     * @throws IOException when the file cannot be written
     */
    static Output open(String out, Optional<Path> soundFont, Consumer<String> news)
            throws DestinationException, IOException {
        if (out.startsWith(FILE)) {
            Recording recording = new Recording(Path.of(out.substring(FILE.length())));
            return new Output(
                    new SilentDestination(),
                    recording.file() + ": gets the notes as they are played",
                    Optional.of(recording));
        }
        Destinations.Opened opened = Destinations.open(out, soundFont, news);
        return new Output(opened.destination(), opened.explanation(), Optional.empty());
    }

    @Override
    public void close() throws IOException {
        destination.close();
        if (recording.isPresent()) {
            recording.get().close();
        }
    }
}
