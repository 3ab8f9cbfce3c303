package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    private static final int HEADER_BYTES = 44;
    private static final int RATE = 48_000;
    private static final int FRAME_BYTES = 4;
    private static final int FULL_SCALE = 32_767;

    @TempDir
    Path folder;

    private Path render(String name, int seconds) {
        Path file = folder.resolve(name);
        Run run = Run.lilt("render", "--seed", "7", "--seconds", "" + seconds, "-o", file.toString());
        assertEquals("", run.err());
        assertEquals(0, run.status());
        return file;
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        assertArrayEquals(Files.readAllBytes(render("a.wav", 10)), Files.readAllBytes(render("b.wav", 10)));
    }

    @Test
    void twoMinutesOfTunesTakeLessThanATwentiethOfThat() {
        render("warm.wav", 10);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        // Processor time of the one thread that renders: how fast it is on a machine that does nothing else.
        long start = threads.getCurrentThreadCpuTime();
        render("two.wav", 120);
        double times = 120 / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
        System.out.printf("render: %.0f times faster than real time%n", times);
        assertTrue(times >= 20, "only " + times + " times faster than real time");
    }

    @Test
    void theSoundIsWellHeardAndDoesNotClip() throws IOException {
        byte[] bytes = Files.readAllBytes(render("a.wav", 20));
        int peak = 0;
        double squares = 0;
        int samples = (bytes.length - HEADER_BYTES) / 2;
        for (int i = HEADER_BYTES; i < bytes.length; i += 2) {
            int sample = (short) (bytes[i] & 0xFF | bytes[i + 1] << 8);
            peak = Math.max(peak, Math.abs(sample));
            squares += (double) sample * sample;
        }
        double decibels = 20 * Math.log10(Math.sqrt(squares / samples) / FULL_SCALE);
        assertTrue(peak > FULL_SCALE / 8 && peak < FULL_SCALE, "peak " + peak);
        assertTrue(decibels > -30 && decibels < -14, "root mean square " + decibels + " dB");
        assertTrue(samples / 2 > 20 * RATE - RATE / 10 && bytes.length % FRAME_BYTES == 0, samples / 2 + " frames");
    }
}
