package org.lilt.engine.accompany;

import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Parameter;

/** Holds the key note and its fifth under the tunes of another part, and between them where that is wished. */
public final class Drone extends Accompanist {
    private static final String PATH = "generator";
    private static final int FIFTH = 7;
    private static final int OCTAVE = 12;
    private static final int NONE = -1;

    private final Parameter lowest;
    private final Parameter fifth;
    private final Parameter velocity;
    private final Parameter rests;
    private int root = NONE;
    private int top = NONE;
    private long tick;

    /** A drone with its parameters at their defaults. */
    public Drone() {
        this(
                new Parameter("lowest", "Lowest note", PATH, 24, 72, 38, true, ""),
                Parameter.toggle("fifth", "Fifth", PATH, true),
                new Parameter("velocity", "Velocity", PATH, 1, 127, 60, true, ""),
                Parameter.toggle("rests", "Rest between tunes", PATH, true));
    }

    private Drone(Parameter lowest, Parameter fifth, Parameter velocity, Parameter rests) {
        super(lowest, fifth, velocity, rests);
        this.lowest = lowest;
        this.fifth = fifth;
        this.velocity = velocity;
        this.rests = rests;
    }

    @Override
    void begin(long newTick) {
        tick = newTick;
        root = NONE;
        top = NONE;
    }

    @Override
    long write(long end, EventSink out) {
        while (tick < end) {
            music().at(tick, moment);
            boolean silent = moment.tune == 0 && rests.current() != 0;
            int low = (int) lowest.current();
            int wanted = silent ? NONE : moment.tune == 0 ? root : low + Math.floorMod(moment.tonic() - low, OCTAVE);
            int wantedTop = wanted == NONE || fifth.current() == 0 ? NONE : wanted + FIFTH;
            if (wanted != root) {
                end(root, out);
                end(top, out);
                top = NONE;
                root = wanted;
                strike(root, out);
            }
            if (wantedTop != top) {
                end(top, out);
                top = wantedTop;
                strike(top, out);
            }
            tick = Math.min(end, music().change(tick));
        }
        return end;
    }

    private void strike(int pitch, EventSink out) {
        if (pitch != NONE) {
            out.accept(tick, Event.Kind.NOTE_ON, 0, pitch, (int) velocity.current(), tick);
        }
    }

    private void end(int pitch, EventSink out) {
        if (pitch != NONE) {
            out.accept(tick, Event.Kind.NOTE_OFF, 0, pitch, 0, tick);
        }
    }
}
