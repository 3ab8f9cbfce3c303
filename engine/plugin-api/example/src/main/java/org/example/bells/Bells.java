package org.example.bells;

import java.util.List;
import java.util.SplittableRandom;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Parameter;

/** Bells that wander through a pentatonic scale, a step at each quaver or a rest. */
public final class Bells implements Generator {
    private static final int[] SCALE = {0, 2, 4, 7, 9};
    private static final long QUAVER = Event.TICKS_PER_QUARTER / 2;

    private final Parameter density = new Parameter("density", "Density", "generator", 0, 100, 70, false, "%");
    private final Parameter lowest = new Parameter("lowest", "Lowest note", "generator", 36, 84, 60, true, "");

    private SplittableRandom random = new SplittableRandom(1);
    private long tick;
    private long step;
    private int place;

    @Override
    public List<Parameter> parameters() {
        return List.of(density, lowest);
    }

    /** Once, before it plays: this is the place to allocate. */
    @Override
    public void activate(Host host) {
        random = new SplittableRandom(host.seed());
    }

    /** The music begins here, or goes on here after a cut. */
    @Override
    public void start(long newTick) {
        tick = newTick;
    }

    /** One quaver. Lilt calls again as soon as it needs more. Nothing is allocated here. */
    @Override
    public long advance(long until, EventSink out) {
        place = Math.max(0, Math.min(9, place + random.nextInt(-2, 3)));
        if (random.nextDouble() * 100 < density.current()) {
            int pitch = (int) lowest.current() + 12 * (place / SCALE.length) + SCALE[place % SCALE.length];
            int velocity = tick % Event.TICKS_PER_QUARTER == 0 ? 100 : 80;
            out.accept(tick, Event.Kind.NOTE_ON, 0, pitch, velocity, step);
            out.accept(tick + QUAVER, Event.Kind.NOTE_OFF, 0, pitch, 0, step);
        }
        tick += QUAVER;
        step++;
        return tick; // nothing that comes later can lie before this
    }

    @Override
    public long step() {
        return step;
    }
}
