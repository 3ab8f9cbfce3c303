package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.file.MidiFileReader;

class RecordingsTest {
    @TempDir
    Path folder;

    @Test
    void midiAbcAndSoundAreRecordedAtOnce() throws Exception {
        Path midi = folder.resolve("a.mid");
        Path abc = folder.resolve("a.abc");
        Path wav = folder.resolve("a.wav");
        Run run = Run.lilt(
                "play",
                "--out",
                "none",
                "--no-panel",
                "--seed",
                "7",
                "--tempo",
                "400",
                "--seconds",
                "4",
                "--record",
                midi.toString(),
                "--record",
                abc.toString(),
                "--record",
                wav.toString());
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(MidiFileReader.read(midi).tracks().get(0).size() > 20);
        AudioFileFormat sound = AudioSystem.getAudioFileFormat(wav.toFile());
        assertTrue(sound.getFrameLength() > 3 * 48_000, sound.toString());
        byte[] samples = Files.readAllBytes(wav);
        boolean silent = true;
        for (int i = 44; i < samples.length; i++) {
            silent &= samples[i] == 0;
        }
        assertTrue(!silent, "something is heard");
        String tune = Files.readString(abc);
        assertTrue(tune.matches("(?s)% played \\d{4}-\\d\\d-\\d\\dT.*, preset nottingham, seed 7\nX:1\n.*"), tune);
        // What is recorded is what the same seed writes.
        String written = Run.lilt("generate", "--seed", "7", "--tunes", "1").out();
        String body = body(tune);
        assertTrue(body.length() > 40, tune);
        assertTrue(
                body(written).startsWith(body) || body.startsWith(body(written).strip()), tune + "\n" + written);
    }

    private static String body(String tune) {
        List<String> lines = Arrays.stream(tune.strip().split("\n"))
                .filter(line -> !line.startsWith("%") && !line.startsWith("X:"))
                .toList();
        return String.join("\n", lines);
    }

    @Test
    void twoRecordingsOfAKindAreRefused() {
        Run run = Run.lilt(
                "play",
                "--out",
                "none",
                "--no-panel",
                "--record",
                folder.resolve("a.mid").toString(),
                "--record",
                folder.resolve("b.mid").toString());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("b.mid: a second recording of its kind"), run.err());
    }
}
