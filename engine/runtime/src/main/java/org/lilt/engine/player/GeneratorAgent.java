package org.lilt.engine.player;

import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;

/**
 * Keeps a generator a horizon ahead of the play head, and no further: nothing is decided earlier than it must be, so that a turned
 * knob is heard soon. Owned by the generator thread.
 */
final class GeneratorAgent implements EventSink {
    /** Steps of the generator before the thread looks at requests again; a step of a network takes a fraction of a millisecond. */
    private static final int STEPS_AT_ONCE = 16;

    /** Longest wait before looking again; tempo and play head may have changed meanwhile. */
    private static final long IDLE_NANOS = 4_000_000;

    /** Shortest wait: while a repeat is replayed as far as the horizon, there is always something more a moment later. */
    private static final long LEAST_NANOS = 1_000_000;

    /** Wait for the player to admit a new run; somebody waits for that tune. */
    private static final long ADMISSION_NANOS = 100_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Generator generator;
    private final EventQueue queue;
    private final Transport transport;
    private final double horizonSeconds;
    private final Runnable whenFull;
    private long run = -1;
    private long frontier;

    /**
     * Joins a generator to a queue.
     *
     * @param generator writes the events
     * @param queue takes them
     * @param transport says where the play head is
     * @param horizonSeconds how far ahead to write, in seconds of playing
     * @param whenFull called while the queue is full; waits a moment
     */
    GeneratorAgent(
            Generator generator, EventQueue queue, Transport transport, double horizonSeconds, Runnable whenFull) {
        this.generator = generator;
        this.queue = queue;
        this.transport = transport;
        this.horizonSeconds = horizonSeconds;
        this.whenFull = whenFull;
    }

    /**
     * Writes ahead a little.
     *
     * @return nanoseconds of playing until there is something to write again; 0 when there is right now
     */
    long doWork() {
        long admitted = transport.admittedRun();
        if (admitted != transport.requestedRun()) {
            return ADMISSION_NANOS; // the player has yet to end the run before
        }
        if (admitted != run) {
            run = admitted;
            frontier = transport.cueTick();
            generator.start(frontier);
            transport.written(run, frontier);
        }
        double ticksPerSecond = transport.tempo() / 60 * Event.TICKS_PER_QUARTER;
        long until = transport.playHead() + (long) (horizonSeconds * ticksPerSecond);
        for (int step = 0; step < STEPS_AT_ONCE && frontier < until; step++) {
            frontier = generator.advance(until, this);
        }
        transport.written(run, frontier);
        return frontier < until
                ? 0
                : (long) Math.max(
                        LEAST_NANOS, Math.min(IDLE_NANOS, (frontier - until) / ticksPerSecond * NANOS_PER_SECOND));
    }

    @Override
    public void accept(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        while (!queue.offer(run, tick, kind, channel, data1, data2, source)) {
            if (transport.requestedRun() != run || transport.stopping()) {
                return; // what is written for this run is dropped in any case
            }
            whenFull.run();
        }
    }
}
