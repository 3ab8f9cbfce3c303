package org.lilt.midi.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A standard MIDI file that has been read.
 *
 * @param format 0, 1 or 2
 * @param division ticks to the quarter note
 * @param tracks events of each track, in order of their ticks
 */
public record MidiFile(int format, int division, List<List<Event>> tracks) {
    /**
     * One event of a track.
     *
     * @param tick position in ticks from the start of the track
     * @param status 0x80 to 0xEF for a channel message, 0xF0 or 0xF7 for a system exclusive one, 0xFF for a meta event
     * @param data1 first data byte of a channel message, the type of a meta event, otherwise 0
     * @param data2 second data byte of a channel message, otherwise 0
     * @param content content of a meta or system exclusive event, otherwise empty; not to be changed
     */
    public record Event(long tick, int status, int data1, int data2, byte[] content) {
        /**
         * Whether this is a meta event of a type.
         *
         * @param type type, such as 0x51 for a tempo
         * @return true if it is
         */
        public boolean isMeta(int type) {
            return status == MidiBytes.META && data1 == type;
        }

        /**
         * The content as text.
         *
         * @return the content, read as UTF-8
         */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /**
     * One note, from its beginning to its end.
     *
     * @param channel MIDI channel, 0 to 15
     * @param pitch 0 to 127
     * @param velocity 1 to 127
     * @param on tick at which it begins
     * @param off tick at which it ends, -1 when it never does
     */
    public record Note(int channel, int pitch, int velocity, long on, long off) {}

    /**
     * All notes of all tracks. Of equal notes that overlap, the first begun is the first ended.
     *
     * @return notes in order of their beginning, then channel, then pitch
     */
    public List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        for (List<Event> track : tracks) {
            Map<Integer, Deque<Event>> sounding = new HashMap<>();
            for (Event event : track) {
                int kind = event.status() & 0xF0;
                int key = (event.status() & 0x0F) << 7 | event.data1();
                if (kind == 0x90 && event.data2() > 0) {
                    sounding.computeIfAbsent(key, k -> new ArrayDeque<>()).add(event);
                } else if (kind == 0x80 || kind == 0x90) {
                    Deque<Event> begun = sounding.get(key);
                    if (begun != null && !begun.isEmpty()) {
                        notes.add(note(begun.poll(), event.tick()));
                    }
                }
            }
            sounding.values().forEach(left -> left.forEach(event -> notes.add(note(event, -1))));
        }
        notes.sort(Comparator.comparingLong(Note::on)
                .thenComparingInt(Note::channel)
                .thenComparingInt(Note::pitch));
        return notes;
    }

    private static Note note(Event on, long off) {
        return new Note(on.status() & 0x0F, on.data1(), on.data2(), on.tick(), off);
    }

    /**
     * When a tick is played, by the tempo events of all tracks; 120 quarters a minute before the first.
     *
     * @param tick position in ticks
     * @return seconds from the start of the file
     */
    public double secondsAt(long tick) {
        List<Event> tempos = new ArrayList<>();
        for (List<Event> track : tracks) {
            for (Event event : track) {
                if (event.isMeta(MidiBytes.META_TEMPO) && event.content().length == 3 && event.tick() < tick) {
                    tempos.add(event);
                }
            }
        }
        tempos.sort(Comparator.comparingLong(Event::tick));
        double micros = 0;
        long from = 0;
        int microsPerQuarter = 500_000;
        for (Event tempo : tempos) {
            micros += (double) (tempo.tick() - from) * microsPerQuarter / division;
            from = tempo.tick();
            byte[] c = tempo.content();
            microsPerQuarter = (c[0] & 0xFF) << 16 | (c[1] & 0xFF) << 8 | c[2] & 0xFF;
        }
        micros += (double) (tick - from) * microsPerQuarter / division;
        return micros / 1e6;
    }
}
