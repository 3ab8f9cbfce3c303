package org.lilt.midi.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;
import org.lilt.midi.ManualClock;
import org.lilt.midi.SilentDestination;

class WavRecordingDestinationTest extends DestinationContract {
    private static final int RATE = SoundRenderer.RATE;

    @TempDir
    Path folder;

    @Override
    protected Destination open() throws Exception {
        return new WavRecordingDestination(new SilentDestination(), new RecordingRenderer(), folder.resolve("c.wav"));
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.empty();
    }

    private static double seconds(Path file) throws Exception {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            return in.getFrameLength() / (double) RATE;
        }
    }

    @Test
    void whatIsPlayedAnywhereIsInTheFileAtItsTimeAndTheFileIsWholeMeanwhile() throws Exception {
        Path file = folder.resolve("take.wav");
        Path copy = folder.resolve("copy.wav");
        GervillRenderer gervill = GervillRenderer.openBuiltIn();
        int latency = gervill.latency();
        long start = System.nanoTime();
        Destination recording = new WavRecordingDestination(new SilentDestination(), gervill, file);
        long half = start + 500_000_000L;
        recording.send(start, 0xC0, 115, 0);
        recording.send(half, 0x90, 72, 127);
        while (System.nanoTime() < start + 1_800_000_000L) {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            assertTrue(seconds(copy) * RATE * 4 + 44 <= Files.size(copy), "never more promised than there is");
            Thread.sleep(20);
        }
        assertTrue(seconds(file) > 0.8, "at most a second behind: " + seconds(file));
        recording.close();
        assertTrue(seconds(file) >= 1.8);
        int onset = new Sound(Files.readAllBytes(file), WavWriter.HEADER_BYTES).onset(0);
        assertEquals(0.5 * RATE + latency, onset, RATE / 50.0, "the note lies where it was played");
    }

    @Test
    void aClockThatJumpsByAnHourLeavesNoHourOfSilence() throws Exception {
        ManualClock clock = new ManualClock(TimeUnit.SECONDS.toNanos(1));
        Path file = folder.resolve("sleep.wav");
        Destination recording =
                new WavRecordingDestination(new SilentDestination(clock), new RecordingRenderer(), file);
        clock.moveTo(TimeUnit.SECONDS.toNanos(2));
        Thread.sleep(200);
        clock.moveTo(TimeUnit.HOURS.toNanos(1));
        Thread.sleep(200);
        recording.close();
        assertTrue(seconds(file) < 10, seconds(file) + " s");
    }
}
