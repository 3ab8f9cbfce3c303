package org.lilt.engine.plugins;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.lilt.engine.parts.Score;
import org.lilt.plugin.Event;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;
import org.lilt.plugin.Transport;

/** The other end of {@link IsolatedGenerator}: the process in which the generator lives. Ends with its standard input. */
public final class IsolatedMain implements Host, Transport {
    private static final double TEMPO = 120;

    private final long seed;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Score nothing = new Score();

    private IsolatedMain(long seed) {
        this.seed = seed;
        nothing.written(Long.MAX_VALUE);
        in = new DataInputStream(new BufferedInputStream(System.in));
        out = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    /**
     * Runs a generator; for {@link IsolatedGenerator}.
     *
     * @param arguments jar, id, seed and state
     * @throws IOException when the host has gone
     */
    public static void main(String[] arguments) throws IOException {
        IsolatedMain here = new IsolatedMain(Long.parseLong(arguments[2]));
        try {
            here.run(Path.of(arguments[0]), arguments[1], arguments[3]);
        } catch (IOException | UncheckedIOException e) {
            // The host has gone: nobody is left to tell.
        }
        Runtime.getRuntime().halt(0);
    }

    private void run(Path jar, String id, String state) throws IOException {
        Generator generator;
        try {
            generator = (Generator) Plugins.create(jar, id);
            generator.load(state);
            generator.activate(this);
        } catch (Throwable e) {
            out.writeInt(IsolatedGenerator.FAILED);
            out.writeUTF(String.valueOf(e.getMessage()));
            out.flush();
            return;
        }
        List<Parameter> parameters = generator.parameters();
        out.writeInt(parameters.size());
        for (Parameter parameter : parameters) {
            write(parameter);
        }
        out.flush();
        while (true) {
            int what = in.readByte();
            long tick = in.readLong();
            try {
                if (what == IsolatedGenerator.START) {
                    generator.start(tick);
                    out.writeByte(IsolatedGenerator.END);
                } else {
                    for (Parameter parameter : parameters) {
                        parameter.set(in.readDouble());
                        parameter.latch();
                    }
                    long frontier = generator.advance(tick, this::event);
                    out.writeByte(IsolatedGenerator.END);
                    out.writeLong(generator.step());
                    out.writeLong(frontier);
                }
            } catch (UncheckedIOException e) {
                throw e;
            } catch (Throwable e) {
                out.writeByte(IsolatedGenerator.FAILED);
                out.writeUTF(String.valueOf(e));
            }
            out.flush();
        }
    }

    private void event(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        try {
            out.writeByte(IsolatedGenerator.EVENT);
            out.writeLong(tick);
            out.writeByte(kind == null ? -1 : kind.ordinal());
            out.writeInt(channel);
            out.writeInt(data1);
            out.writeInt(data2);
            out.writeLong(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Parameter p) throws IOException {
        out.writeUTF(p.id());
        out.writeUTF(p.name());
        out.writeUTF(p.path());
        out.writeDouble(p.minimum());
        out.writeDouble(p.maximum());
        out.writeDouble(p.defaultValue());
        out.writeBoolean(p.stepped());
        out.writeUTF(p.unit());
        out.writeInt(p.choices().size());
        for (String choice : p.choices()) {
            out.writeUTF(choice);
        }
    }

    static Parameter readParameter(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String name = in.readUTF();
        String path = in.readUTF();
        double minimum = in.readDouble();
        double maximum = in.readDouble();
        double defaultValue = in.readDouble();
        boolean stepped = in.readBoolean();
        String unit = in.readUTF();
        String[] choices = new String[Math.max(0, Math.min(1000, in.readInt()))];
        for (int i = 0; i < choices.length; i++) {
            choices[i] = in.readUTF();
        }
        return choices.length > 0
                ? Parameter.choice(id, name, path, (int) defaultValue, choices)
                : new Parameter(id, name, path, minimum, maximum, defaultValue, stepped, unit);
    }

    @Override
    public Transport transport() {
        return this;
    }

    @Override
    public Music music() {
        return nothing;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public void log(String message) {
        // Nobody reads it.
    }

    @Override
    public void report(String problem) {
        // The error stream is not read either.
    }

    @Override
    public double tempo() {
        return TEMPO;
    }

    @Override
    public long playHead() {
        return 0;
    }
}
