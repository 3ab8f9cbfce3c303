package org.lilt.abc;

/** Where a note falls in a bar that swings: the beginning of each pair stands, its middle is shifted, and time between runs evenly. */
final class Swing {
    private int first = 1;
    private int second = 1;
    /** Time from the last bar line as written. */
    private long position;

    void set(AbcSwing swing, boolean hornpipe) {
        boolean on = !swing.hornpipesOnly() || hornpipe;
        first = on ? swing.first() : 1;
        second = on ? swing.second() : 1;
        position = 0;
    }

    void copyFrom(Swing other) {
        first = other.first;
        second = other.second;
        position = other.position;
    }

    boolean on() {
        return first != second;
    }

    void bar() {
        position = 0;
    }

    /** Moves on by a written length. */
    void advance(long length) {
        position += length;
    }

    /** How long a note of a written length sounds here. */
    long length(long written, Meter meter) {
        if (!meter.measured || meter.compound()) {
            return written;
        }
        long pair = meter.barLength() <= 2 * Ticks.QUARTER ? Ticks.QUARTER / 2 : Ticks.QUARTER;
        return shifted(position + written, pair) - shifted(position, pair);
    }

    private long shifted(long at, long pair) {
        long begin = at / pair * pair;
        long inside = at - begin;
        long half = pair / 2;
        long middle = pair * first / (first + second);
        return begin + (inside <= half ? inside * middle / half : middle + (inside - half) * (pair - middle) / half);
    }
}
