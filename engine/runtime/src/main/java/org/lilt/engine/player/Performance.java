package org.lilt.engine.player;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * A generator playing into a destination: the two threads, and what a person can ask of them. The destination and the generator belong
 * to the performance, which closes both at its end.
 */
public final class Performance implements AutoCloseable {
    /** How far ahead of the play head is written unless told otherwise, in seconds of playing. */
    public static final double DEFAULT_HORIZON_SECONDS = 0.100;

    /** The last part of a wait is spent spinning where the destination cannot schedule: sleeps end that much too late. */
    static final long SPIN_NANOS = 120_000;

    /** Name of the thread that sends. */
    public static final String PLAYER_THREAD = "lilt-player";

    /** Name of the thread that writes. */
    public static final String GENERATOR_THREAD = "lilt-generator";

    /** A generator that fails this often in a row is given up. */
    private static final int MOST_FAILURES = 3;

    private static final long WAIT_FOR_THREADS_MILLIS = 2_000;

    private final List<Part> parts;
    private final Destination destination;
    private final Transport transport;
    private final Player player;
    private final Setup setup;
    private final Consumer<Throwable> errors;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread playerThread;
    private final List<Thread> generatorThreads = new ArrayList<>();
    private final Map<Part, Thread> foreign = new HashMap<>();
    private int failures; // of the generator thread
    private boolean started;
    private boolean closed;

    /**
     * Joins a generator to a destination, with a clock of its own. Nothing runs before {@link #start}.
     *
     * @param generator writes the music
     * @param destination is played into; its clock is the clock of the music
     * @param tempo quarter notes a minute
     * @param horizonSeconds how far ahead of the play head the generator writes, in seconds of playing
     * @param listeners told what is played, on the player thread
     * @param errors told what went wrong, on the thread where it did; the notes are ended before
     */
    public Performance(
            Generator generator,
            Destination destination,
            Parameter tempo,
            double horizonSeconds,
            List<MessageListener> listeners,
            Consumer<Throwable> errors) {
        this(generator, destination, Setup.free(tempo, Setup.transposeParameter(), horizonSeconds), listeners, errors);
    }

    /**
     * Joins a generator to a destination. Nothing runs before {@link #start}.
     *
     * @param generator writes the music
     * @param destination is played into; its clock is the clock of the music
     * @param setup how it goes
     * @param listeners told what is played, on the player thread
     * @param errors told what went wrong, on the thread where it did; the notes are ended before
     */
    public Performance(
            Generator generator,
            Destination destination,
            Setup setup,
            List<MessageListener> listeners,
            Consumer<Throwable> errors) {
        this(List.of(Part.alone(generator)), destination, setup, listeners, errors);
    }

    /**
     * Joins parts to a destination. Lilt's own generators share a thread; each foreign one has its own and is not waited for. Nothing runs before {@link #start}.
     *
     * @param parts the first leads: its tunes, meters and keys are told
     * @param destination is played into where a part has no destination of its own; its clock is the clock of the music
     * @param setup how it goes
     * @param listeners told what is played, on the player thread
     * @param errors told what went wrong, on the thread where it did; the notes are ended before
     */
    public Performance(
            List<Part> parts,
            Destination destination,
            Setup setup,
            List<MessageListener> listeners,
            Consumer<Throwable> errors) {
        this.parts = List.copyOf(parts);
        this.destination = destination;
        this.setup = setup;
        this.errors = errors;
        transport = new Transport(setup.tempo().get());
        setup.view().show(transport);
        for (Part part : parts) {
            part.queue(new EventQueue(Part.QUEUE_CAPACITY));
        }
        player = new Player(parts, transport, destination, setup, new Listeners(listeners));
        playerThread = new Thread(this::play, PLAYER_THREAD);
        playerThread.setPriority(Thread.MAX_PRIORITY);
        parameters().forEach(parameter -> parameter.whenSet(() -> LockSupport.unpark(playerThread)));
        List<Part> own = parts.stream().filter(part -> !part.foreign()).toList();
        if (!own.isEmpty()) {
            write(GENERATOR_THREAD, own, this::failed);
        }
        for (Part part : parts) {
            if (part.foreign()) {
                write(GENERATOR_THREAD + "-" + part.name(), List.of(part), e -> part.bypass(e.toString()));
            }
        }
    }

    private void write(String thread, List<Part> written, Consumer<RuntimeException> failed) {
        Writers writers = new Writers(written, transport, setup, () -> LockSupport.parkNanos(1_000_000));
        Thread generatorThread = new Thread(() -> write(writers, failed), thread);
        generatorThread.setPriority(Thread.NORM_PRIORITY + 2);
        if (written.get(0).foreign()) {
            generatorThread.setDaemon(true); // one that hangs is abandoned
            foreign.put(written.get(0), generatorThread);
        }
        generatorThreads.add(generatorThread);
    }

    /** Begins to play. [any thread, once] */
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            generatorThreads.forEach(Thread::start);
            playerThread.start();
        }
    }

    /**
     * What can be turned: the tempo, the parameters of the generators and their effects, and the transposition. Those of one part that plays alone are called as
     * they are, those of several by their part.
     *
     * @return the parameters, always in the same order
     */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(setup.tempo());
        for (Part part : parts) {
            all.addAll(part.parameters(parts.size() > 1));
        }
        all.add(setup.transpose());
        return all;
    }

    /**
     * Who plays.
     *
     * @return the parts
     */
    public List<Part> parts() {
        return parts;
    }

    /**
     * The threads on which foreign generators write, to be watched.
     *
     * @return by part
     */
    public Map<Part, Thread> foreignThreads() {
        return Map.copyOf(foreign);
    }

    /**
     * Takes a generator in again that was left out; it begins anew where the music is. [any thread]
     *
     * @param part one of the parts
     * @return false when it has not returned from its last call and cannot be taken in
     */
    public boolean takeIn(Part part) {
        if (part.writing()) {
            return false;
        }
        part.takeIn();
        wake();
        return true;
    }

    /**
     * Where it is played.
     *
     * @return the destination's name, or why it is silent at present
     */
    public String destination() {
        return destination.trouble().orElseGet(destination::name);
    }

    /**
     * Counters of punctuality.
     *
     * @return counters that go on counting
     */
    public Timing timing() {
        return player.timing();
    }

    /** Ends what sounds and goes on with the next tune at once. [any thread] */
    public void nextTune() {
        transport.requestRun();
        wake();
    }

    /** Ends what sounds; the music goes on. [any thread] */
    public void allNotesOff() {
        transport.requestPanic();
        wake();
    }

    /**
     * Holds the music, or lets it go on where it was held. [any thread]
     *
     * @param paused whether to hold
     */
    public void pause(boolean paused) {
        transport.pause(paused);
        wake();
    }

    /**
     * Whether the music is held.
     *
     * @return true while it is
     */
    public boolean paused() {
        return transport.paused();
    }

    /**
     * Where the play head is.
     *
     * @return ticks from the start of the performance
     */
    public long playHead() {
        return transport.playHead();
    }

    /**
     * How fast the music goes.
     *
     * @return quarter notes a minute
     */
    public double tempo() {
        return transport.tempo();
    }

    /**
     * How far ahead of the play head the leading part is written.
     *
     * @return ticks; 0 before anything is written
     */
    public long writtenAhead() {
        long frontier = parts.get(0).score().frontier();
        return frontier < 0 || frontier == Long.MAX_VALUE ? 0 : Math.max(0, frontier - transport.playHead());
    }

    /**
     * Waits until the performance is closed or has failed. [any thread but the performance's own]
     *
     * @param nanos how long to wait at most
     * @return true when it has ended
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean await(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Asks the performance to end; returns at once. [any thread, the player thread too] */
    public void stop() {
        transport.stop();
        wake();
        if (!started) {
            ended.countDown();
        }
    }

    /** Ends the performance and every note that sounds, then closes generator and destination. [any thread but the performance's own] */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        stop();
        join(playerThread);
        generatorThreads.forEach(this::join);
        destination.close();
        parts.forEach(part -> part.generator().close());
    }

    private void wake() {
        LockSupport.unpark(playerThread);
        generatorThreads.forEach(LockSupport::unpark);
    }

    private void join(Thread thread) {
        if (!started) {
            return;
        }
        try {
            thread.join(WAIT_FOR_THREADS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() {
        MediaClock clock = destination.clock();
        double nanosPerUnit = 1e9 / clock.rate();
        try {
            while (!transport.stopping()) {
                long next = player.doWork();
                long spin = destination.lead() == 0 && !player.looks() ? SPIN_NANOS : 0;
                long nanos = (long) ((next - clock.now()) * nanosPerUnit);
                if (nanos > spin) {
                    LockSupport.parkNanos(nanos - spin);
                } else if (nanos > 0) {
                    Thread.onSpinWait();
                }
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            transport.stop();
            player.stop();
            ended.countDown();
        }
    }

    private void write(Writers writers, Consumer<RuntimeException> failed) {
        while (!transport.stopping()) {
            try {
                long nanos = writers.doWork();
                if (nanos > 0) {
                    failures = 0;
                    LockSupport.parkNanos(nanos);
                }
            } catch (RuntimeException e) {
                failed.accept(e);
            } catch (Throwable e) {
                fail(e);
            }
        }
    }

    /** One of our own generators has failed: the next tune may do better. [generator thread] */
    private void failed(RuntimeException e) {
        errors.accept(e);
        if (++failures == MOST_FAILURES) {
            stop();
        } else {
            nextTune();
        }
    }

    private void fail(Throwable e) {
        errors.accept(e);
        stop();
    }
}
