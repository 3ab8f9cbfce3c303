package org.lilt.engine.player;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lilt.engine.parts.Changes;
import org.lilt.midi.SilentDestination;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Plays once more what was played before: the same parts, and each knob turned at the tick or step at which it was turned. Without a clock: from tick to tick, as
 * fast as it goes. What listeners are told is what they were told then.
 */
public final class Replay {
    /** How far ahead generators write; any length gives the same notes. */
    private static final double HORIZON_SECONDS = 0.25;

    private static final int QUEUE_CAPACITY = 1 << 16;

    private final Transport transport;
    private final Rack rack;
    private final Writers writers;
    private final Parameter tempo;
    private final MessageListener listener;
    private final Deque<Change> turns;

    /**
     * A knob that was turned.
     *
     * @param at tick from which it holds; for a generator's parameter its step
     * @param parameter which
     * @param value its value from there on
     */
    public record Change(long at, Parameter parameter, double value) {}

    /**
     * Joins parts, which are as they were at the beginning.
     *
     * @param parts made of generators that {@link #generator} has wrapped
     * @param setup its parameters, and the view that plugins have
     * @param turns what was turned of all but the generators, in the order of ticks
     * @param listeners told what is played
     */
    public Replay(List<Part> parts, Setup setup, List<Change> turns, List<MessageListener> listeners) {
        transport = new Transport(setup.tempo().get());
        setup.view().show(transport);
        tempo = setup.tempo();
        listener = new Listeners(listeners);
        this.turns = new ArrayDeque<>(turns);
        for (Part part : parts) {
            part.queue(new EventQueue(QUEUE_CAPACITY));
        }
        rack = new Rack(parts, new SilentDestination(), setup, listener, new Timing());
        Setup ahead = new Setup(
                setup.tempo(),
                setup.transpose(),
                HORIZON_SECONDS,
                setup.host(),
                setup.clock(),
                Changes.NONE,
                setup.view());
        writers = new Writers(parts, transport, ahead, () -> {
            throw new IllegalStateException("the generators wrote more than " + QUEUE_CAPACITY + " events at once");
        });
        transport.requestRun();
        transport.admit(transport.requestedRun(), 0);
    }

    /**
     * Lets a generator's knobs be turned at the steps at which they were.
     *
     * @param generator as it was at the beginning
     * @param turns what was turned of it, in the order of steps
     * @return plays like it
     */
    public static Generator generator(Generator generator, List<Change> turns) {
        return new Turned(generator, new ArrayDeque<>(turns));
    }

    /**
     * Plays.
     *
     * @param end the tick at which what sounds is ended
     */
    public void play(long end) {
        long run = transport.requestedRun();
        transport.tempo(tempo.get());
        while (true) {
            long tick = rack.nextTick(run);
            long turn = turns.isEmpty() ? Rack.NEVER : turns.peek().at();
            long next = Math.min(Math.min(tick, turn), end);
            if (rack.frontier(run) <= next) {
                writers.doWork();
                transport.playHead(Math.max(transport.playHead(), Math.min(next, rack.frontier(run))));
            } else if (turn == next && turn < end) {
                turn(turn);
            } else if (next == end) {
                rack.silence(0, end);
                return;
            } else {
                rack.play(run, tick, 0, true);
                transport.playHead(tick);
            }
        }
    }

    /** Turns all that was turned at a tick, in the player's order: the tempo first. */
    private void turn(long tick) {
        boolean hurried = false;
        while (!turns.isEmpty() && turns.peek().at() == tick) {
            Change change = turns.poll();
            change.parameter().set(change.value());
            hurried |= change.parameter() == tempo;
        }
        if (hurried) {
            transport.tempo(tempo.get());
            listener.tempo(tick, tempo.get());
        }
        rack.heed(0, tick);
    }

    /** Turns its own knobs. */
    private static final class Turned implements Generator {
        private final Generator generator;
        private final Deque<Change> turns;

        Turned(Generator generator, Deque<Change> turns) {
            this.generator = generator;
            this.turns = turns;
        }

        private void turn() {
            while (!turns.isEmpty() && turns.peek().at() <= generator.step()) {
                Change change = turns.poll();
                change.parameter().set(change.value());
                change.parameter().latch();
            }
        }

        @Override
        public List<Parameter> parameters() {
            return generator.parameters();
        }

        @Override
        public void start(long tick) {
            turn();
            generator.start(tick);
        }

        @Override
        public long advance(long until, EventSink out) {
            turn();
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
}
