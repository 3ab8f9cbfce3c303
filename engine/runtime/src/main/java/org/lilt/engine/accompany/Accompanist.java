package org.lilt.engine.accompany;

import java.util.List;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;

/** What generators have in common that follow another part: they know its music up to its frontier. */
abstract class Accompanist implements Generator {
    /** Ticks that are written at once: 3 ms at 120 quarters a minute, so that hardly anything of the horizon is lost. */
    private static final long GRAIN = 60;

    final Music.Moment moment = new Music.Moment();
    private final List<Parameter> parameters;
    private Music music;
    private long written;

    Accompanist(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public final List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public final void activate(Host host) {
        music = host.music();
    }

    final Music music() {
        return music;
    }

    @Override
    public void start(long tick) {
        written = tick;
        begin(tick);
    }

    @Override
    public final long advance(long until, EventSink out) {
        if (music.frontier() <= written) {
            return written;
        }
        // A grain at a time, always the same ones: so it does not matter how far others have written, and a knob holds
        // from one on.
        long known = Math.floorDiv(Math.min(until, music.frontier()), GRAIN) * GRAIN;
        long end = Math.min(known, (Math.floorDiv(written, GRAIN) + 1) * GRAIN);
        if (end > written) {
            written = write(end, out);
        }
        return written;
    }

    /** The ticks that are written. */
    @Override
    public final long step() {
        return written;
    }

    /** Forgets what was under way. */
    abstract void begin(long tick);

    /** Writes all events before a tick; returns how far that is, which may be less. */
    abstract long write(long end, EventSink out);
}
