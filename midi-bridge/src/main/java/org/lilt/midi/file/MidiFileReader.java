package org.lilt.midi.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads standard MIDI files as the Standard MIDI Files 1.0 specification describes them, running status and unknown chunks included.
 * Trusts no length in the file.
 */
public final class MidiFileReader {
    private static final byte[] NOTHING = {};

    private final String name;
    private final byte[] bytes;
    private int at;

    private MidiFileReader(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return what is in it
     * @throws MidiFileException when it is no MIDI file or a broken one
     * @throws IOException when it cannot be read
     */
    public static MidiFile read(Path file) throws IOException {
        return read(file.toString(), Files.readAllBytes(file));
    }

    /**
     * Reads a file from memory.
     *
     * @param name name for messages
     * @param bytes the whole file
     * @return what is in it
     * @throws MidiFileException when it is no MIDI file or a broken one
     */
    public static MidiFile read(String name, byte[] bytes) throws MidiFileException {
        return new MidiFileReader(name, bytes).file();
    }

    private MidiFile file() throws MidiFileException {
        if (bytes.length < 14 || !chunkType().equals("MThd")) {
            throw error(0, "not a MIDI file");
        }
        at = 4;
        long headerLength = number(4);
        if (headerLength < 6 || headerLength > bytes.length - 8) {
            throw error(4, "header of " + headerLength + " bytes");
        }
        int format = (int) number(2);
        int trackCount = (int) number(2);
        int division = (int) number(2);
        if (format > 2) {
            throw error(8, "format " + format + " is unknown");
        }
        if (division == 0 || division > 0x7FFF) {
            throw error(12, "time in video frames is not supported");
        }
        at = (int) (8 + headerLength);
        List<List<MidiFile.Event>> tracks = new ArrayList<>();
        while (tracks.size() < trackCount) {
            if (bytes.length - at < 8) {
                throw error(at, "ends after " + tracks.size() + " of " + trackCount + " tracks");
            }
            boolean isTrack = chunkType().equals("MTrk");
            at += 4;
            long length = number(4);
            if (length > bytes.length - at) {
                throw error(at - 4, "chunk of " + length + " bytes, but only " + (bytes.length - at) + " are left");
            }
            int end = (int) (at + length);
            if (isTrack) {
                tracks.add(track(end));
            }
            at = end;
        }
        return new MidiFile(format, division, List.copyOf(tracks));
    }

    private List<MidiFile.Event> track(int end) throws MidiFileException {
        List<MidiFile.Event> events = new ArrayList<>();
        long tick = 0;
        int running = 0;
        while (at < end) {
            tick += quantity(end);
            int status = peek(end);
            if (status >= 0x80) {
                at++;
            } else if (running != 0) {
                status = running;
            } else {
                throw error(at, "data byte without a status");
            }
            if (status < 0xF0) {
                running = status;
                int data1 = data(end);
                int data2 = MidiBytes.dataBytes(status) == 2 ? data(end) : 0;
                events.add(new MidiFile.Event(tick, status, data1, data2, NOTHING));
                continue;
            }
            running = 0;
            if (status != MidiBytes.META && status != 0xF0 && status != 0xF7) {
                throw error(at - 1, String.format("status %02X does not belong in a file", status));
            }
            int type = 0;
            if (status == MidiBytes.META) {
                type = peek(end);
                at++;
            }
            int length = quantity(end);
            if (length > end - at) {
                throw error(at, "event of " + length + " bytes, but only " + (end - at) + " are left in its track");
            }
            byte[] content = Arrays.copyOfRange(bytes, at, at + length);
            at += length;
            events.add(new MidiFile.Event(tick, status, type, 0, content));
            if (status == MidiBytes.META && type == MidiBytes.META_END) {
                return List.copyOf(events);
            }
        }
        throw error(end, "track without an end");
    }

    private String chunkType() {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    private int peek(int end) throws MidiFileException {
        if (at >= end) {
            throw error(at, "track ends within an event");
        }
        return bytes[at] & 0xFF;
    }

    private int data(int end) throws MidiFileException {
        int value = peek(end);
        if (value > 0x7F) {
            throw error(at, String.format("status %02X where a data byte should be", value));
        }
        at++;
        return value;
    }

    private int quantity(int end) throws MidiFileException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int b = peek(end);
            at++;
            value = value << 7 | b & 0x7F;
            if (b < 0x80) {
                return value;
            }
        }
        throw error(at - 4, "length or time of more than four bytes");
    }

    private long number(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    private MidiFileException error(int position, String reason) {
        return new MidiFileException(name, position, reason);
    }
}
