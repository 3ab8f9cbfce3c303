package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** Doubles notes one or two octaves higher or lower. */
final class Octave extends NoteEffect {
    private static final String PATH = "effects/octave";
    private static final double PERCENT = 100;
    private static final int OCTAVE = 12;

    private final Parameter octaves;
    private final Parameter level;
    private final Parameter channel;

    Octave() {
        this(
                new Parameter("octaves", "Octaves", PATH, -2, 2, -1, true, ""),
                new Parameter("level", "Level", PATH, 1, PERCENT, 60, false, "%"),
                channelParameter(PATH, 1));
    }

    private Octave(Parameter octaves, Parameter level, Parameter channel) {
        super(2, octaves, level, channel);
        this.octaves = octaves;
        this.level = level;
        this.channel = channel;
    }

    @Override
    void noteOn(Event e) {
        play(e, e.channel, e.data1, e.data2, 0);
        int by = (int) octaves.current() * OCTAVE;
        int doubled = e.data1 + by;
        if (by != 0 && doubled >= 0 && doubled <= 127 && isFor(channel, e.channel)) {
            play(e, e.channel, doubled, e.data2 * level.current() / PERCENT, 0);
        }
    }
}
