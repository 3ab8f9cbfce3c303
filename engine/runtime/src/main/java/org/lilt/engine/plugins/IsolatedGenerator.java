package org.lilt.engine.plugins;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.PluginException;

/**
 * A generator of others in a process of its own: it can end, fill or corrupt that process and not ours. It does not see the music of other parts. Its thread here
 * waits for the other process, so it belongs to a generator thread of its own.
 */
public final class IsolatedGenerator implements Generator {
    static final int START = 1;
    static final int ADVANCE = 2;
    static final int FAILED = -1;
    static final int END = 0;
    static final int EVENT = 1;
    private static final Event.Kind[] KINDS = Event.Kind.values();
    private static final int MOST_PARAMETERS = 1000;

    private final Process process;
    private final DataOutputStream to;
    private final DataInputStream from;
    private final List<Parameter> parameters = new ArrayList<>();
    private double[] sent;
    private long step;

    /**
     * Starts the process, which makes and activates the plugin. May take a second.
     *
     * @param jar where it is
     * @param id which plugin
     * @param seed see {@link Host#seed}
     * @param state what {@link #save} gave; empty for nothing
     * @throws PluginException when it does not come up; one line
     */
    public IsolatedGenerator(Path jar, String id, long seed, String state) throws PluginException {
        try {
            process = ChildProcess.start(
                    IsolatedMain.class, List.of(jar.toAbsolutePath().toString(), id, Long.toString(seed), state));
        } catch (IOException e) {
            throw new PluginException(id + ": no process for it: " + e.getMessage(), e);
        }
        to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        from = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        try {
            int count = from.readInt();
            if (count < 0 || count > MOST_PARAMETERS) {
                String reason = count == FAILED ? from.readUTF() : count + " parameters";
                throw new PluginException(id + ": " + reason);
            }
            for (int i = 0; i < count; i++) {
                parameters.add(IsolatedMain.readParameter(from));
            }
        } catch (IOException | IllegalArgumentException e) {
            process.destroyForcibly();
            throw new PluginException(id + ": its process has ended before it began to play", e);
        } catch (PluginException e) {
            process.destroyForcibly();
            throw e;
        }
        sent = new double[parameters.size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = parameters.get(i).get();
        }
    }

    @Override
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    @Override
    public void activate(Host host) {
        // It was, in its own process.
    }

    @Override
    public void start(long tick) {
        try {
            to.writeByte(START);
            to.writeLong(tick);
            to.flush();
            if (from.readByte() == FAILED) {
                throw new Misbehaviour(from.readUTF());
            }
        } catch (IOException e) {
            throw new Misbehaviour("its process has ended");
        }
    }

    @Override
    public long advance(long until, EventSink out) {
        try {
            to.writeByte(ADVANCE);
            to.writeLong(until);
            for (int i = 0; i < sent.length; i++) {
                to.writeDouble(parameters.get(i).current());
            }
            to.flush();
            while (true) {
                int what = from.readByte();
                if (what == END) {
                    step = from.readLong();
                    return from.readLong();
                }
                if (what != EVENT) {
                    throw new Misbehaviour(from.readUTF());
                }
                long tick = from.readLong();
                int kind = from.readByte();
                int channel = from.readInt();
                int data1 = from.readInt();
                int data2 = from.readInt();
                out.accept(
                        tick,
                        kind < 0 || kind >= KINDS.length ? null : KINDS[kind],
                        channel,
                        data1,
                        data2,
                        from.readLong());
            }
        } catch (IOException e) {
            throw new Misbehaviour("its process has ended");
        }
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
