package org.lilt.engine.plugins;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lilt.plugin.BarLines;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.PluginException;

/**
 * A generator of others in a process of its own: it can end, fill or corrupt that process and not ours. With each request it is told what it may see:
 * the tempo, the play head, its parameters and what is new in the music that it follows. The thread that asks waits for the other process, so it belongs to a
 * generator thread of its own.
 */
public final class IsolatedGenerator implements Generator {
    private static final Event.Kind[] KINDS = Event.Kind.values();
    private static final int MOST_PARAMETERS = 1000;

    private final Process process;
    private final DataOutputStream to;
    private final DataInputStream from;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Music.Moment moment = new Music.Moment();
    private volatile String state;
    private Host host;
    private BarLines bars;
    private long told = Long.MIN_VALUE;
    private long step;

    /**
     * Starts the process, which makes and activates the plugin: there the tempo is 120 and the music silent until {@link #start}. May take a second.
     *
     * @param jar where it is
     * @param id which plugin
     * @param seed see {@link Host#seed}
     * @param state what {@link #save} gave; empty for nothing
     * @throws PluginException when it does not come up; one line
     */
    public IsolatedGenerator(Path jar, String id, long seed, String state) throws PluginException {
        this.state = state;
        try {
            process = ChildProcess.start(
                    IsolatedMain.class, List.of(jar.toAbsolutePath().toString(), id, Long.toString(seed)));
        } catch (IOException e) {
            throw new PluginException(id + ": no process for it: " + e.getMessage(), e);
        }
        to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        from = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        try {
            IsolatedWire.writeText(to, state);
            to.flush();
            int count = from.readInt();
            if (count < 0 || count > MOST_PARAMETERS) {
                String reason = count == IsolatedWire.FAILED ? IsolatedWire.readText(from) : count + " parameters";
                throw new PluginException(id + ": " + reason);
            }
            for (int i = 0; i < count; i++) {
                parameters.add(IsolatedWire.readParameter(from));
            }
        } catch (IOException | IllegalArgumentException e) {
            process.destroyForcibly();
            throw new PluginException(id + ": its process has ended before it began to play", e);
        } catch (PluginException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    @Override
    public void activate(Host newHost) {
        host = newHost;
    }

    /** What the plugin has to keep, as it told it last: while it plays, every second. */
    @Override
    public String save() {
        return state;
    }

    @Override
    public void follow(BarLines newBars) {
        bars = newBars;
    }

    @Override
    public void start(long tick) {
        ask(IsolatedWire.START, tick, null);
    }

    @Override
    public long advance(long until, EventSink out) {
        return ask(IsolatedWire.ADVANCE, until, out);
    }

    private long ask(int what, long tick, EventSink out) {
        try {
            to.writeByte(what);
            to.writeLong(tick);
            to.writeBoolean(bars != null);
            to.writeDouble(host.transport().tempo());
            to.writeLong(host.transport().playHead());
            for (Parameter parameter : parameters) {
                to.writeDouble(parameter.current());
            }
            tell(host.music());
            to.flush();
            return answer(out);
        } catch (IOException e) {
            throw new Misbehaviour("its process has ended");
        }
    }

    /** What is new in the music and can no longer change. */
    private void tell(Music music) throws IOException {
        long frontier = music.frontier();
        for (long change = music.change(told); change < frontier; change = music.change(told)) {
            music.at(change, moment);
            to.writeBoolean(true);
            to.writeLong(change);
            IsolatedWire.writeMoment(to, moment);
            told = change;
        }
        to.writeBoolean(false);
        to.writeLong(frontier);
    }

    private long answer(EventSink out) throws IOException {
        while (true) {
            int what = from.readByte();
            switch (what) {
                case IsolatedWire.END -> {
                    step = from.readLong();
                    return from.readLong();
                }
                case IsolatedWire.EVENT -> event(out);
                case IsolatedWire.LOG -> host.log(IsolatedWire.readText(from));
                case IsolatedWire.REPORT -> host.report(IsolatedWire.readText(from));
                case IsolatedWire.STATE -> state = IsolatedWire.readText(from);
                case IsolatedWire.BARS -> {
                    to.writeLong(bars.next(from.readLong(), from.readLong()));
                    to.flush();
                }
                case IsolatedWire.FAILED -> throw new Misbehaviour(IsolatedWire.readText(from));
                default -> throw new Misbehaviour("its process says what cannot be understood");
            }
        }
    }

    private void event(EventSink out) throws IOException {
        long tick = from.readLong();
        int kind = from.readByte();
        int channel = from.readInt();
        int data1 = from.readInt();
        int data2 = from.readInt();
        long source = from.readLong();
        if (out == null) {
            throw new Misbehaviour("wrote an event at its start");
        }
        out.accept(tick, kind < 0 || kind >= KINDS.length ? null : KINDS[kind], channel, data1, data2, source);
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
