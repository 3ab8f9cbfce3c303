package org.lilt.midi.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiFileTest {
    private static final int Q = MidiTrack.TICKS_PER_QUARTER;

    @TempDir
    Path folder;

    private static MidiFileWriter tune() {
        MidiFileWriter writer = new MidiFileWriter();
        MidiTrack conductor = writer.track("The Kesh");
        conductor.tempo(0, 120);
        conductor.meter(0, 6, 8);
        conductor.key(0, 1, false);
        conductor.tempo(2L * Q, 60);
        MidiTrack melody = writer.track("melody");
        melody.event(0, 0xC0, 73, 0);
        melody.event(0, 0x90, 67, 96);
        melody.event(Q, 0x80, 67, 0);
        melody.event(Q, 0x90, 69, 90);
        melody.event(3L * Q, 0x80, 69, 0);
        return writer;
    }

    @Test
    void aWrittenFileIsReadBackEventForEvent() throws IOException {
        Path file = folder.resolve("tune.mid");
        tune().write(file);
        MidiFile read = MidiFileReader.read(file);
        assertEquals(1, read.format());
        assertEquals(Q, read.division());
        assertEquals(
                List.of(new MidiFile.Note(0, 67, 96, 0, Q), new MidiFile.Note(0, 69, 90, Q, 3L * Q)), read.notes());
        List<MidiFile.Event> conductor = read.tracks().get(0);
        assertEquals("The Kesh", conductor.get(0).text());
        assertArrayEquals(new byte[] {6, 3, 36, 8}, conductor.get(2).content());
        assertArrayEquals(new byte[] {1, 0}, conductor.get(3).content());
        assertEquals(2.0, read.secondsAt(3L * Q), 1e-9, "two quarters at 120, one at 60");
        assertEquals(List.of(file), listing(), "no temporary file is left");
    }

    @Test
    void theJdksOwnReaderAgrees() throws Exception {
        Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(tune().toBytes()));
        assertEquals(Q, sequence.getResolution());
        assertEquals(2, sequence.getTracks().length);
        assertEquals(3L * Q, sequence.getTickLength());
        assertEquals(2_000_000, sequence.getMicrosecondLength());
    }

    @Test
    void notesOfOneTickEndBeforeOthersBeginInWhateverOrderTheyCame() throws IOException {
        MidiFileWriter writer = new MidiFileWriter();
        MidiTrack track = writer.track("");
        track.event(Q, 0x90, 60, 80);
        track.event(2L * Q, 0x80, 60, 0);
        track.event(0, 0x90, 60, 70);
        track.event(Q, 0x80, 60, 0);
        track.event(3L * Q, 0x90, 61, 1);
        track.event(3L * Q, 0x80, 61, 0);
        MidiFile read = MidiFileReader.read("memory", writer.toBytes());
        assertEquals(0, read.format());
        assertEquals(
                List.of(
                        new MidiFile.Note(0, 60, 70, 0, Q),
                        new MidiFile.Note(0, 60, 80, Q, 2L * Q),
                        new MidiFile.Note(0, 61, 1, 3L * Q, 3L * Q)),
                read.notes());
    }

    @Test
    void aSilenceLongerThanADeltaTimeHoldsIsBridged() throws IOException {
        long far = 3 * MidiBytes.LONGEST_DELTA + 17;
        MidiFileWriter writer = new MidiFileWriter();
        writer.track("").event(far, 0x90, 60, 1);
        MidiFile read = MidiFileReader.read("memory", writer.toBytes());
        assertEquals(far, read.notes().get(0).on());
    }

    @Test
    void runningStatusSystemExclusiveAndAlienChunksAreRead() throws IOException {
        byte[] bytes = HexFormat.of()
                .parseHex(
                        "4d546864000000070000000100600000" // an "MThd" of seven bytes
                                        .substring(0, 30)
                                + "58595a2000000002ffff" // a chunk of no meaning here
                                + "4d54726b00000018"
                                + "00903c40" // note on
                                + "603e40" // running status
                                + "00f0037e09f7" // system exclusive
                                + "8100803c00" // 128 ticks later
                                + "00903e00"
                                + "00ff2f");
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
        bytes[30 / 2 + 10 + 7] = (byte) (bytes.length - (15 + 10 + 8));
        MidiFile read = MidiFileReader.read("memory", bytes);
        assertEquals(
                List.of(new MidiFile.Note(0, 60, 64, 0, 224), new MidiFile.Note(0, 62, 64, 96, 224)), read.notes());
        assertArrayEquals(
                new byte[] {0x7E, 0x09, (byte) 0xF7},
                read.tracks().get(0).get(2).content());
    }

    @Test
    void brokenFilesAreRefusedInOneLineThatNamesFilePlaceAndReason() {
        byte[] jpeg = HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000");
        assertEquals(
                "photo.mid: byte 0: not a MIDI file",
                assertThrows(MidiFileException.class, () -> MidiFileReader.read("photo.mid", jpeg))
                        .getMessage());
        byte[] lying = tune().toBytes();
        lying[18] = 0x7F;
        String message = assertThrows(MidiFileException.class, () -> MidiFileReader.read("l.mid", lying))
                .getMessage();
        assertTrue(message.startsWith("l.mid: byte 18: chunk of 21"), message);
    }

    @Test
    void whateverIsDamagedTheReaderRefusesOrReadsButNothingElse() {
        byte[] whole = tune().toBytes();
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                MidiFileReader.read("m", bytes).notes();
            } catch (MidiFileException e) {
                refused++;
                assertFalse(e.getMessage().contains("\n"));
            }
        }
        assertTrue(refused > 1000, "refused " + refused);
    }

    @Test
    void valuesThatNoMidiFileCanHoldAreRefused() {
        MidiTrack track = new MidiFileWriter().track("");
        assertThrows(IllegalArgumentException.class, () -> track.event(-1, 0x90, 60, 1));
        assertThrows(IllegalArgumentException.class, () -> track.event(0, 0x70, 60, 1));
        assertThrows(IllegalArgumentException.class, () -> track.event(0, 0x90, 128, 1));
        assertThrows(IllegalArgumentException.class, () -> track.tempo(0, 3));
        assertThrows(IllegalArgumentException.class, () -> track.meter(0, 4, 3));
        assertThrows(IllegalArgumentException.class, () -> track.key(0, 8, false));
    }

    @Test
    void aFileThatCannotBeFinishedLeavesTheOldOne() throws IOException {
        Path file = folder.resolve("old.mid");
        Files.writeString(file, "old");
        try (WholeFile whole = new WholeFile(file)) {
            whole.output().write(1);
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), listing());
        assertThrows(IOException.class, () -> new MidiFileWriter().write(folder.resolve("none/x.mid")));
    }

    private List<Path> listing() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
