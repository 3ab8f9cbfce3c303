package org.lilt.training;

import java.util.List;

/** What a network learns from, or is measured on: text as numbers, in batches. */
interface Corpus {
    /** Index to character. */
    List<String> vocabulary();

    /** Number of tunes. */
    int size();

    /** Characters to be predicted in an epoch. */
    long characters();

    /** A number that tells this text from another, as hexadecimal digits. */
    String fingerprint();

    /**
     * The text to be measured on, each tune a line of its own where there are tunes.
     *
     * @param rows lines in a batch; the last batch may hold fewer
     */
    List<List<Line>> lines(int rows);

    /**
     * The batches of one epoch to be learnt.
     *
     * @param rows lines in a batch; the last batch may hold fewer
     * @param seed of what is random about them
     * @param epoch from 1
     */
    List<List<Line>> batches(int rows, long seed, int epoch);
}
