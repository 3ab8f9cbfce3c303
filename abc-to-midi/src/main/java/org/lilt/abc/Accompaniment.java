package org.lilt.abc;

/**
 * Bass and chords from the chord symbols, and drums: patterns of strokes through the bar, begun anew at every bar line. Strokes are made only as far
 * as the time is settled, one at a time, so that a long rest costs no memory.
 */
final class Accompaniment {
    static final int BASS_CHANNEL = 1;
    static final int CHORD_CHANNEL = 2;
    static final int DRUM_CHANNEL = 9;

    private static final int USUAL_BASS_VELOCITY = 80;
    private static final int USUAL_CHORD_VELOCITY = 75;

    /** f the bass note, c the chord, b both, g to k one note of the chord from the lowest, G to K an octave lower. */
    private static final String STROKES = "fcbghijkGHIJK";

    private static final int MOST_DRUMS = 40;

    private final EventQueue queue;
    private final Pattern chords = new Pattern();
    private final Pattern drums = new Pattern();
    /** Time of the next stroke of either. */
    private long next;
    /** All strokes before this time have been made. */
    private long made;

    private int symbol = ChordSymbol.SILENCE;
    private final Voicings voicings = new Voicings();
    /** What the symbol sounds like, from {@link Voicings}. */
    private long voicing;

    private long character;
    private boolean enabled = true;
    /** The pattern is the tune's own. */
    private boolean own;

    private boolean chordsOn;
    private boolean drumsOn;
    private int bassVelocity;
    private int chordVelocity;
    private final byte[] drumPitches = new byte[MOST_DRUMS];
    private final byte[] drumVelocities = new byte[MOST_DRUMS];

    Accompaniment(EventQueue queue) {
        this.queue = queue;
        reset();
    }

    void copyFrom(Accompaniment other) {
        copySettings(other);
        next = other.next;
        made = other.made;
        symbol = other.symbol;
        voicing = other.voicing;
        character = other.character;
        enabled = other.enabled;
    }

    void reset() {
        chords.silence();
        drums.silence();
        made = 0;
        chordsOn = true;
        drumsOn = false;
        bar(0);
        turn();
        symbol(ChordSymbol.SILENCE);
        own = false;
        bassVelocity = USUAL_BASS_VELOCITY;
        chordVelocity = USUAL_CHORD_VELOCITY;
    }

    /** Takes over what a header has asked for. */
    void copySettings(Accompaniment other) {
        if (other != this) {
            chords.copyFrom(other.chords);
            drums.copyFrom(other.drums);
            next = Math.min(chords.next(), drums.next());
            own = other.own;
            chordsOn = other.chordsOn;
            drumsOn = other.drumsOn;
            bassVelocity = other.bassVelocity;
            chordVelocity = other.chordVelocity;
            System.arraycopy(other.drumPitches, 0, drumPitches, 0, MOST_DRUMS);
            System.arraycopy(other.drumVelocities, 0, drumVelocities, 0, MOST_DRUMS);
        }
    }

    /** Whether there is any accompaniment at all. */
    void enable(boolean isEnabled) {
        enabled = isEnabled;
        turn();
    }

    void drums(boolean on) {
        drumsOn = on;
        turn();
    }

    void chords(boolean on) {
        chordsOn = on;
        turn();
    }

    private void turn() {
        chords.turn(enabled && chordsOn);
        drums.turn(enabled && drumsOn);
        seek();
    }

    /** Goes on from the time up to which strokes have been made. */
    private void seek() {
        chords.seek(made);
        drums.seek(made);
        next = Math.min(chords.next(), drums.next());
    }

    /** The meter changes, as a rule where a bar begins: the customary pattern takes over, unless the header has asked for another. */
    void meter(Meter meter) {
        boolean begun = made > 0;
        if (begun || !own) {
            chords.set(patternFor(meter));
        }
        chords.fit(meter.barLength());
        drums.fit(meter.barLength());
        seek();
    }

    /** The customary stroke patterns; each letter takes an equal part of the bar. */
    private static String patternFor(Meter meter) {
        if (!meter.measured) {
            return "z";
        }
        return switch (meter.numerator) {
            case 2 -> meter.denominator == 2 ? "fzczfzcz" : "fzcz";
            case 3 -> "fzczcz";
            case 4 -> "fzczfzcz";
            case 5 -> "fzbcz";
            case 6 -> meter.denominator == 4 ? "fzczfzczfzcz" : "fzcfzc";
            case 7 -> "fzbczcz";
            case 9 -> "fzcfzcfzc";
            case 12 -> "fzcfzcfzcfzc";
            default -> "z";
        };
    }

    /** {@code %%MIDI gchord}: a pattern of the tune's own, until the next meter. */
    boolean pattern(CharSequence s, int from, int to, Meter meter) {
        if (!chords.parse(s, from, to, STROKES)) {
            return false;
        }
        own = true;
        chords.fit(meter.barLength());
        seek();
        return true;
    }

    /** {@code %%MIDI drum dzd 35 38 100 50}: the strokes, then a pitch and then a velocity for each d. */
    boolean drumPattern(CharSequence s, int from, Meter meter) {
        int to = Text.wordEnd(s, from);
        if (!drums.parse(s, from, to, "d")) {
            return false;
        }
        drums.fit(meter.barLength());
        seek();
        int i = numbers(s, to, drumPitches, 38);
        numbers(s, i, drumVelocities, 80);
        return true;
    }

    private int numbers(CharSequence s, int from, byte[] into, int otherwise) {
        int i = from;
        for (int stroke = 0; stroke < drums.strokes(); stroke++) {
            int start = Text.skipSpaces(s, i);
            i = Text.wordEnd(s, start);
            int n = Text.number(s, start, i);
            into[stroke] = (byte) (n < 1 || n > 127 ? otherwise : n);
        }
        return i;
    }

    void bassVelocity(int velocity) {
        bassVelocity = velocity;
    }

    void chordVelocity(int velocity) {
        chordVelocity = velocity;
    }

    /** A chord symbol stands here. */
    void chord(int newSymbol, long newCharacter) {
        character = newCharacter;
        symbol(newSymbol);
    }

    private void symbol(int newSymbol) {
        if (newSymbol != symbol) {
            symbol = newSymbol;
            voicing = voicings.of(newSymbol);
        }
    }

    /** The bar begins at this time. */
    void bar(long time) {
        chords.restart(time);
        drums.restart(time);
        next = Math.min(chords.next(), drums.next());
    }

    /** Whether {@link #strokes} has anything to do before a time. Asked on the way of every note. */
    boolean due(long time) {
        made = time;
        return next < time;
    }

    /** Makes all strokes before a time, telling what is due before each. */
    void strokes(long time, AbcEvents events) {
        while (next < time) {
            if (next == chords.next()) {
                if (symbol >= 0) {
                    chordStroke(events);
                }
                chords.advance();
            } else {
                drumStroke(events);
            }
            next = Math.min(chords.next(), drums.next());
        }
    }

    private void drumStroke(AbcEvents events) {
        int i = drums.stroke();
        long tick = Ticks.toTick(drums.next());
        long end = Ticks.toTick(drums.strokeEnd());
        queue.flushBefore(tick + 1, events);
        note(DRUM_CHANNEL, drumPitches[i], drumVelocities[i], tick, end, events);
        drums.advance();
    }

    private void chordStroke(AbcEvents events) {
        long tick = Ticks.toTick(chords.next());
        long end = Ticks.toTick(chords.strokeEnd());
        int size = Voicings.size(voicing);
        int letter = chords.letter();
        queue.flushBefore(tick + 1, events);
        if (letter == 'f' || letter == 'c' && size == 0) {
            note(BASS_CHANNEL, Voicings.bass(voicing), bassVelocity, tick, end, events);
        } else if (letter == 'c') {
            chord(size, tick, end, events);
        } else if (letter == 'b') {
            note(BASS_CHANNEL, Voicings.bass(voicing), bassVelocity, tick, end, events);
            chord(size, tick, end, events);
        } else if (size > 0) {
            boolean low = letter < 'a';
            int i = letter - (low ? 'G' : 'g');
            int pitch = Voicings.note(voicing, Math.min(i, size - 1)) - (low ? 12 : 0);
            note(CHORD_CHANNEL, pitch, chordVelocity, tick, end, events);
        }
    }

    private void chord(int size, long tick, long end, AbcEvents events) {
        if (size > 0 && chordVelocity > 0 && roomForStrokes()) {
            long from = character;
            int velocity = chordVelocity;
            long pitches = Voicings.notes(voicing);
            for (long left = pitches; left > 1; left >>= 7) {
                events.noteOn(tick, CHORD_CHANNEL, (int) left & 127, velocity, from);
            }
            queue.chordOff(end, CHORD_CHANNEL, pitches, from);
        }
    }

    private void note(int channel, int pitch, int velocity, long tick, long end, AbcEvents events) {
        if (velocity > 0 && roomForStrokes()) {
            events.noteOn(tick, channel, pitch, velocity, character);
            queue.off(end, channel, pitch, character);
        }
    }

    /** Room for the notes of the melody is never taken. */
    private boolean roomForStrokes() {
        return queue.hasRoom(2 * Performer.MOST_NOTES);
    }
}
