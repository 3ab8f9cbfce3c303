package org.lilt.training;

/**
 * After each character of a tune, where in a section it stands: which repeat signs and endings are open, and how many bars the section has. A section
 * begins with the tune, after a repeat sign, a double bar line or the end of a last ending. Written for the normal form.
 */
final class SectionClock {
    /** States of {@link #states}: the header; then nothing open; then the four below. */
    static final int STATES = 6;

    /** Classes of {@link #bars}: bars that have ended in the section, up to the last class; then the header. */
    static final int BARS = 34;

    private static final byte HEADER = 0;
    private static final byte PLAIN = 1;
    /** A sign has begun a repeat. */
    private static final byte REPEAT = 2;
    /** In the ending of the first pass. */
    private static final byte FIRST_ENDING = 3;
    /** After the sign that ends it: the next ending is due. */
    private static final byte BETWEEN_ENDINGS = 4;
    /** In the ending of a later pass. */
    private static final byte LATER_ENDING = 5;

    private static final byte MOST_BARS = BARS - 2;
    private static final byte NO_BARS = BARS - 1;

    private final byte[] states;
    private final byte[] bars;

    private byte state = HEADER;
    private byte bar;
    /** The character before, white space and texts aside. */
    private char before;

    private boolean inField;
    private boolean inText;

    private SectionClock(int length) {
        states = new byte[length];
        bars = new byte[length];
    }

    /**
     * Reads a tune.
     *
     * @param tune in normal form
     * @return the clock, which has run through the tune
     */
    static SectionClock of(String tune) {
        SectionClock clock = new SectionClock(tune.length());
        for (int i = 0; i < tune.length(); i++) {
            clock.feed(tune, i);
            clock.states[i] = clock.state;
            clock.bars[i] = clock.state == HEADER ? NO_BARS : clock.bar;
        }
        return clock;
    }

    /** What is open after each character. */
    byte[] states() {
        return states;
    }

    /** How many bars of the section have ended after each character. */
    byte[] bars() {
        return bars;
    }

    private void feed(String tune, int at) {
        char c = tune.charAt(at);
        if (at == 0 || tune.charAt(at - 1) == '\n') {
            inField = at + 1 < tune.length() && tune.charAt(at + 1) == ':' && Character.isUpperCase(c);
            if (inField && c == 'K' && state == HEADER) {
                state = PLAIN; // as of the key's line: the body begins behind it
            }
        }
        if (inField || c == ' ' || c == '\n') {
            return;
        }
        if (c == '"') {
            inText = !inText;
            return;
        }
        if (!inText) {
            music(c);
            before = c;
        }
    }

    private void music(char c) {
        boolean withinLine = before == '|' || before == ':';
        if (c == '|') {
            line(withinLine);
        } else if (c == ':') {
            sign(withinLine);
        } else if (c == ']' && before == '|') {
            section(state == LATER_ENDING ? PLAIN : state);
        } else if (c >= '1' && c <= '9' && (withinLine || before == '[')) {
            state = c == '1' ? FIRST_ENDING : LATER_ENDING;
        }
    }

    private void line(boolean withinLine) {
        if (before == '|') {
            section(state == LATER_ENDING ? PLAIN : state);
        } else if (!withinLine && bar < MOST_BARS) {
            bar++;
        }
    }

    /** A colon: it ends a repeat where it comes first, and begins one where a line or a colon stands before it. */
    private void sign(boolean withinLine) {
        if (withinLine) {
            section(REPEAT);
        } else if (state == FIRST_ENDING) {
            state = BETWEEN_ENDINGS;
        } else {
            section(PLAIN);
        }
    }

    private void section(byte next) {
        state = next;
        bar = 0;
    }
}
