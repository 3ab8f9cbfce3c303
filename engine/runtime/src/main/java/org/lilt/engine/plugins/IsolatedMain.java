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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    private static final int MOST_WORDS = 64;
    private static final int LONGEST_WORDS = 1000;
    private static final long SAVE_NANOS = 1_000_000_000;

    private final long seed;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Score music = new Score();
    private final Music.Moment moment = new Music.Moment();
    private final BlockingQueue<Words> words = new ArrayBlockingQueue<>(MOST_WORDS);
    private volatile double tempo = TEMPO;
    private volatile long playHead;
    private boolean follows;
    private String saved;
    private long savedNanos;

    /** What the plugin has to say to the host, on whatever thread. */
    private record Words(int what, String text) {}

    private IsolatedMain(long seed) {
        this.seed = seed;
        music.written(Long.MAX_VALUE);
        in = new DataInputStream(new BufferedInputStream(System.in));
        out = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    /**
     * Runs a generator; for {@link IsolatedGenerator}.
     *
     * @param arguments jar, id and seed
     * @throws IOException when the host has gone
     */
    public static void main(String[] arguments) throws IOException {
        IsolatedMain here = new IsolatedMain(Long.parseLong(arguments[2]));
        try {
            here.run(Path.of(arguments[0]), arguments[1]);
        } catch (IOException | UncheckedIOException e) {
            // The host has gone: nobody is left to tell.
        }
        Runtime.getRuntime().halt(0);
    }

    private void run(Path jar, String id) throws IOException {
        Generator generator;
        saved = IsolatedWire.readText(in);
        try {
            generator = (Generator) Plugins.create(jar, id);
            generator.load(saved);
            generator.activate(this);
        } catch (Throwable e) {
            out.writeInt(IsolatedWire.FAILED);
            IsolatedWire.writeText(out, String.valueOf(e.getMessage()));
            out.flush();
            return;
        }
        List<Parameter> parameters = generator.parameters();
        out.writeInt(parameters.size());
        for (Parameter parameter : parameters) {
            IsolatedWire.writeParameter(out, parameter);
        }
        out.flush();
        while (true) {
            int what = in.readByte();
            long tick = in.readLong();
            boolean follow = in.readBoolean();
            tempo = in.readDouble();
            playHead = in.readLong();
            for (Parameter parameter : parameters) {
                parameter.set(in.readDouble());
                parameter.latch();
            }
            listen();
            answer(generator, what, tick, follow);
            out.flush();
        }
    }

    private void listen() throws IOException {
        while (in.readBoolean()) {
            long tick = in.readLong();
            IsolatedWire.readMoment(in, moment);
            music.note(tick, moment);
        }
        music.written(in.readLong());
    }

    private void answer(Generator generator, int what, long tick, boolean follow) throws IOException {
        try {
            if (follow && !follows) {
                follows = true;
                generator.follow(this::barLine);
            }
            long frontier = tick;
            if (what == IsolatedWire.START) {
                generator.start(tick);
            } else {
                frontier = generator.advance(tick, this::event);
            }
            keep(generator);
            speak();
            out.writeByte(IsolatedWire.END);
            out.writeLong(generator.step());
            out.writeLong(frontier);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (Throwable e) {
            speak();
            out.writeByte(IsolatedWire.FAILED);
            IsolatedWire.writeText(out, String.valueOf(e));
        }
    }

    private void keep(Generator generator) throws IOException {
        long now = System.nanoTime();
        if (now - savedNanos < SAVE_NANOS) {
            return;
        }
        savedNanos = now;
        String state = generator.save();
        if (!state.equals(saved)) {
            saved = state;
            out.writeByte(IsolatedWire.STATE);
            IsolatedWire.writeText(out, state);
        }
    }

    private void speak() throws IOException {
        for (Words each = words.poll(); each != null; each = words.poll()) {
            out.writeByte(each.what());
            IsolatedWire.writeText(out, each.text());
        }
    }

    private void event(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        try {
            out.writeByte(IsolatedWire.EVENT);
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

    private long barLine(long tick, long barLength) {
        try {
            out.writeByte(IsolatedWire.BARS);
            out.writeLong(tick);
            out.writeLong(barLength);
            out.flush();
            return in.readLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Transport transport() {
        return this;
    }

    @Override
    public Music music() {
        return music;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public void log(String message) {
        say(IsolatedWire.LOG, message);
    }

    @Override
    public void report(String problem) {
        say(IsolatedWire.REPORT, problem);
    }

    private void say(int what, String text) {
        // What comes faster than the host asks is dropped.
        words.offer(new Words(what, text.substring(0, Math.min(text.length(), LONGEST_WORDS))));
    }

    @Override
    public double tempo() {
        return tempo;
    }

    @Override
    public long playHead() {
        return playHead;
    }
}
