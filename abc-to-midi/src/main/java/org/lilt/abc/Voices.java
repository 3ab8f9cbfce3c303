package org.lilt.abc;

import java.util.ArrayList;
import java.util.List;

/**
 * All voices and overlays of a tune, each read by itself into a log; at the end of the tune the logs are told together in the order of their ticks.
 * Voices are kept from tune to tune, so that a file of many tunes makes them once.
 */
final class Voices {
    /** Voices and overlays of one tune; more are skipped. */
    static final int MOST = 32;

    private static final int FIRST_CHANNEL = 3;

    /** One voice or overlay. */
    static final class Voice {
        final EventLog log = new EventLog();
        final Music music;
        final Text id = new Text(32);
        final Lyrics lyrics = new Lyrics();
        /** The voice above an overlay, or null. */
        Voice above;
        /** The overlay below, or null. */
        Voice below;
        /** Bars that an overlay still has, the one that it is in included. */
        int bars;

        Voice(AbcReader reader) {
            music = new Music(reader, new Part(log));
        }

        /** Gives it the name that is the part from..to of a text. */
        void name(CharSequence s, int from, int to) {
            id.clear();
            for (int i = from; i < to; i++) {
                id.add(s.charAt(i));
            }
        }
    }

    private final AbcReader reader;
    private final List<Voice> pool = new ArrayList<>();
    private int count;
    private int channels;

    Voices(AbcReader reader) {
        this.reader = reader;
    }

    void clear() {
        count = 0;
        channels = 0;
    }

    int count() {
        return count;
    }

    Voice get(int i) {
        return pool.get(i);
    }

    /** A voice by its name, or null. */
    Voice find(CharSequence id, int from, int to) {
        for (int i = 0; i < count; i++) {
            Voice voice = pool.get(i);
            if (voice.above == null && voice.id.isPart(id, from, to)) {
                return voice;
            }
        }
        return null;
    }

    /** A further voice; null if there are too many. */
    Voice add(CharSequence id, int from, int to) {
        if (count == MOST) {
            return null;
        }
        if (count == pool.size()) {
            pool.add(new Voice(reader));
        }
        Voice voice = pool.get(count);
        voice.name(id, from, to);
        voice.above = null;
        voice.below = null;
        voice.log.clear(count > 0);
        voice.lyrics.clear();
        voice.music.start();
        voice.music.lyrics = voice.lyrics;
        voice.music.channel(nextChannel());
        count++;
        return voice;
    }

    private int nextChannel() {
        int channel = channels == 0 ? 0 : FIRST_CHANNEL + channels - 1;
        channels++;
        return Math.min(15, channel < Accompaniment.DRUM_CHANNEL ? channel : channel + 1);
    }

    /** An overlay below a voice or overlay, which goes back by so many bar lines; null if there are too many voices or bars. */
    Voice overlay(Voice above, int bars) {
        if (!above.music.part.remembers(bars)) {
            return null;
        }
        Voice overlay = above.below;
        if (overlay != null && !overlay.music.part.goBack(bars)) {
            return overlay(overlay, bars); // has notes there
        }
        if (overlay == null) {
            overlay = add("", 0, 0);
            if (overlay == null) {
                return null;
            }
            overlay.above = above;
            overlay.music.lyrics = null;
            above.below = overlay;
            overlay.music.overlay(above.music, bars);
        }
        overlay.bars = bars;
        return overlay;
    }

    /** Tells all logs in the order of their ticks, note-offs first. */
    void tell(AbcEvents events) {
        while (true) {
            Voice first = null;
            for (int i = 0; i < count; i++) {
                Voice voice = pool.get(i);
                long tick = voice.log.nextTick();
                if (tick != Long.MAX_VALUE
                        && (first == null
                                || tick < first.log.nextTick()
                                || tick == first.log.nextTick() && voice.log.nextIsOff() && !first.log.nextIsOff())) {
                    first = voice;
                }
            }
            if (first == null) {
                return;
            }
            if (!first.lyrics.isEmpty()) {
                sing(first, events);
            }
            first.log.tellNext(events);
        }
    }

    private static void sing(Voice voice, AbcEvents events) {
        long character = voice.log.nextNote(voice.music.part.performer.channel());
        String syllable = character < 0 ? null : voice.lyrics.sing(character);
        if (syllable != null) {
            events.text(voice.log.nextTick(), voice.music.part.performer.channel(), AbcText.LYRIC, syllable);
        }
    }
}
