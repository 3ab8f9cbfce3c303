package org.lilt.engine.accompany;

import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Parameter;

/**
 * Beats the pulse of another part's tunes, as a bodhran does: down strokes on the beats, up strokes between them, the first of the bar the loudest. Written for
 * the drum channel, with the hand drums of General MIDI.
 */
public final class Bodhran extends Accompanist {
    private static final String PATH = "generator";
    private static final int DRUMS = 9;

    /** Low conga, open and muted high conga. */
    private static final int DEEP = 64;

    private static final int OPEN = 63;
    private static final int MUTED = 62;
    private static final double PERCENT = 100;
    private static final long NONE = -1;
    private static final double FIRST = 1.0;
    private static final double BEAT = 0.8;
    private static final double BETWEEN = 0.5;

    private final Parameter strokes;
    private final Parameter velocity;
    private final Parameter accent;
    private long tick;
    private int struck;
    private long off = NONE;

    /** A drum with its parameters at their defaults. */
    public Bodhran() {
        this(
                Parameter.choice("strokes", "Strokes", PATH, 1, "beats", "quavers"),
                new Parameter("velocity", "Velocity", PATH, 1, 127, 90, true, ""),
                new Parameter("accent", "Accent", PATH, 0, PERCENT, 100, false, "%"));
    }

    private Bodhran(Parameter strokes, Parameter velocity, Parameter accent) {
        super(strokes, velocity, accent);
        this.strokes = strokes;
        this.velocity = velocity;
        this.accent = accent;
    }

    @Override
    void begin(long newTick) {
        tick = newTick;
        off = NONE;
    }

    @Override
    long write(long end, EventSink out) {
        while (tick < end) {
            if (off != NONE) {
                if (off >= end) {
                    return end;
                }
                out.accept(off, Event.Kind.NOTE_OFF, DRUMS, struck, 0, off);
                tick = off;
                off = NONE;
            }
            music().at(tick, moment);
            long change = music().change(tick);
            long grid = strokes.current() == 0 ? moment.pulseTicks() : Event.TICKS_PER_QUARTER / 2;
            long stroke = moment.barLine + Math.floorDiv(tick - moment.barLine + grid - 1, grid) * grid;
            if (moment.tune == 0 || stroke >= Math.min(change, end)) {
                tick = Math.min(end, change);
            } else {
                strike(stroke, out);
                off = stroke + grid / 2;
            }
        }
        return end;
    }

    private void strike(long stroke, EventSink out) {
        long inBar = Math.floorMod(stroke - moment.barLine, moment.barTicks());
        boolean onBeat = inBar % moment.pulseTicks() == 0;
        double weight = inBar == 0 ? FIRST : onBeat ? BEAT : BETWEEN;
        double share = 1 - (1 - weight) * accent.current() / PERCENT;
        struck = inBar == 0 ? DEEP : onBeat ? OPEN : MUTED;
        int loudness = (int) Math.max(1, Math.round(velocity.current() * share));
        out.accept(stroke, Event.Kind.NOTE_ON, DRUMS, struck, loudness, stroke);
    }
}
