package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** Keeps notes within a range, such as an instrument's: what lies outside is moved by octaves, or left out. */
final class Range extends NoteEffect {
    private static final String PATH = "effects/range";
    private static final int OCTAVE = 12;

    private final Parameter lowest;
    private final Parameter highest;
    private final Parameter outside;
    private final Parameter channel;

    Range() {
        this(
                new Parameter("lowest", "Lowest", PATH, 0, 127, 55, true, ""),
                new Parameter("highest", "Highest", PATH, 0, 127, 100, true, ""),
                Parameter.choice("outside", "Outside", PATH, 0, "by octaves", "left out"),
                channelParameter(PATH, 1));
    }

    private Range(Parameter lowest, Parameter highest, Parameter outside, Parameter channel) {
        super(1, lowest, highest, outside, channel);
        this.lowest = lowest;
        this.highest = highest;
        this.outside = outside;
        this.channel = channel;
    }

    @Override
    void noteOn(Event e) {
        int pitch = e.data1;
        if (isFor(channel, e.channel)) {
            int low = (int) lowest.current();
            int high = (int) highest.current();
            if (outside.current() == 0) {
                while (pitch < low) {
                    pitch += OCTAVE;
                }
                while (pitch > high) {
                    pitch -= OCTAVE;
                }
            }
            if (pitch < low || pitch > high) {
                return; // left out, or the range is too narrow for its octave
            }
        }
        play(e, e.channel, pitch, e.data2, 0);
    }
}
