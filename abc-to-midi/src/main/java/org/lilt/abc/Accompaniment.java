package org.lilt.abc;

/**
 * Bass and chords from the chord symbols: a pattern of strokes through the bar, by meter, begun anew at every bar line. Strokes are made only as far
 * as the time is settled, one at a time, so that a long rest costs no memory.
 */
final class Accompaniment {
    static final int BASS_CHANNEL = 1;
    static final int CHORD_CHANNEL = 2;

    /** The C two octaves below middle C: the bass takes its notes from there upwards. */
    private static final int BASS_OCTAVE = 36;

    private static final int CHORD_OCTAVE = 48;
    private static final int BASS_VELOCITY = 80;
    private static final int CHORD_VELOCITY = 75;

    private final EventQueue queue;
    private String pattern = "fzczfzcz";
    private long unit = Ticks.WHOLE / 8;
    private int symbol = ChordSymbol.SILENCE;
    private long character;
    private int step;
    private long next;

    Accompaniment(EventQueue queue) {
        this.queue = queue;
    }

    void copyFrom(Accompaniment other) {
        pattern = other.pattern;
        unit = other.unit;
        symbol = other.symbol;
        character = other.character;
        step = other.step;
        next = other.next;
    }

    void reset() {
        symbol = ChordSymbol.SILENCE;
        step = 0;
        next = 0;
    }

    void meter(Meter meter) {
        pattern = patternFor(meter);
        unit = Math.max(1, meter.barLength() / pattern.length());
        step %= pattern.length();
    }

    /** The customary stroke patterns: f the bass note, c the chord, b both, z silence; each letter takes an equal part of the bar. */
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

    /** A chord symbol stands here. */
    void chord(int newSymbol, long newCharacter) {
        symbol = newSymbol;
        character = newCharacter;
    }

    /** The bar begins at this time. */
    void bar(long time) {
        step = 0;
        next = time;
    }

    /** Makes all strokes before a time, telling what is due before each. */
    void strokesBefore(long time, AbcEvents events) {
        while (next < time) {
            if (symbol >= 0) {
                queue.flushBefore(Ticks.toTick(next), events);
                stroke(pattern.charAt(step));
            }
            step++;
            if (step == pattern.length()) {
                step = 0;
            }
            next += unit;
        }
    }

    private void stroke(char letter) {
        boolean bass = letter == 'f' || letter == 'b' || letter == 'c' && ChordSymbol.size(symbol) == 0;
        if (bass) {
            note(BASS_CHANNEL, BASS_OCTAVE + ChordSymbol.bass(symbol), BASS_VELOCITY);
        }
        if (letter == 'c' || letter == 'b') {
            int size = ChordSymbol.size(symbol);
            for (int i = 0; i < size; i++) {
                note(CHORD_CHANNEL, CHORD_OCTAVE + ChordSymbol.note(symbol, i), CHORD_VELOCITY);
            }
        }
    }

    private void note(int channel, int pitch, int velocity) {
        // Room for the notes of the melody is never taken.
        if (queue.room() > 2 * Performer.MOST_NOTES) {
            queue.on(Ticks.toTick(next), channel, pitch, velocity, character);
            queue.off(Ticks.toTick(next + unit), channel, pitch, character);
        }
    }
}
