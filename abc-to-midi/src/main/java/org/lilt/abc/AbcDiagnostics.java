package org.lilt.abc;

/** Hears of oddities in the notation. Called on the thread that feeds the reader; reporting allocates nothing. */
@FunctionalInterface
public interface AbcDiagnostics {
    /** Hears nothing. */
    AbcDiagnostics NONE = (line, column, problem, words) -> {};

    /**
     * Something is odd; reading goes on.
     *
     * @param line line in everything fed, from 1
     * @param column column in that line, from 1
     * @param problem what is odd, and what was done about it
     * @param words the text in question, empty where the place says enough; valid during this call only
     */
    void report(long line, int column, AbcProblem problem, CharSequence words);
}
