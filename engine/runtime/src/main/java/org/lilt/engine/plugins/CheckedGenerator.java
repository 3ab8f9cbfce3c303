package org.lilt.engine.plugins;

import java.util.List;
import org.lilt.plugin.BarLines;
import org.lilt.plugin.Block;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.PluginException;

/** A generator of others whose events are checked: what cannot be is thrown as an error, upon which it is left out. Owned by its generator thread. */
public final class CheckedGenerator implements Generator, EventSink {
    /** More than this at once fills memory rather than a bar. */
    private static final int MOST_EVENTS = 4000;

    /** The longest that a note may last: a drone under a long tune. */
    private static final long LONGEST = 1024 * Event.TICKS_PER_QUARTER;

    private final Generator generator;
    private final NoteBalance notes = new NoteBalance();
    private EventSink out;
    private long last;
    private long frontier;
    private long silentAt;
    private int events;

    /**
     * Watches a generator.
     *
     * @param generator of others
     */
    public CheckedGenerator(Generator generator) {
        this.generator = generator;
    }

    @Override
    public List<Parameter> parameters() {
        return generator.parameters();
    }

    @Override
    public void activate(Host host) throws PluginException {
        try {
            generator.activate(host);
        } catch (RuntimeException | LinkageError e) {
            throw new PluginException("cannot be activated: " + e, e);
        }
    }

    @Override
    public String save() {
        return generator.save();
    }

    @Override
    public void load(String state) throws PluginException {
        generator.load(state);
    }

    @Override
    public void follow(BarLines bars) {
        generator.follow(bars);
    }

    @Override
    public void start(long tick) {
        notes.clear();
        last = tick;
        frontier = tick;
        silentAt = tick;
        generator.start(tick);
    }

    @Override
    public long advance(long until, EventSink sink) {
        out = sink;
        events = 0;
        long next = generator.advance(until, this);
        if (next < frontier) {
            throw new Misbehaviour("went back: its frontier was " + frontier + " and is " + next);
        }
        frontier = next;
        if (notes.count() == 0) {
            silentAt = next;
        } else if (next != Long.MAX_VALUE && next - silentAt > LONGEST) {
            throw new Misbehaviour("left " + notes.count() + " notes sounding");
        }
        return next;
    }

    @Override
    public void accept(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        if (tick < last || tick < frontier) {
            throw new Misbehaviour("wrote an event in the past: at " + tick + " after " + Math.max(last, frontier));
        }
        if (!Block.valid(kind, channel, data1, data2)) {
            throw new Misbehaviour(
                    "wrote an event that cannot be: " + kind + " channel " + channel + " " + data1 + " " + data2);
        }
        if (++events > MOST_EVENTS) {
            throw new Misbehaviour("wrote more than " + MOST_EVENTS + " events at once");
        }
        notes.demand(kind, channel, data1);
        last = tick;
        out.accept(tick, kind, channel, data1, data2, source);
    }

    @Override
    public long step() {
        return generator.step();
    }

    @Override
    public void close() {
        generator.close();
    }
}
