package org.lilt.host.report;

import java.util.List;
import java.util.Locale;

/**
 * One measure and how a person reads it.
 *
 * @param key as the commands name it
 * @param name in words
 * @param kind how its number is shown
 */
record Figure(String key, String name, Kind kind) {
    enum Kind {
        COUNT,
        SHARE,
        BITS
    }

    static final List<Figure> OF_EVALUATION = List.of(
            new Figure("bits_per_character", "bits per character", Kind.BITS),
            new Figure("accuracy", "next character right", Kind.SHARE),
            new Figure("bits_per_note", "bits per note", Kind.BITS),
            new Figure("characters", "characters", Kind.COUNT),
            new Figure("notes", "notes", Kind.COUNT),
            new Figure("unknown_characters", "characters that it does not know, left out", Kind.COUNT));

    static final List<Figure> OF_TUNES = List.of(
            new Figure("tunes", "tunes", Kind.COUNT),
            new Figure("characters", "characters", Kind.COUNT),
            new Figure("interior_bars", "bars between two plain bar lines", Kind.COUNT),
            new Figure("bars_ok", "of these, bars that add up to the meter", Kind.SHARE),
            new Figure("tunes_ok", "tunes without a bad bar", Kind.SHARE),
            new Figure("unclosed", "tunes with an unclosed quote or bracket", Kind.SHARE),
            new Figure("distinct", "tunes that are no duplicates", Kind.SHARE),
            new Figure("copy20", "characters in runs of 20 or more that stand in the training tunes", Kind.SHARE),
            new Figure("copy40", "the same for runs of 40 or more", Kind.SHARE),
            new Figure("long", "tunes with such a run over 60", Kind.SHARE),
            new Figure("longest", "longest such run, in characters", Kind.COUNT),
            new Figure(
                    Scores.ENDED,
                    String.format(
                            Locale.ROOT, "tunes that end by themselves within %,d characters", Scores.LONGEST_TUNE),
                    Kind.SHARE),
            new Figure(Scores.REPEATS, "tunes in which the reader complains of a repeat or an ending", Kind.SHARE));

    /** The number as a page shows it; shares keep the four places that the commands give. */
    String shown(double value) {
        return switch (kind) {
            case COUNT -> decimals(value, 0);
            case SHARE -> decimals(100 * value, 2) + " %";
            case BITS -> decimals(value, 4);
        };
    }

    static String decimals(double value, int places) {
        return String.format(Locale.ROOT, "%,." + places + "f", value);
    }
}
