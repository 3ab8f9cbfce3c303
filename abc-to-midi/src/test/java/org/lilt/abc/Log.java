package org.lilt.abc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every event as a line, in the order told; checks the order and that none precedes the frontier that was promised. */
final class Log implements AbcEvents {
    final List<String> lines = new ArrayList<>();
    private long last;
    /** No event may lie before this tick. */
    long promised;

    static List<String> of(CharSequence abc) {
        Log log = new Log();
        AbcFile.read(abc, log, AbcDiagnostics.NONE, AbcOptions.LIVE);
        return log.lines;
    }

    void startAgain() {
        lines.clear();
        last = 0;
        promised = 0;
    }

    private void add(long tick, String format, Object... arguments) {
        if (tick < last) {
            throw new AssertionError("event at " + tick + " after one at " + last);
        }
        if (tick < promised) {
            throw new AssertionError("event at " + tick + " after a frontier of " + promised);
        }
        last = tick;
        lines.add(tick + " " + String.format(Locale.ROOT, format, arguments));
    }

    @Override
    public void tuneStart(int ordinal, long tick) {
        last = 0;
        promised = 0;
        add(tick, "tune %d", ordinal);
    }

    @Override
    public void tuneEnd(int ordinal, long tick) {
        add(tick, "end of tune %d", ordinal);
        promised = 0;
    }

    @Override
    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
        add(tick, "on %d %d %d from %d", channel, pitch, velocity, character);
    }

    @Override
    public void noteOff(long tick, int channel, int pitch, long character) {
        add(tick, "off %d %d from %d", channel, pitch, character);
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        add(tick, "tempo %f", quartersPerMinute);
    }

    @Override
    public void meter(long tick, int numerator, int denominator) {
        add(tick, "meter %d/%d", numerator, denominator);
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        add(tick, "key %d %b", sharps, minor);
    }

    @Override
    public void program(long tick, int channel, int program) {
        add(tick, "program %d %d", channel, program);
    }

    @Override
    public void control(long tick, int channel, int controller, int value) {
        add(tick, "control %d %d %d", channel, controller, value);
    }

    @Override
    public void bar(long tick) {
        add(tick, "bar");
    }

    @Override
    public void text(long tick, int channel, AbcText kind, CharSequence words) {
        add(tick, "%s %d %s", kind, channel, words);
    }
}
