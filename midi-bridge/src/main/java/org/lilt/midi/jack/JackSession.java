package org.lilt.midi.jack;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackStatus;
import org.lilt.midi.DestinationException;

/** A client of a JACK server that is running already, and whether that server is still there. */
final class JackSession implements AutoCloseable {
    /** Those of this process that are not closed. */
    private static final Set<JackSession> OPEN = ConcurrentHashMap.newKeySet();

    private static final long FIRST_CYCLE_NANOS = 3_000_000_000L;
    private static final long CYCLES_NANOS = 500_000_000L;
    private static final long RELEASE_SECONDS = 10;

    /** One after the other: those that are released together block each other. */
    private static final ExecutorService RELEASER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "lilt-jack-release");
        thread.setDaemon(true);
        return thread;
    });

    /** Does the work of a cycle. */
    @FunctionalInterface
    interface Cycle {
        /**
         * Does the work of a cycle. [process thread of the server; does not block, allocates nothing]
         *
         * @param frames length of the cycle
         * @throws JackException when the server refuses a call
         */
        void process(int frames) throws JackException;
    }

    /** How often a first client was opened while there was none. */
    private static int generations;

    private final JackClient client;
    private final int generation;
    private final AtomicLong cycles = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final ServerEnd end;
    private boolean active;
    private volatile boolean closed;

    private JackSession(JackClient client) throws JackException {
        this.client = client;
        generation = generations;
        end = new ServerEnd(client);
    }

    /** Lets the server call from now on, once a cycle. */
    void activate(Cycle cycle) throws JackException {
        client.setProcessCallback((c, frames) -> {
            try {
                cycle.process(frames);
            } catch (JackException e) {
                errors.lazySet(errors.getPlain() + 1);
            }
            cycles.lazySet(cycles.getPlain() + 1);
            return true;
        });
        client.activate();
        active = true;
    }

    /**
     * Opens a client that is not yet active. Never starts a server.
     *
     * @throws DestinationException when there is no library or no server
     */
    static synchronized JackSession open(String name) throws DestinationException {
        // libjack counts a failed opening twice, so that one beside a client whose server has died frees what that
        // client still uses.
        if (OPEN.stream().anyMatch(JackSession::gone)) {
            throw new DestinationException("jack: the server has ended");
        }
        EnumSet<JackStatus> status = EnumSet.noneOf(JackStatus.class);
        try {
            Jack jack = library();
            JackLog.silence();
            generations += OPEN.isEmpty() ? 1 : 0;
            JackSession session =
                    new JackSession(jack.openClient(name, EnumSet.of(JackOptions.JackNoStartServer), status));
            OPEN.add(session);
            return session;
        } catch (JackException e) {
            boolean noServer =
                    status.contains(JackStatus.JackServerFailed) || status.contains(JackStatus.JackServerError);
            throw new DestinationException(
                    noServer ? "jack: no JACK server is running" : "jack: the server refused: " + status, e);
        }
    }

    private static Jack library() throws DestinationException {
        try {
            return Jack.getInstance();
        } catch (JackException e) {
            throw new DestinationException("jack: the JACK library (libjack) is not installed", e);
        }
    }

    JackClient client() {
        return client;
    }

    /**
     * The same number for sessions that surely have the same server, and so count the same frames: those that were open together. A server can only
     * be another one when all that were open have been closed.
     */
    int generation() {
        return generation;
    }

    /** Whether the server has ended, or this is closed. [any thread] */
    boolean gone() {
        return closed || end.hasCome();
    }

    /** Waits until whatever the server was told, such as a connection, holds for the cycles to come. */
    void awaitCycles() {
        await(FIRST_CYCLE_NANOS, () -> end.hasCome() || cycles.get() > 0);
        long last = cycles.get();
        await(CYCLES_NANOS, () -> end.hasCome() || cycles.get() >= last + 2);
    }

    /** Calls that the server refused. [any thread] */
    long errors() {
        return errors.get();
    }

    /**
     * Releases the client.
     *
     * <p>libjack cancels the threads on which it called us, and a thread that is cancelled on its way into or out of the JVM takes the
     * JVM with it. So a client is released only when its process thread has been through a cycle.
     *
     * <p>Nor does it let go of the locks that these threads hold: when the server ends at the same moment, it may wait for one for ever. It is waited for
     * ten seconds; while it goes on waiting, nothing is opened beside it.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (active && !end.hasCome()) {
            // What was written in a cycle reaches other clients within it; the port may go when the next has begun.
            awaitCycles();
        }
        Future<?> released = RELEASER.submit(() -> {
            client.close();
            OPEN.remove(this);
        });
        try {
            released.get(RELEASE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It stays open, and whoever opens another is told that the server has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void await(long nanos, BooleanSupplier condition) {
        long until = System.nanoTime() + nanos;
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000L);
        }
    }
}
