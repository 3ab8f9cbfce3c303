package org.lilt.host.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;
import org.lilt.abc.AbcProblem;
import org.lilt.abc.NormalForm;
import org.lilt.host.audit.Audit;

/** What is wrong with tunes: the audit, and what the reader says of their repeats. */
public final class Scores {
    /** Characters within which a tune should end by itself, the empty line behind it included. */
    static final int LONGEST_TUNE = 1_500;

    /** Key of the share of tunes that end by themselves within {@link #LONGEST_TUNE} characters. */
    static final String ENDED = "ended";

    /** Key of the share of tunes for which the reader has something to say of a repeat or an ending. */
    static final String REPEATS = "repeats";

    /**
     * What {@code lilt convert} reports about repeats and endings: an ending with nothing to repeat, a repeat sign that is never answered, and a section to be repeated that is longer than
     * what the reader remembers. No other problem concerns them.
     */
    private static final Set<AbcProblem> OF_REPEATS =
            EnumSet.of(AbcProblem.STRAY_ENDING, AbcProblem.UNANSWERED_REPEAT, AbcProblem.SECTION_TOO_LONG);

    private static final double PLACES = 1e4;

    private Scores() {}

    /**
     * Judges real tunes.
     *
     * @param text the tunes
     * @param training texts whose runs are looked for in the tunes; none to leave that out
     * @return as {@link Audit#of}, with {@code repeats}: share of tunes with a repeat or ending diagnostic
     */
    public static ObjectNode ofReal(String text, List<String> training) {
        ObjectNode scores = Audit.of(text, training);
        List<String> tunes = NormalForm.tunes(text);
        if (!tunes.isEmpty()) {
            scores.put(REPEATS, share(tunes.stream().filter(Scores::badRepeat).count(), tunes.size()));
        }
        return scores;
    }

    /**
     * Judges tunes that a network has written.
     *
     * @param tunes each with the empty line that ends it, numbered; those that ran on and on were ended beyond 1,500 characters
     * @param training as in {@link #ofReal}
     * @return as {@link #ofReal}, with {@code ended}: share of tunes that end by themselves within 1,500 characters
     */
    public static ObjectNode ofSampled(List<String> tunes, List<String> training) {
        ObjectNode scores = ofReal(String.join("", tunes), training);
        if (!tunes.isEmpty()) {
            scores.put(ENDED, share(tunes.stream().filter(Scores::ends).count(), tunes.size()));
        }
        return scores;
    }

    private static boolean ends(String tune) {
        int number = tune.indexOf('\n') + 1; // the line X:, which the network did not write
        return tune.codePointCount(number, tune.length()) <= LONGEST_TUNE;
    }

    private static boolean badRepeat(String tune) {
        boolean[] bad = new boolean[1];
        AbcFile.read(
                tune,
                Silence.EVENTS,
                (line, column, problem, words) -> bad[0] |= OF_REPEATS.contains(problem),
                AbcOptions.FILE);
        return bad[0];
    }

    private static double share(long part, long whole) {
        return Math.round(PLACES * part / whole) / PLACES;
    }

    /** Hears nothing. */
    private enum Silence implements AbcEvents {
        EVENTS;

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
            // Only what is odd is asked for.
        }

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {
            // Only what is odd is asked for.
        }
    }
}
