package org.lilt.engine.generator;

/** Writes into a tap as a generator does, for tests of those who read from it. */
public final class TextTaps {
    private TextTaps() {}

    /** Writes characters. [one thread] */
    public static void write(TextTap tap, CharSequence characters) {
        characters.codePoints().forEach(c -> tap.write(c, 0.5));
    }
}
