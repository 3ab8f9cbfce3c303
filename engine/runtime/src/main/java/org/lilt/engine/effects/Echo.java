package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** Repeats notes in time with the music, each time softer. */
final class Echo extends NoteEffect {
    private static final String PATH = "effects/echo";
    private static final double PERCENT = 100;
    private static final int MOST_REPEATS = 8;
    private static final long[] TIMES = {
        Event.TICKS_PER_QUARTER / 4,
        Event.TICKS_PER_QUARTER / 2,
        3 * Event.TICKS_PER_QUARTER / 4,
        Event.TICKS_PER_QUARTER,
        3 * Event.TICKS_PER_QUARTER / 2
    };

    private final Parameter time;
    private final Parameter repeats;
    private final Parameter feedback;
    private final Parameter channel;

    Echo() {
        this(
                Parameter.choice("time", "Time", PATH, 2, "1/16", "1/8", "dotted 1/8", "1/4", "dotted 1/4"),
                new Parameter("repeats", "Repeats", PATH, 0, MOST_REPEATS, 3, true, ""),
                new Parameter("feedback", "Feedback", PATH, 0, PERCENT, 55, false, "%"),
                channelParameter(PATH, 1));
    }

    private Echo(Parameter time, Parameter repeats, Parameter feedback, Parameter channel) {
        super(1 + MOST_REPEATS, time, repeats, feedback, channel);
        this.time = time;
        this.repeats = repeats;
        this.feedback = feedback;
        this.channel = channel;
    }

    @Override
    void noteOn(Event e) {
        play(e, e.channel, e.data1, e.data2, 0);
        if (!isFor(channel, e.channel)) {
            return;
        }
        long delay = TIMES[(int) time.current()];
        double velocity = e.data2;
        for (int i = 1; i <= (int) repeats.current(); i++) {
            velocity *= feedback.current() / PERCENT;
            if (velocity < 1) {
                return; // nobody would hear it
            }
            play(e, e.channel, e.data1, velocity, i * delay);
        }
    }
}
