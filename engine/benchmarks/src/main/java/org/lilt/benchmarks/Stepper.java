package org.lilt.benchmarks;

/** Something that takes one step of a character network and keeps its state from call to call. */
interface Stepper {
    /** Feeds a token and makes the distribution of the next one readable. */
    void step(int token) throws Exception;

    /** What the next step will be measured as, such as the number format of the weights. */
    String format();
}
