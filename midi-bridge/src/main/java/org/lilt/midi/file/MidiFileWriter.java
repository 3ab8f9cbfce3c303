package org.lilt.midi.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Builds a whole standard MIDI file in memory and writes it at once: format 0 for one track, format 1 for more, where by custom the
 * first track holds tempo, meter and key. Events of a track may come in any order of ticks. [one thread]
 */
public final class MidiFileWriter {
    private final List<Track> tracks = new ArrayList<>();

    /** A file without tracks. */
    public MidiFileWriter() {}

    /**
     * Adds a track after those that are there.
     *
     * @param name name of the track, empty for none
     * @return takes the track's events, at any time before the file is written
     */
    public MidiTrack track(String name) {
        Track track = new Track();
        tracks.add(track);
        if (!name.isEmpty()) {
            track.text(0, MidiTrack.Text.NAME, name);
        }
        return track;
    }

    /**
     * The file as it stands.
     *
     * @return all its bytes; without any track, a file of one empty track
     */
    public byte[] toBytes() {
        List<Track> all = tracks.isEmpty() ? List.of(new Track()) : tracks;
        MidiBytes file = new MidiBytes();
        file.header(all.size() == 1 ? 0 : 1, all.size());
        for (Track track : all) {
            MidiBytes body = track.body();
            file.trackHeader(body.size()).append(body, 0, body.size());
        }
        return file.toByteArray();
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param file where to; an old file of that name is replaced
     * @throws IOException when it cannot be written; an old file is then as it was
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, toBytes());
    }

    /** Order among events of one tick: notes end before others begin, and a program is chosen before its notes. */
    private enum Rank {
        META,
        NOTE_OFF,
        CONTROL,
        NOTE_ON
    }

    /** An event, whose bytes are those from..to of the track's. */
    private record Entry(long tick, Rank rank, int from, int to) {}

    private static final class Track implements MidiTrack {
        private static final Comparator<Entry> ORDER =
                Comparator.comparingLong(Entry::tick).thenComparing(Entry::rank);

        private final List<Entry> entries = new ArrayList<>();
        private final MidiBytes bytes = new MidiBytes();

        /** Tick at which each note of each channel was last begun, so that a note of no length still ends after it began. */
        private final long[][] begun = new long[16][];

        @Override
        public void event(long tick, int status, int data1, int data2) {
            MidiBytes.checkChannel(tick, status, data1, data2);
            int kind = status & 0xF0;
            long[] channel = begun(status & 0x0F);
            Rank rank = Rank.CONTROL;
            if (kind == 0x90 && data2 > 0) {
                rank = Rank.NOTE_ON;
                channel[data1] = tick;
            } else if (kind == 0x80 || kind == 0x90) {
                rank = channel[data1] == tick ? Rank.NOTE_ON : Rank.NOTE_OFF;
            }
            int from = bytes.size();
            bytes.channel(status, data1, data2);
            add(tick, rank, from);
        }

        private long[] begun(int channel) {
            if (begun[channel] == null) {
                begun[channel] = new long[128];
                Arrays.fill(begun[channel], -1);
            }
            return begun[channel];
        }

        @Override
        public void tempo(long tick, double quartersPerMinute) {
            int microsPerQuarter = MidiBytes.checkTempo(tick, quartersPerMinute);
            int from = bytes.size();
            bytes.tempo(microsPerQuarter);
            add(tick, Rank.META, from);
        }

        @Override
        public void meter(long tick, int beats, int unit) {
            MidiBytes.checkMeter(tick, beats, unit);
            int from = bytes.size();
            bytes.meter(beats, unit);
            add(tick, Rank.META, from);
        }

        @Override
        public void key(long tick, int sharps, boolean minor) {
            MidiBytes.checkKey(tick, sharps);
            int from = bytes.size();
            bytes.key(sharps, minor);
            add(tick, Rank.META, from);
        }

        @Override
        public void text(long tick, Text kind, String text) {
            MidiBytes.checkTick(tick);
            int from = bytes.size();
            bytes.meta(kind.type, text.getBytes(StandardCharsets.UTF_8));
            add(tick, Rank.META, from);
        }

        private void add(long tick, Rank rank, int from) {
            entries.add(new Entry(tick, rank, from, bytes.size()));
        }

        MidiBytes body() {
            List<Entry> sorted = new ArrayList<>(entries);
            sorted.sort(ORDER);
            MidiBytes body = new MidiBytes();
            long last = 0;
            for (Entry entry : sorted) {
                body.delta(entry.tick() - last).append(bytes, entry.from(), entry.to());
                last = entry.tick();
            }
            return body.delta(0).end();
        }
    }
}
