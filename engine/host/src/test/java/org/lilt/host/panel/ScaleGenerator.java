package org.lilt.host.panel;

import java.util.List;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.generator.TextTaps;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/** Plays scales in quavers, tune after tune, and writes them down in ABC; its two parameters can be heard in every note. */
final class ScaleGenerator implements Generator {
    static final int LOWEST = 60;
    private static final int NOTES_A_TUNE = 64;
    private static final int[] STEPS = {0, 2, 4, 5, 7, 9, 11, 12};
    private static final String[] LETTERS = {"C", "D", "E", "F", "G", "A", "B", "c"};

    final TextTap text = new TextTap();
    private final Parameter velocity = new Parameter("velocity", "Velocity", "generator/sound", 1, 127, 64, true, "");
    private final Parameter temperature =
            new Parameter("temperature", "Temperature", "generator/sampling", 0.1, 2, 1, false, "");
    private final long noteTicks = Event.TICKS_PER_QUARTER / 2;
    private long tick;
    private int note;
    private int tune;

    @Override
    public List<Parameter> parameters() {
        return List.of(temperature, velocity);
    }

    @Override
    public void start(long newTick) {
        if (tune > 0) {
            TextTaps.write(text, "\n\n");
        }
        tick = newTick;
        note = 0;
    }

    @Override
    public long advance(long until, EventSink out) {
        if (note == 0) {
            tune++;
            out.accept(tick, Event.Kind.TUNE_START, 0, tune, 0, text.written());
            TextTaps.write(text, "R:reel\nM:4/4\nL:1/8\nK:C\n");
        }
        if (note % 8 == 0) {
            TextTaps.write(text, note % 32 == 0 ? "\"C\"" : "\"G7\"");
        }
        int degree = note % 15 < 8 ? note % 15 : 14 - note % 15;
        // A higher temperature plays an octave higher, so that a test can hear it.
        int pitch = LOWEST + STEPS[degree] + (temperature.get() > 1.5 ? 12 : 0);
        long source = text.written(); // its letter's number
        out.accept(tick, Event.Kind.NOTE_ON, 0, pitch, (int) velocity.get(), source);
        tick += noteTicks;
        out.accept(tick, Event.Kind.NOTE_OFF, 0, pitch, 0, source);
        TextTaps.write(text, LETTERS[degree]);
        note++;
        if (note % 8 == 0) {
            TextTaps.write(text, note % 32 == 0 ? "|\n" : "|");
        }
        if (note == NOTES_A_TUNE) {
            out.accept(tick, Event.Kind.TUNE_END, 0, tune, 0, text.written());
            TextTaps.write(text, "\n");
            note = 0;
        }
        return tick;
    }
}
