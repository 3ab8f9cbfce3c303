package org.lilt.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcText;

/** What a MIDI file of each tune must hold, a line for each thing, sorted: straight from the reader's events, without anything of the way that the files are written. */
final class MidiLines implements AbcEvents {
    private static final List<String> MAJOR =
            List.of("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#");
    private static final List<String> MINOR =
            List.of("Abm", "Ebm", "Bbm", "Fm", "Cm", "Gm", "Dm", "Am", "Em", "Bm", "F#m", "C#m", "G#m", "D#m", "A#m");

    private record On(long tick, int velocity) {}

    private final BiConsumer<Integer, List<String>> tunes;
    private List<String> lines;
    private final Map<Integer, ArrayDeque<On>> sounding = new HashMap<>();
    private final TreeSet<Integer> channels = new TreeSet<>();
    private long end;

    /** Hands over each tune's ordinal and lines. */
    MidiLines(BiConsumer<Integer, List<String>> tunes) {
        this.tunes = tunes;
    }

    private void line(long tick, String line) {
        lines.add(line);
        end = Math.max(end, tick);
    }

    @Override
    public void tuneStart(int ordinal, long tick) {
        lines = new ArrayList<>();
        channels.clear();
        end = 0;
    }

    @Override
    public void tuneEnd(int ordinal, long tick) {
        for (int channel : channels) {
            lines.add("name 1 0 "
                    + (channel < Preset.CHANNELS.size() ? Preset.CHANNELS.get(channel) : "voice " + channel));
        }
        lines.add("format " + (channels.isEmpty() ? 0 : 1) + " 10080");
        lines.add("length " + end);
        Collections.sort(lines);
        tunes.accept(ordinal, lines);
    }

    @Override
    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
        channels.add(channel);
        sounding.computeIfAbsent(channel << 7 | pitch, k -> new ArrayDeque<>()).add(new On(tick, velocity));
    }

    @Override
    public void noteOff(long tick, int channel, int pitch, long character) {
        On on = sounding.get(channel << 7 | pitch).remove();
        line(tick, "note " + channel + " " + pitch + " " + on.velocity() + " " + on.tick() + " " + tick);
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        line(tick, "tempo " + tick + " " + Math.round(60e6 / quartersPerMinute));
    }

    @Override
    public void meter(long tick, int numerator, int denominator) {
        line(tick, "meter " + tick + " " + numerator + " " + denominator);
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        line(tick, "key " + tick + " " + (minor ? MINOR : MAJOR).get(sharps + 7));
    }

    @Override
    public void program(long tick, int channel, int program) {
        channels.add(channel);
        line(tick, "program " + tick + " " + channel + " " + program);
    }

    @Override
    public void text(long tick, int channel, AbcText kind, CharSequence words) {
        line(
                tick,
                switch (kind) {
                    case NAME -> "name 0 " + tick + " " + words;
                    case LYRIC -> "lyrics " + tick + " " + words;
                    case MARKER -> "marker " + tick + " " + words;
                    default -> "text " + tick + " " + words;
                });
    }
}
