package org.lilt.midi.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WavDestinationTest {
    @TempDir
    Path folder;

    private Path render(String name, int seconds) throws Exception {
        Path file = folder.resolve(name);
        try (WavDestination wav = new WavDestination(GervillRenderer.openBuiltIn(), file)) {
            wav.send(0, 0xC0, 115, 0);
            int rate = (int) wav.clock().rate();
            for (int beat = 0; beat < 4 * seconds; beat++) {
                long frame = beat * (rate / 4) + 1000;
                wav.advance(frame - wav.lead());
                wav.send(frame, 0x90, 60 + beat % 12, 100);
                for (int part = 1; part < 4; part++) {
                    wav.send(frame, 0x90 | part, 40 + 5 * part + beat % 5, 80);
                }
                wav.advance(frame + 3000);
                wav.send(frame + 8000, 0x80, 60 + beat % 12, 0);
                for (int part = 1; part < 4; part++) {
                    wav.send(frame + 8000, 0x80 | part, 40 + 5 * part + beat % 5, 0);
                }
            }
            assertFalse(Files.exists(file), "nothing half-written under the final name");
            wav.finish();
        }
        return file;
    }

    @Test
    void theFileIsReadByOthersAndItsNotesLieAtTheirFrames() throws Exception {
        Path file = render("a.wav", 2);
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            assertEquals(48_000, in.getFormat().getSampleRate());
            assertEquals(2, in.getFormat().getChannels());
            assertEquals(16, in.getFormat().getSampleSizeInBits());
            assertTrue(in.getFrameLength() > 2 * 48_000 - 12_000, "frames: " + in.getFrameLength());
            assertEquals(Files.size(file), in.getFrameLength() * 4 + 44);
        }
        assertEquals(1000, new Sound(Files.readAllBytes(file), WavWriter.HEADER_BYTES).onset(0), 4);
    }

    @Test
    void theSameMessagesMakeTheSameFile() throws Exception {
        assertArrayEquals(Files.readAllBytes(render("a.wav", 3)), Files.readAllBytes(render("b.wav", 3)));
    }

    @Test
    void aRenderingThatIsBrokenOffLeavesNothing() throws Exception {
        Path file = folder.resolve("broken.wav");
        try (WavDestination wav = new WavDestination(GervillRenderer.openBuiltIn(), file)) {
            wav.send(0, 0x90, 60, 100);
            wav.advance(48_000);
        }
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aMinuteOfFourPartsTakesLessThanThreeSeconds() throws Exception {
        render("warm.wav", 10);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        // Processor time: how fast it is on a machine that does nothing else.
        long start = threads.getCurrentThreadCpuTime();
        render("minute.wav", 60);
        double times = 60 / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
        assertTrue(times >= 20, "only " + times + " times faster than real time");
    }
}
