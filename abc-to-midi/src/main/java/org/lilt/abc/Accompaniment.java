package org.lilt.abc;

/**
 * Bass and chords from the chord symbols, and drums: patterns of strokes through the bar, begun anew at every bar line. Strokes are made only as far
 * as the time is settled, one at a time, so that a long rest costs no memory.
 */
final class Accompaniment {
    static final int BASS_CHANNEL = 1;
    static final int CHORD_CHANNEL = 2;
    static final int DRUM_CHANNEL = 9;

    /** The C two octaves below middle C: the bass takes its notes from there upwards. */
    private static final int BASS_OCTAVE = 36;

    private static final int CHORD_OCTAVE = 48;
    private static final int USUAL_BASS_VELOCITY = 80;
    private static final int USUAL_CHORD_VELOCITY = 75;

    /** f the bass note, c the chord, b both, z silence, g to k one note of the chord from the lowest, G to K an octave lower. */
    private static final String STROKES = "fczbghijkGHIJK";

    private static final int MOST_DRUMS = 40;

    private final EventQueue queue;
    private final Pattern chords = new Pattern();
    private final Pattern drums = new Pattern();
    private int symbol = ChordSymbol.SILENCE;
    // What the symbol sounds like.
    private int bassPitch;
    private int size;
    private final int[] pitches = new int[ChordSymbol.MOST_NOTES];
    private long packed;
    private long character;
    private boolean enabled = true;
    /** The pattern is the tune's own. */
    private boolean own;
    /** The music has begun. */
    private boolean begun;

    private boolean chordsOn;
    private boolean drumsOn;
    private int bassVelocity;
    private int chordVelocity;
    private long strokeTick;
    private long strokeEnd;
    private final byte[] drumPitches = new byte[MOST_DRUMS];
    private final byte[] drumVelocities = new byte[MOST_DRUMS];

    Accompaniment(EventQueue queue) {
        this.queue = queue;
        reset();
    }

    void copyFrom(Accompaniment other) {
        chords.copyFrom(other.chords);
        drums.copyFrom(other.drums);
        symbol(other.symbol);
        character = other.character;
        enabled = other.enabled;
        own = other.own;
        begun = other.begun;
        chordsOn = other.chordsOn;
        drumsOn = other.drumsOn;
        bassVelocity = other.bassVelocity;
        chordVelocity = other.chordVelocity;
        System.arraycopy(other.drumPitches, 0, drumPitches, 0, MOST_DRUMS);
        System.arraycopy(other.drumVelocities, 0, drumVelocities, 0, MOST_DRUMS);
    }

    void reset() {
        chords.parse("z", 0, 1, STROKES);
        drums.parse("z", 0, 1, "z");
        bar(0);
        symbol(ChordSymbol.SILENCE);
        chordsOn = true;
        drumsOn = false;
        own = false;
        begun = false;
        bassVelocity = USUAL_BASS_VELOCITY;
        chordVelocity = USUAL_CHORD_VELOCITY;
    }

    /** Takes over what a header has asked for. */
    void copySettings(Accompaniment other) {
        if (other != this) {
            chords.copyFrom(other.chords);
            drums.copyFrom(other.drums);
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
    }

    /** The meter changes: its customary pattern takes over, unless the header has asked for another. */
    void meter(Meter meter) {
        if (begun || !own) {
            String pattern = patternFor(meter);
            chords.parse(pattern, 0, pattern.length(), STROKES);
        }
        chords.fit(meter.barLength());
        drums.fit(meter.barLength());
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
        own = chords.parse(s, from, to, STROKES);
        chords.fit(meter.barLength());
        return own;
    }

    /** {@code %%MIDI drum dzd 35 38 100 50}: the strokes, then a pitch and then a velocity for each d. */
    boolean drumPattern(CharSequence s, int from, Meter meter) {
        int to = Text.wordEnd(s, from);
        if (!drums.parse(s, from, to, "dz")) {
            return false;
        }
        drums.fit(meter.barLength());
        int i = numbers(s, to, drumPitches, 38);
        numbers(s, i, drumVelocities, 80);
        return true;
    }

    private int numbers(CharSequence s, int from, byte[] into, int otherwise) {
        int i = from;
        for (int stroke = 0; stroke < drums.size(); stroke++) {
            if (drums.letter(stroke) == 'd') {
                int start = Text.skipSpaces(s, i);
                i = Text.wordEnd(s, start);
                int n = Text.number(s, start, i);
                into[stroke] = (byte) (n < 1 || n > 127 ? otherwise : n);
            }
        }
        return i;
    }

    void drums(boolean on) {
        drumsOn = on;
    }

    void chords(boolean on) {
        chordsOn = on;
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
        if (newSymbol == symbol) {
            return;
        }
        symbol = newSymbol;
        size = symbol < 0 ? 0 : ChordSymbol.size(symbol);
        bassPitch = symbol < 0 ? 0 : transposed(BASS_OCTAVE + ChordSymbol.bass(symbol));
        packed = 0;
        for (int i = 0; i < size; i++) {
            pitches[i] = transposed(CHORD_OCTAVE + ChordSymbol.note(symbol, i));
            packed |= (long) pitches[i] << 7 * i;
        }
    }

    /** A pitch as the symbol is transposed, moved by octaves to where an octave below it is still a pitch. */
    private int transposed(int pitch) {
        int moved = pitch + ChordSymbol.transposition(symbol);
        while (moved < 12) {
            moved += 12;
        }
        while (moved > 127) {
            moved -= 12;
        }
        return moved;
    }

    /** The bar begins at this time. */
    void bar(long time) {
        chords.restart(time);
        drums.restart(time);
    }

    /** Makes all strokes before a time, telling what is due before each. */
    void strokesBefore(long time, AbcEvents events) {
        if (enabled && (chords.next() < time || drums.next() < time)) {
            strokes(time, events);
        }
    }

    private void strokes(long time, AbcEvents events) {
        begun = true;
        while (chords.next() < time || drums.next() < time) {
            if (drums.next() < chords.next()) {
                if (drumsOn && drums.letter() == 'd') {
                    int i = drums.step();
                    begin(drums, events);
                    note(DRUM_CHANNEL, drumPitches[i], drumVelocities[i], events);
                }
                drums.advance();
            } else {
                if (chords.letter() != 'z' && symbol >= 0 && chordsOn) {
                    begin(chords, events);
                    stroke(chords.letter(), events);
                }
                chords.advance();
            }
        }
    }

    private void begin(Pattern pattern, AbcEvents events) {
        strokeTick = Ticks.toTick(pattern.next());
        strokeEnd = Ticks.toTick(pattern.strokeEnd());
        queue.flushBefore(strokeTick + 1, events);
    }

    private void stroke(byte letter, AbcEvents events) {
        if (letter == 'f' || letter == 'b' || letter == 'c' && size == 0) {
            note(BASS_CHANNEL, bassPitch, bassVelocity, events);
        }
        if (letter == 'c' || letter == 'b') {
            chord(events);
        } else if (letter >= 'g' && letter <= 'k' && size > 0) {
            note(CHORD_CHANNEL, pitches[Math.min(letter - 'g', size - 1)], chordVelocity, events);
        } else if (letter >= 'G' && letter <= 'K' && size > 0) {
            note(CHORD_CHANNEL, pitches[Math.min(letter - 'G', size - 1)] - 12, chordVelocity, events);
        }
    }

    private void chord(AbcEvents events) {
        if (size > 0 && queue.room() > 2 * Performer.MOST_NOTES) {
            for (int i = 0; i < size; i++) {
                events.noteOn(strokeTick, CHORD_CHANNEL, pitches[i], chordVelocity, character);
            }
            queue.chordOff(strokeEnd, CHORD_CHANNEL, packed, size, character);
        }
    }

    private void note(int channel, int pitch, int velocity, AbcEvents events) {
        // Room for the notes of the melody is never taken.
        if (queue.room() > 2 * Performer.MOST_NOTES) {
            events.noteOn(strokeTick, channel, pitch, velocity, character);
            queue.off(strokeEnd, channel, pitch, character);
        }
    }
}
