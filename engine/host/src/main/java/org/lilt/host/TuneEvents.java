package org.lilt.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcText;
import org.lilt.midi.file.MidiTrack;

/**
 * The events of a tune in the order in which they come, each as a small action on a MIDI track; and the notes with their lengths.
 */
final class TuneEvents implements AbcEvents {
    /** Something that goes into a track, so many ticks later than in its tune. */
    interface Action {
        void on(MidiTrack track, long later);
    }

    /**
     * An event of the tune.
     *
     * @param tick from the tune's beginning
     * @param channel MIDI channel; -1 for what concerns all (tempo, meter, key)
     * @param action writes it
     */
    record Entry(long tick, int channel, Action action) {}

    /**
     * A note of the tune.
     *
     * @param channel MIDI channel
     * @param pitch MIDI pitch
     * @param velocity 1 to 127
     * @param onset in ticks
     * @param duration in ticks
     */
    record Note(int channel, int pitch, int velocity, long onset, long duration) {}

    /** Told of a tune that has ended, or of its notes as they end. */
    interface Listener {
        default void note(int tune, Note note) {}

        default void tempo(int tune, long tick, double quartersPerMinute) {}

        default void tuneEnds(int tune, long tick, List<Entry> entries) {}
    }

    private static final int ALL = -1;
    private static final int NOTE_OFF = 0x80;
    private static final int NOTE_ON = 0x90;
    private static final int CONTROL = 0xB0;
    private static final int PROGRAM = 0xC0;
    private static final int OFF_VELOCITY = 64;

    private record Open(int velocity, long onset) {}

    private final Listener listener;
    private final Double tempo;
    private final Map<Integer, ArrayDeque<Open>> open = new HashMap<>();
    private List<Entry> entries = new ArrayList<>();
    private int tune;

    /**
     * Begins before the first tune.
     *
     * @param listener told what is read
     * @param tempo quarter notes a minute for every tune, whatever its own Q: says; null to follow Q:
     */
    TuneEvents(Listener listener, Double tempo) {
        this.listener = listener;
        this.tempo = tempo;
    }

    @Override
    public void tuneStart(int ordinal, long tick) {
        tune = ordinal;
        entries = new ArrayList<>();
        open.clear();
        if (tempo != null) {
            addTempo(0, tempo);
        }
    }

    @Override
    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
        entries.add(new Entry(tick, channel, (t, later) -> t.event(later + tick, NOTE_ON | channel, pitch, velocity)));
        open.computeIfAbsent(channel << 7 | pitch, k -> new ArrayDeque<>()).add(new Open(velocity, tick));
    }

    @Override
    public void noteOff(long tick, int channel, int pitch, long character) {
        entries.add(
                new Entry(tick, channel, (t, later) -> t.event(later + tick, NOTE_OFF | channel, pitch, OFF_VELOCITY)));
        Open begun = open.get(channel << 7 | pitch).remove();
        listener.note(tune, new Note(channel, pitch, begun.velocity(), begun.onset(), tick - begun.onset()));
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        if (tempo == null) {
            addTempo(tick, quartersPerMinute);
        }
    }

    private void addTempo(long tick, double quartersPerMinute) {
        entries.add(new Entry(tick, ALL, (t, later) -> t.tempo(later + tick, quartersPerMinute)));
        listener.tempo(tune, tick, quartersPerMinute);
    }

    @Override
    public void meter(long tick, int numerator, int denominator) {
        // What a MIDI file cannot hold, such as 3/5, is left out.
        if (numerator > 0 && numerator < 256 && Integer.bitCount(denominator) == 1 && denominator <= 64) {
            entries.add(new Entry(tick, ALL, (t, later) -> t.meter(later + tick, numerator, denominator)));
        }
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        entries.add(new Entry(tick, ALL, (t, later) -> t.key(later + tick, sharps, minor)));
    }

    @Override
    public void program(long tick, int channel, int program) {
        entries.add(new Entry(tick, channel, (t, later) -> t.event(later + tick, PROGRAM | channel, program, 0)));
    }

    @Override
    public void control(long tick, int channel, int controller, int value) {
        entries.add(
                new Entry(tick, channel, (t, later) -> t.event(later + tick, CONTROL | channel, controller, value)));
    }

    @Override
    public void text(long tick, int channel, AbcText kind, CharSequence words) {
        String text = words.toString();
        MidiTrack.Text meaning = switch (kind) {
            case TEXT -> MidiTrack.Text.TEXT;
            case COPYRIGHT -> MidiTrack.Text.COPYRIGHT;
            case NAME -> MidiTrack.Text.NAME;
            case LYRIC -> MidiTrack.Text.LYRIC;
            case MARKER -> MidiTrack.Text.MARKER;
        };
        int track = kind == AbcText.LYRIC ? channel : ALL;
        entries.add(new Entry(tick, track, (t, later) -> t.text(later + tick, meaning, text)));
    }

    @Override
    public void tuneEnd(int ordinal, long tick) {
        listener.tuneEnds(ordinal, tick, entries);
    }
}
