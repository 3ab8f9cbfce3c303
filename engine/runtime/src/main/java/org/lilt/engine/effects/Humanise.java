package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;

/** A groove of velocities (the first of the bar and the pulses louder, what lies between softer), and by chance a little too late and too loud. */
final class Humanise extends NoteEffect {
    private static final String PATH = "effects/humanise";

    private final Parameter accent;
    private final Parameter dynamics;
    private final Parameter timing;

    Humanise() {
        this(
                new Parameter("accent", "Accent", PATH, 0, 40, 12, false, ""),
                new Parameter("dynamics", "Dynamics", PATH, 0, 40, 6, false, ""),
                new Parameter("timing", "Timing", PATH, 0, 60, 8, false, "ms"));
    }

    private Humanise(Parameter accent, Parameter dynamics, Parameter timing) {
        super(1, accent, dynamics, timing);
        this.accent = accent;
        this.dynamics = dynamics;
        this.timing = timing;
    }

    @Override
    void noteOn(Event e) {
        double velocity = e.data2
                + accent.current() * weight(at(e.tick), e.tick)
                + dynamics.current() * (2 * Chance.of(seed(), e, 0) - 1);
        play(e, e.channel, e.data1, velocity, (long) (ticks(timing.current()) * Chance.of(seed(), e, 1)));
    }

    private static double weight(Music.Moment now, long tick) {
        long inBar = Math.floorMod(tick - now.barLine, now.barTicks());
        if (inBar == 0) {
            return 1;
        }
        return inBar % now.pulseTicks() == 0 ? 0.5 : -0.5;
    }
}
