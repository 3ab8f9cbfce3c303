package org.lilt.engine.player;

import java.util.List;
import org.lilt.plugin.BarLines;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/** Eighth notes without rests up and down an octave, one note a step; a chord of an octave on each fourth. A bar is a quarter. */
class ScaleGenerator implements Generator {
    static final long EIGHTH = Event.TICKS_PER_QUARTER / 2;

    private BarLines bars;
    private long tick;
    private long steps;
    int starts;
    RuntimeException failure;

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public void follow(BarLines newBars) {
        bars = newBars;
    }

    @Override
    public void start(long newTick) {
        tick = bars == null ? newTick : bars.next(newTick, Event.TICKS_PER_QUARTER);
        starts++;
    }

    @Override
    public long advance(long until, EventSink out) {
        if (failure != null) {
            RuntimeException e = failure;
            failure = null;
            throw e;
        }
        int pitch = 60 + (int) (steps % 12);
        out.accept(tick, Event.Kind.NOTE_ON, 0, pitch, 90, steps);
        if (steps % 4 == 0) {
            out.accept(tick, Event.Kind.NOTE_ON, 1, pitch - 12, 80, steps);
            out.accept(tick + EIGHTH, Event.Kind.NOTE_OFF, 1, pitch - 12, 0, steps);
        }
        out.accept(tick + EIGHTH, Event.Kind.NOTE_OFF, 0, pitch, 0, steps);
        tick += EIGHTH;
        steps++;
        return tick;
    }
}
