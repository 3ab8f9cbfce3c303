package org.lilt.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.jack.JackServer;

/** JACK's own {@code jack_midi_dump}: a receiver that is none of ours, with the frame of all that comes in at {@code midi-monitor:input}. */
final class MidiDump implements AutoCloseable {
    /** What it calls its port. */
    static final String INPUT = "midi-monitor:input";

    private static final Pattern LINE =
            Pattern.compile(" *(\\d+): ([0-9a-f]{2})(?: ([0-9a-f]{2}))?(?: ([0-9a-f]{2}))?\\b.*");

    /** A message and the frame at which it came, from the receiver's start. */
    record Heard(long frame, int status, int data1, int data2) {
        boolean is(int kind) {
            return (status & 0xF0) == kind;
        }
    }

    private final Process process;
    private final Path file;

    /** Starts it on the server that runs; skips the test where it is missing. */
    MidiDump(Path folder) throws IOException {
        JackServer.assumeInstalled("jack_midi_dump", "jackd2 or jack-example-tools");
        file = Files.createTempFile(folder, "dump", ".txt");
        process = new ProcessBuilder("jack_midi_dump", "-a")
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
    }

    /** All that came so far. */
    List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher m = LINE.matcher(line);
                if (m.matches()) {
                    heard.add(new Heard(Long.parseLong(m.group(1)), hex(m.group(2)), hex(m.group(3)), hex(m.group(4))));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return heard;
    }

    private static int hex(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits, 16);
    }

    /** Notes that have begun and not ended. */
    long sounding() {
        return heard().stream()
                .mapToInt(h -> h.is(ShortMessages.NOTE_ON) && h.data2() > 0 ? 1 : h.is(ShortMessages.NOTE_OFF) ? -1 : 0)
                .sum();
    }

    long notes() {
        return heard().stream().filter(h -> h.is(ShortMessages.NOTE_ON)).count();
    }

    /** Ends it, so that all of it is written. By the signal that it heeds: for one that is just gone, the server waits five seconds. */
    @Override
    public void close() throws IOException {
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
