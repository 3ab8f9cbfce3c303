package org.lilt.engine.player;

import org.lilt.engine.parts.Changes;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Keeps a generator a horizon ahead of the play head, and no further: nothing is decided earlier than it must be, so that a turned
 * knob is heard soon. Owned by the generator thread.
 */
final class GeneratorAgent implements EventSink {
    /** Steps of the generator before the thread looks at requests again; a step of a network takes a fraction of a millisecond. */
    private static final int STEPS_AT_ONCE = 16;

    /** Longest wait before looking again, as a share of the horizon: who asks for another tune or turns the tempo wakes the thread. */
    private static final double MOST_SHARE = 0.5;

    /** The same where a host's tempo is followed, which nobody is told of. */
    private static final double MOST_FOLLOWING_SHARE = 0.1;

    /** Shortest wait: while a repeat is replayed as far as the horizon, there is always something more a moment later. */
    private static final double LEAST_SHARE = 0.2;

    /** Wait for another part that has to write first. */
    private static final double TURN_SHARE = 0.05;

    private static final double LONGEST_WAIT_SECONDS = 0.050;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LEFT_OUT = -2;

    private final Part part;
    private final Generator generator;
    private final EventQueue queue;
    private final Parameter[] parameters;
    private final Changes changes;
    private final Transport transport;
    private final double horizonSeconds;
    private final Parameter tempo;
    private final boolean following;
    private final long turnNanos;
    private final long leastNanos;
    private final long mostNanos;
    private final Runnable whenFull;
    private long run = -1;
    private long frontier;

    /**
     * Joins the generator of a part to its queue.
     *
     * @param part has both
     * @param transport says where the play head is
     * @param setup how far ahead to write, by which tempo, and who is told of parameters that begin to hold
     * @param whenFull called while the queue is full; waits a moment
     */
    GeneratorAgent(Part part, Transport transport, Setup setup, Runnable whenFull) {
        this.part = part;
        this.generator = part.generator();
        this.queue = part.queue();
        this.parameters = generator.parameters().toArray(Parameter[]::new);
        this.changes = setup.changes();
        part.score().to(this);
        this.transport = transport;
        this.horizonSeconds = setup.horizonSeconds();
        this.tempo = setup.tempo();
        this.following = setup.host().isPresent();
        this.turnNanos = waitNanos(TURN_SHARE);
        this.mostNanos = waitNanos(following ? MOST_FOLLOWING_SHARE : MOST_SHARE);
        this.leastNanos = Math.min(mostNanos, waitNanos(LEAST_SHARE));
        this.whenFull = whenFull;
    }

    /** Begins a run, unless that has been done. */
    void begin(long admitted) {
        if (part.bypassed()) {
            run = LEFT_OUT;
        } else if (admitted != run) {
            // One that was left out and is taken in again begins where nothing has been played yet.
            frontier = run == LEFT_OUT ? Math.max(transport.cueTick(), ahead()) : transport.cueTick();
            run = admitted;
            latch();
            changes.started(generator, run, generator.step(), frontier);
            part.writing(true);
            try {
                generator.start(frontier);
            } finally {
                part.writing(false);
            }
            part.written(run, frontier);
        }
    }

    /**
     * Writes ahead a little.
     *
     * @return nanoseconds of playing until there is something to write again; 0 when there is right now
     */
    long doWork() {
        if (run == LEFT_OUT) {
            return mostNanos;
        }
        part.writing(true);
        try {
            return write();
        } finally {
            part.writing(false);
        }
    }

    private long write() {
        long until = ahead();
        long before = frontier;
        for (int step = 0; step < STEPS_AT_ONCE && frontier < until; step++) {
            latch();
            frontier = generator.advance(until, part.score());
        }
        part.written(run, frontier);
        if (frontier < until && frontier == before) {
            return turnNanos; // it goes by another part, which has not written further yet
        }
        return frontier < until
                ? 0
                : (long) Math.max(
                        leastNanos, Math.min(mostNanos, (frontier - until) / ticksPerSecond() * NANOS_PER_SECOND));
    }

    private long waitNanos(double share) {
        return (long) (Math.min(LONGEST_WAIT_SECONDS, horizonSeconds * share) * NANOS_PER_SECOND);
    }

    /** The tick up to which is to be written. */
    private long ahead() {
        return transport.playHead() + (long) (horizonSeconds * ticksPerSecond());
    }

    private double ticksPerSecond() {
        // One that was just turned up holds here before the player has heeded it, or would be noticed after the wait
        // only.
        double quarters = following ? transport.tempo() : Math.max(transport.tempo(), tempo.get());
        return quarters / 60 * Event.TICKS_PER_QUARTER;
    }

    /** A knob that is turned holds from a step on, and never within one. */
    private void latch() {
        for (Parameter parameter : parameters) {
            if (parameter.latch()) {
                changes.changed(generator.step(), parameter, parameter.current());
            }
        }
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
