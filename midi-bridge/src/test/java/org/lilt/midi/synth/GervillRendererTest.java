package org.lilt.midi.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.DestinationException;

@Timeout(60)
class GervillRendererTest {
    private static final int SECOND = SoundRenderer.RATE;
    private static final int WOOD_BLOCK = 115;
    private static final int FLUTE = 73;

    /** Those that the presets play with. */
    private static final int ACCORDION = 21;

    private static final int GUITAR = 24;
    private static final int BASS = 32;

    @TempDir
    Path folder;

    private GervillRenderer synth;

    @BeforeEach
    void open() throws DestinationException {
        synth = GervillRenderer.openBuiltIn();
    }

    @AfterEach
    void close() {
        synth.close();
    }

    @Test
    void aNoteBeginsAtItsFrameWhereverThatLiesInABlock() throws DestinationException {
        for (int frame : new int[] {9600, 9601, 9637, 9695}) {
            try (GervillRenderer fresh = GervillRenderer.openBuiltIn()) {
                fresh.send(0, 0xC0, WOOD_BLOCK, 0);
                fresh.send(frame, 0x90, 72, 127);
                int onset = Sound.render(fresh, SECOND / 2).onset(0);
                assertEquals(frame + fresh.latency(), onset, 4, "the first sample of the sound itself may be zero");
            }
        }
    }

    @Test
    void notesOfOneChordBeginTogetherHoweverManyMessagesTheirFrameHas() throws DestinationException {
        int frame = 9637;
        for (int pitch = 50; pitch < 62; pitch++) {
            synth.send(frame, 0x9F, pitch, 1);
        }
        synth.send(frame, 0xC0, WOOD_BLOCK, 0);
        synth.send(frame, 0x90, 72, 127);
        Sound sound = Sound.render(synth, SECOND / 2);
        assertEquals(frame + synth.latency(), sound.onset(200), 8);
    }

    @Test
    void aNoteSoundsAtItsPitchAndFallsSilentAfterItsEnd() {
        synth.send(0, 0xC0, FLUTE, 0);
        synth.send(0, 0x90, 69, 100);
        synth.send(SECOND, 0x80, 69, 0);
        Sound sound = Sound.render(synth, 6 * SECOND);
        double at = sound.strength(440, SECOND / 4, SECOND * 3 / 4);
        double below = sound.strength(415.3, SECOND / 4, SECOND * 3 / 4);
        assertTrue(at > 20 * below, at + " at 440 Hz, " + below + " a semitone below");
        assertTrue(sound.peak(SECOND / 4, SECOND) > 1000, "it can be heard");
        assertTrue(Math.abs(sound.mean(SECOND / 4, SECOND)) < 30, "no direct current");
        assertTrue(
                sound.peak(5 * SECOND, 6 * SECOND) < 40, "silence at the end: " + sound.peak(5 * SECOND, 6 * SECOND));
    }

    @Test
    void aNoteEndsWithoutAClick() throws DestinationException {
        for (int program : new int[] {FLUTE, ACCORDION, GUITAR, BASS}) {
            try (GervillRenderer fresh = GervillRenderer.openBuiltIn()) {
                fresh.send(0, 0xC0, program, 0);
                fresh.send(0, 0x90, 57, 100);
                fresh.send(SECOND, 0x80, 57, 0);
                Sound sound = Sound.render(fresh, 2 * SECOND);
                int end = SECOND + fresh.latency();
                double atEnd = steepest(sound, end - 200, end + SECOND / 5);
                double before = steepest(sound, SECOND / 2, SECOND);
                assertTrue(atEnd <= 1.5 * before, "program " + program + ": " + atEnd + " after " + before);
            }
        }
    }

    private static double steepest(Sound sound, int from, int to) {
        int steepest = 0;
        for (int frame = from + 1; frame < to; frame++) {
            int bend = sound.sample(frame + 1, 0) - 2 * sound.sample(frame, 0) + sound.sample(frame - 1, 0);
            steepest = Math.max(steepest, Math.abs(bend));
        }
        return steepest;
    }

    @Test
    void theLimiterKeepsTheLoudestChordFromClipping() {
        for (int channel = 0; channel < 9; channel++) {
            synth.send(0, 0xC0 | channel, 16, 0);
            synth.send(0, 0xB0 | channel, 7, 127);
            for (int pitch = 36; pitch < 84; pitch += 7) {
                synth.send(4800, 0x90 | channel, pitch, 127);
            }
        }
        Sound sound = Sound.render(synth, 2 * SECOND);
        int peak = sound.peak(0, 2 * SECOND);
        assertTrue(peak > 28_000, "the chord is loud: " + peak);
        int clipped = 0;
        for (int frame = 0; frame < 2 * SECOND; frame++) {
            clipped += Math.abs(sound.sample(frame, 0)) >= 32_767 ? 1 : 0;
        }
        assertEquals(0, clipped);
    }

    @Test
    void theSameMessagesMakeTheSameBytes() throws DestinationException {
        byte[] first = song(synth).bytes();
        try (GervillRenderer again = GervillRenderer.openBuiltIn()) {
            assertArrayEquals(first, song(again).bytes());
        }
    }

    private static Sound song(SoundRenderer synth) {
        for (int i = 0; i < 40; i++) {
            synth.send(i * 2411L, 0x90 | i % 3, 50 + i % 24, 60 + i);
            synth.send(i * 2411L + 2000, 0x80 | i % 3, 50 + i % 24, 0);
        }
        return Sound.render(synth, 3 * SECOND);
    }

    @Test
    void aSoundFontThatIsNoneIsNamedInOneLine() throws Exception {
        Path file = folder.resolve("photo.sf2");
        Files.write(file, new byte[] {1, 2, 3, 4});
        String message = assertThrows(DestinationException.class, () -> GervillRenderer.open(Optional.of(file)))
                .getMessage();
        assertTrue(message.startsWith("synth: " + file + ": not a readable SoundFont"), message);
        Path none = folder.resolve("none.sf2");
        assertThrows(DestinationException.class, () -> GervillRenderer.open(Optional.of(none)));
    }

    @Test
    void aFontCalledDefaultComesFirstThenTheLargestThatIsNotHuge() throws Exception {
        assertEquals(Optional.empty(), SoundFonts.first(List.of(folder.resolve("none"))));
        Files.write(folder.resolve("small.sf2"), new byte[10]);
        Files.write(folder.resolve("large.SF2"), new byte[100]);
        Files.write(folder.resolve("readme.txt"), new byte[1000]);
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.resolve("huge.sf2").toFile(), "rw")) {
            huge.setLength(400_000_000);
        }
        assertEquals(Optional.of(folder.resolve("large.SF2")), SoundFonts.first(List.of(folder)));
        Files.write(folder.resolve("default-GM.sf2"), new byte[5]);
        assertEquals(Optional.of(folder.resolve("default-GM.sf2")), SoundFonts.first(List.of(folder)));
    }
}
