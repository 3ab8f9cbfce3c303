package org.lilt.engine.effects;

import org.lilt.plugin.Block;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Parameter;

/** Plays the notes of a chord one after another, as a hand over strings: down, which begins with the lowest string, up, or in turn. */
final class Strum extends NoteEffect {
    private static final String PATH = "effects/strum";
    private static final int IN_TURN = 0;
    private static final int UP = 2;

    private final Parameter spread;
    private final Parameter direction;
    private final Parameter channel;
    private Block block;
    private long chordTick = -1;
    private boolean upwards = true; // so that the first stroke is one down

    Strum() {
        this(
                new Parameter("spread", "Spread", PATH, 0, 80, 14, false, "ms"),
                Parameter.choice("direction", "Direction", PATH, IN_TURN, "in turn", "down", "up"),
                channelParameter(PATH, 3));
    }

    private Strum(Parameter spread, Parameter direction, Parameter channel) {
        super(1, spread, direction, channel);
        this.spread = spread;
        this.direction = direction;
        this.channel = channel;
    }

    @Override
    public long process(Block in, EventSink out) {
        block = in;
        return super.process(in, out);
    }

    @Override
    void noteOn(Event e) {
        if (!isFor(channel, e.channel)) {
            play(e, e.channel, e.data1, e.data2, 0);
            return;
        }
        if (e.tick != chordTick) {
            chordTick = e.tick;
            upwards = direction.current() == IN_TURN ? !upwards : direction.current() == UP;
        }
        play(e, e.channel, e.data1, e.data2, stringsBefore(e) * ticks(spread.current()));
    }

    /** How many notes of the chord the hand meets before this one. */
    private int stringsBefore(Event e) {
        int before = 0;
        for (int i = 0; i < block.size(); i++) {
            Event other = block.get(i);
            if (other.kind == Event.Kind.NOTE_ON && other.tick == e.tick && other.channel == e.channel) {
                before += (upwards ? other.data1 > e.data1 : other.data1 < e.data1) ? 1 : 0;
            }
        }
        return before;
    }

    @Override
    public void reset() {
        super.reset();
        chordTick = -1;
        upwards = true;
    }
}
