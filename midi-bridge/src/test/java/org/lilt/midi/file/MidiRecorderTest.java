package org.lilt.midi.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MidiRecorderTest {
    @TempDir
    Path folder;

    @Test
    void everythingRecordedIsInTheFileOnceClosed() throws IOException {
        Path file = folder.resolve("take.mid");
        try (MidiRecorder recorder = new MidiRecorder(file)) {
            recorder.text(0, MidiTrack.Text.NAME, "Tune é");
            recorder.tempo(0, 100);
            recorder.meter(0, 3, 4);
            recorder.key(0, -2, true);
            recorder.event(0, 0xC3, 40, 0);
            for (int i = 0; i < 1000; i++) {
                recorder.event(i * 5040L, 0x93, 60 + i % 12, 90);
                recorder.event(i * 5040L + 5040, 0x83, 60 + i % 12, 0);
            }
            assertEquals(0, recorder.lost());
        }
        MidiFile read = MidiFileReader.read(file);
        assertEquals(1000, read.notes().size());
        assertEquals(new MidiFile.Note(3, 61, 90, 5040, 10080), read.notes().get(1));
        List<MidiFile.Event> events = read.tracks().get(0);
        assertEquals(
                "Tune é",
                events.stream()
                        .filter(e -> e.isMeta(3))
                        .findFirst()
                        .orElseThrow()
                        .text());
        assertEquals(60, read.secondsAt(100 * 10_080L), 1e-3);
    }

    @Test
    void theFileIsWholeAtEveryMomentOfARecording() throws Exception {
        Path file = folder.resolve("take.mid");
        Path copy = folder.resolve("copy.mid");
        int notes = 0;
        int seen = 0;
        try (MidiRecorder recorder = new MidiRecorder(file)) {
            long end = System.nanoTime() + 1_600_000_000L;
            while (System.nanoTime() < end) {
                recorder.event(notes * 100L, 0x90, 60, 90);
                recorder.event(notes * 100L + 50, 0x80, 60, 0);
                notes++;
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                int now = MidiFileReader.read(copy).notes().size();
                assertTrue(now >= seen, "notes never vanish");
                seen = now;
                Thread.sleep(1);
            }
        }
        assertTrue(seen > 0, "the file grew while it was recorded");
        assertEquals(notes, MidiFileReader.read(file).notes().size());
    }

    /** Plays for ever into a recording; ended from outside. */
    public static final class Endless {
        private Endless() {}

        /**
         * Records a note every ten milliseconds.
         *
         * @param args the file
         * @throws Exception never in normal running
         */
        public static void main(String[] args) throws Exception {
            MidiRecorder recorder = new MidiRecorder(Path.of(args[0]));
            long start = System.nanoTime();
            for (long i = 0; ; i++) {
                while (System.nanoTime() < start + i * 10_000_000L) {
                    Thread.sleep(1);
                }
                recorder.event(i * 100, 0x90, 60, 90);
                recorder.event(i * 100 + 50, 0x80, 60, 0);
                if (i == 0) {
                    System.out.println("playing");
                }
            }
        }
    }

    @Test
    void afterAKillAtMostTheLastSecondIsMissing() throws Exception {
        Path file = folder.resolve("killed.mid");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals('p', process.getInputStream().read());
        long start = System.nanoTime();
        Thread.sleep(2300);
        process.destroyForcibly();
        double played = (System.nanoTime() - start) / 1e9;
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        int notes = MidiFileReader.read(file).notes().size();
        assertTrue(notes >= 100 * (played - 1), notes + " notes after " + played + " s");
    }

    @Test
    void moreTextsThanThereIsRoomForAreCountedAndTheOthersStayWhole() throws IOException {
        Path file = folder.resolve("texts.mid");
        long lost;
        int sent = 5000;
        try (MidiRecorder recorder = new MidiRecorder(file)) {
            for (int i = 0; i < sent; i++) {
                recorder.text(i, MidiTrack.Text.LYRIC, "t" + i);
            }
            lost = recorder.lost();
        }
        List<MidiFile.Event> lyrics = MidiFileReader.read(file).tracks().get(0).stream()
                .filter(e -> e.isMeta(5))
                .toList();
        assertEquals(sent - lost, lyrics.size());
        lyrics.forEach(e -> assertEquals("t" + e.tick(), e.text()));
    }

    @Test
    void recordingAllocatesNothingOnThePlayersThread() throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (MidiRecorder recorder = new MidiRecorder(folder.resolve("quiet.mid"))) {
            record(recorder, 0);
            long before = threads.getCurrentThreadAllocatedBytes();
            record(recorder, 10_000);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(bytes < 1000, bytes + " bytes for 30,000 events");
            assertFalse(recorder.failure().isPresent());
        }
    }

    private static void record(MidiRecorder recorder, long from) {
        for (long i = from; i < from + 10_000; i++) {
            recorder.event(i * 10, 0x90, 60, 90);
            recorder.tempo(i * 10, 120);
            recorder.event(i * 10 + 5, 0x80, 60, 0);
        }
    }
}
