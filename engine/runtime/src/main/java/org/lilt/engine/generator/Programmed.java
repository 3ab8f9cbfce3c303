package org.lilt.engine.generator;

import java.util.List;
import org.lilt.plugin.BarLines;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.PluginException;

/** A generator whose channels are given their sounds at each beginning. */
public final class Programmed implements Generator {
    private final Generator generator;
    private final Instruments instruments;
    private long begins;
    private boolean sent;

    /**
     * Wraps a generator.
     *
     * @param generator does the work
     * @param instruments sent before its first event
     */
    public Programmed(Generator generator, Instruments instruments) {
        this.generator = generator;
        this.instruments = instruments;
    }

    @Override
    public List<Parameter> parameters() {
        return generator.parameters();
    }

    @Override
    public void activate(Host host) throws PluginException {
        generator.activate(host);
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
        begins = tick;
        sent = false;
        generator.start(tick);
    }

    @Override
    public long advance(long until, EventSink out) {
        if (!sent) {
            sent = true;
            instruments.send(begins, generator.step(), out);
        }
        return generator.advance(until, out);
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
