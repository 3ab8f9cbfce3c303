package org.lilt.engine.player;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lilt.engine.parts.Slot;
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

    /**
     * So long before something is due at a destination that cannot schedule, a first sleep ends: long ones end later than short ones, on a virtual machine
     * 0.15 ms after their time instead of 0.06 to 0.08.
     */
    static final long NEAR_NANOS = 1_000_000;

    /** The last part of a wait is spent spinning there: short sleeps end that much too late. */
    private static final long SPIN_NANOS = 120_000;

    /** Name of the thread that sends. */
    public static final String PLAYER_THREAD = "lilt-player";

    /** Name of the thread that writes. */
    public static final String GENERATOR_THREAD = "lilt-generator";

    /** A generator that fails this often in a row is given up. */
    private static final int MOST_FAILURES = 3;

    private static final long WAIT_FOR_THREADS_MILLIS = 2_000;

    /** A foreign generator that has not returned by then is left behind. */
    private static final long WAIT_FOR_FOREIGN_MILLIS = 100;

    private static final long LOOK_NANOS = 1_000_000;

    private final Transport transport;
    private final Timing timing = new Timing();
    private final Listeners listeners;
    private final Consumer<Throwable> errors;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread playerThread;
    private volatile Lineup lineup;
    private volatile Lineup next;
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
     * Joins parts to a destination. Lilt's own generators share a thread; each foreign one has its own and is waited for before a tune begins, a second at most, and not
     * later. Nothing runs before {@link #start}.
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
        this.listeners = new Listeners(listeners);
        this.errors = errors;
        transport = new Transport(setup.tempo().get());
        playerThread = new Thread(this::play, PLAYER_THREAD);
        playerThread.setPriority(Thread.MAX_PRIORITY);
        lineup = new Lineup(parts, destination, setup);
        setup.view().show(transport);
        wakeWhenSet();
    }

    /** Who plays, where, and on which threads. */
    private final class Lineup {
        private final List<Part> parts;
        private final Destination destination;
        private final Setup setup;
        private final Player player;
        private final List<Thread> own = new ArrayList<>();
        private final Map<Part, Thread> foreign = new LinkedHashMap<>();
        private volatile boolean retired;
        private int failures; // of the thread of Lilt's own generators

        Lineup(List<Part> parts, Destination destination, Setup setup) {
            this.parts = List.copyOf(parts);
            this.destination = destination;
            this.setup = setup;
            for (Part part : parts) {
                part.queue(new EventQueue(Part.QUEUE_CAPACITY));
            }
            player = new Player(parts, transport, destination, setup, listeners, timing);
            List<Part> ours = parts.stream().filter(part -> !part.foreign()).toList();
            if (!ours.isEmpty()) {
                own.add(thread(GENERATOR_THREAD, ours, this::failed));
            }
            for (Part part : parts) {
                if (part.foreign()) {
                    Thread thread =
                            thread(GENERATOR_THREAD + "-" + part.name(), List.of(part), e -> part.bypass(e.toString()));
                    thread.setDaemon(true); // one that hangs is abandoned
                    foreign.put(part, thread);
                }
            }
        }

        private Thread thread(String name, List<Part> written, Consumer<RuntimeException> failed) {
            Writers writers = new Writers(written, transport, setup, () -> LockSupport.parkNanos(1_000_000));
            Thread thread = new Thread(() -> write(writers, failed), name);
            thread.setPriority(Thread.NORM_PRIORITY + 2);
            return thread;
        }

        private void write(Writers writers, Consumer<RuntimeException> failed) {
            while (!transport.stopping() && !retired) {
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

        private List<Thread> generatorThreads() {
            return Stream.concat(own.stream(), foreign.values().stream()).toList();
        }

        /** Waits for the generators to end; they have been told to. */
        private void join() {
            own.forEach(thread -> Performance.join(thread, WAIT_FOR_THREADS_MILLIS));
            foreign.values().forEach(thread -> Performance.join(thread, WAIT_FOR_FOREIGN_MILLIS));
        }

        private void closeGenerators() {
            parts.forEach(part -> part.generator().close());
        }
    }

    /** Begins to play. [any thread, once] */
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            lineup.generatorThreads().forEach(Thread::start);
            playerThread.start();
            Rehearsal.begin();
        }
    }

    /**
     * Lets others play, perhaps elsewhere, from where the music is: what sounds is ended, the new parts begin at once. Those before are closed, their destination is
     * too if it is another. [any thread but the performance's own, while it plays; waits for a moment]
     *
     * @param parts none of which plays already
     * @param destination is played into, and supplies the clock from now on
     * @param setup how it goes; its tempo is the parameter that it was
     * @return false when the performance has ended before; the parts then belong to the caller
     */
    public synchronized boolean exchange(List<Part> parts, Destination destination, Setup setup) {
        if (!started || closed || transport.stopping()) {
            return false;
        }
        Lineup before = lineup;
        Lineup after = new Lineup(parts, destination, setup);
        before.retired = true; // what is written already is played meanwhile
        before.generatorThreads().forEach(LockSupport::unpark);
        before.join();
        after.setup.view().show(transport);
        next = after;
        while (lineup == before && playerThread.isAlive()) {
            LockSupport.unpark(playerThread);
            LockSupport.parkNanos(LOOK_NANOS);
        }
        next = null;
        if (lineup == before) {
            return false;
        }
        wakeWhenSet();
        after.generatorThreads().forEach(Thread::start);
        before.closeGenerators();
        if (before.destination != destination) {
            before.destination.close();
        }
        return true;
    }

    /** Takes over who is to play next. [player thread] */
    private void exchange(Lineup after) {
        transport.requestRun();
        Player before = lineup.player;
        before.stop();
        after.player.from(transport.playHead());
        lineup = after;
    }

    /**
     * Exchanges the effects of a part. [any thread]
     *
     * @param part one of the parts
     * @param slots in their order; those that were there before may be among them
     */
    public void effects(Part part, List<Slot> slots) {
        slots.forEach(slot -> wakeWhenSet(slot.parameters()));
        part.chain().set(slots);
        LockSupport.unpark(playerThread);
    }

    private void wakeWhenSet() {
        wakeWhenSet(parameters());
        if (lineup.setup.host().isEmpty()) {
            lineup.setup.tempo().whenSet(this::wake); // faster music needs the generators sooner
        }
        lineup.parts.forEach(part -> wakeWhenSet(List.of(part.level(), part.mute(), part.solo())));
    }

    private void wakeWhenSet(List<Parameter> parameters) {
        parameters.forEach(parameter -> parameter.whenSet(() -> LockSupport.unpark(playerThread)));
    }

    /**
     * What can be turned: the tempo, the parameters of the generators and their effects, and the transposition. Those of one part that plays alone are called as
     * they are, those of several by their part.
     *
     * @return the parameters, in the same order until parts or effects are exchanged
     */
    public List<Parameter> parameters() {
        Lineup now = lineup;
        List<Parameter> all = new ArrayList<>();
        all.add(now.setup.tempo());
        for (Part part : now.parts) {
            all.addAll(part.parameters(now.parts.size() > 1));
        }
        all.add(now.setup.transpose());
        return all;
    }

    /**
     * Who plays.
     *
     * @return the parts
     */
    public List<Part> parts() {
        return lineup.parts;
    }

    /**
     * The threads on which foreign generators write, to be watched.
     *
     * @return by part
     */
    public Map<Part, Thread> foreignThreads() {
        return Map.copyOf(lineup.foreign);
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
        Destination now = lineup.destination;
        return now.trouble().orElseGet(now::name);
    }

    /**
     * Why nothing is heard at present.
     *
     * @return one line; empty while the destination works
     */
    public String trouble() {
        return lineup.destination.trouble().orElse("");
    }

    /**
     * Counters of punctuality.
     *
     * @return counters that go on counting
     */
    public Timing timing() {
        return timing;
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
        long frontier = lineup.parts.get(0).score().frontier();
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
        if (started) {
            join(playerThread, WAIT_FOR_THREADS_MILLIS);
            lineup.join();
        }
        lineup.destination.close();
        lineup.closeGenerators();
    }

    private void wake() {
        LockSupport.unpark(playerThread);
        lineup.generatorThreads().forEach(LockSupport::unpark);
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() {
        try {
            while (!transport.stopping()) {
                Lineup asked = next;
                if (asked != null && asked != lineup) {
                    exchange(asked);
                }
                Player player = lineup.player;
                Destination destination = lineup.destination;
                MediaClock clock = destination.clock();
                long due = player.doWork();
                long nanos = (long) ((due - clock.now()) * (1e9 / clock.rate()));
                if (destination.lead() > 0 || player.looks()) {
                    LockSupport.parkNanos(nanos);
                } else {
                    comeNearer(nanos);
                }
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            transport.stop();
            lineup.player.stop();
            ended.countDown();
        }
    }

    /** Waits for a part of the time until something is due, so as not to be late. */
    private static void comeNearer(long nanos) {
        if (nanos > NEAR_NANOS) {
            LockSupport.parkNanos(nanos - NEAR_NANOS);
        } else if (nanos > SPIN_NANOS) {
            LockSupport.parkNanos(nanos - SPIN_NANOS);
        } else if (nanos > 0) {
            Thread.onSpinWait();
        }
    }

    private void fail(Throwable e) {
        errors.accept(e);
        stop();
    }
}
