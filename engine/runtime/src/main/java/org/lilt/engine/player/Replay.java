package org.lilt.engine.player;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.tunes.CuedTunes;
import org.lilt.midi.SilentDestination;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Plays once more what was played before: the same parts, and all that was done to them at the tick or step at which it was done. Without a clock: from tick to
 * tick, as fast as it goes. What listeners are told is what they were told then.
 *
 * <p>First it is told of all {@link Changes}, those of each thread in their order, then it {@link #play}s.
 */
public final class Replay implements Changes {
    /** How far ahead generators write; any length gives the same notes. */
    private static final double HORIZON_SECONDS = 0.25;

    private static final int QUEUE_CAPACITY = 1 << 16;
    private static final long NO_START = -1;
    private static final EventSink NOWHERE = (tick, kind, channel, data1, data2, source) -> {};

    private final Transport transport;
    private final Rack rack;
    private final Writers writers;
    private final Parameter tempo;
    private final MessageListener listener;
    private final Deque<Turn> turns = new ArrayDeque<>();
    private final Map<Generator, Turned> generators = new IdentityHashMap<>();
    private final Map<Parameter, Turned> ofGenerators = new IdentityHashMap<>();
    private final Map<Generator, CuedTunes> cues;
    /** How many of Lilt's own generators have begun each run; the music of a run sounds when all have. */
    private final Map<Long, Integer> begun = new HashMap<>();

    private final Map<Long, Long> endBefore = new HashMap<>();
    private int own;
    private long run = NO_START;
    private boolean waiting = true;

    /** What was done at a tick or step; for a generator's start the number of the run and the tick where it began. */
    private record Turn(long at, Runnable action, long run, long tick) {
        Turn(long at, Runnable action) {
            this(at, action, NO_START, 0);
        }
    }

    /**
     * Joins parts, which are as they were at the beginning.
     *
     * @param parts as they were; they can then no longer be used
     * @param cues by generator, where tunes were asked for
     * @param setup its parameters, and the view that plugins have
     * @param listeners told what is played
     */
    public Replay(List<Part> parts, Map<Generator, CuedTunes> cues, Setup setup, List<MessageListener> listeners) {
        this.cues = cues;
        transport = new Transport(setup.tempo().get());
        setup.view().show(transport);
        tempo = setup.tempo();
        listener = new Listeners(listeners);
        List<Part> replayed = new ArrayList<>();
        for (Part part : parts) {
            Turned turned = new Turned(part.generator(), !part.foreign());
            own += part.foreign() ? 0 : 1;
            generators.put(part.generator(), turned);
            part.generator().parameters().forEach(parameter -> ofGenerators.put(parameter, turned));
            Part again = part.with(turned);
            again.queue(new EventQueue(QUEUE_CAPACITY));
            replayed.add(again);
        }
        Setup quiet = new Setup(
                setup.tempo(),
                setup.transpose(),
                HORIZON_SECONDS,
                setup.host(),
                setup.clock(),
                Changes.NONE,
                setup.view());
        rack = new Rack(replayed, new SilentDestination(), quiet, listener, new Timing());
        writers = new Writers(replayed, transport, quiet, () -> {
            throw new IllegalStateException("the generators wrote more than " + QUEUE_CAPACITY + " events at once");
        });
    }

    @Override
    public void changed(long at, Parameter parameter, double value) {
        Turned turned = ofGenerators.get(parameter);
        if (turned != null) {
            turned.turns.add(new Turn(at, () -> {
                parameter.set(value);
                parameter.latch();
            }));
        } else if (parameter == tempo) {
            turns.add(new Turn(at, () -> {
                tempo.set(value);
                transport.tempo(value);
                listener.tempo(at, value);
            }));
        } else {
            turns.add(new Turn(at, () -> parameter.set(value)));
        }
    }

    @Override
    public void heeded(long tick) {
        turns.add(new Turn(tick, () -> rack.heed(0, tick)));
    }

    @Override
    public void silenced(long tick) {
        turns.add(new Turn(tick, () -> rack.silence(0, tick)));
    }

    @Override
    public void restarted(long newRun, long tick, long from) {
        endBefore.put(newRun, tick);
        turns.add(new Turn(tick, () -> restart(newRun, tick, from)));
    }

    @Override
    public void rearranged(long tick, Chain chain, Slot[] slots, long bypassed) {
        List<Slot> now = List.of(slots);
        turns.add(new Turn(tick, () -> {
            for (int i = 0; i < slots.length; i++) {
                slots[i].bypass((bypassed & 1L << i) != 0);
            }
            chain.set(now);
        }));
    }

    @Override
    public void started(Generator generator, long newRun, long step, long tick) {
        Turned turned = generators.get(generator);
        Turn start = new Turn(step, () -> {}, newRun, tick);
        turned.turns.add(start);
        turned.starts.add(start);
        if (turned.own) {
            begun.merge(newRun, 1, Integer::sum);
        }
    }

    @Override
    public void cued(Generator generator, long step, int[] text, boolean whole, long variation) {
        CuedTunes cue = cues.get(generator);
        generators.get(generator).turns.add(new Turn(step, () -> cue.cue(text, whole, variation)));
    }

    @Override
    public void seeded(Generator generator, long step, long seed) {
        CuedTunes cue = cues.get(generator);
        generators.get(generator).turns.add(new Turn(step, () -> cue.seed(seed)));
    }

    private void restart(long newRun, long tick, long from) {
        rack.reset(0, tick);
        waiting = begun.getOrDefault(newRun, 0) < own; // it was given up before it could sound
        if (!waiting) {
            run = newRun;
            while (transport.requestedRun() < run) {
                transport.requestRun();
            }
            transport.admit(run, from);
        }
    }

    /**
     * Plays.
     *
     * @param end the tick at which what sounds is ended
     */
    public void play(long end) {
        transport.tempo(tempo.get());
        while (true) {
            boolean turn = !turns.isEmpty() && turns.peek().at() <= end;
            long stop = turn ? turns.peek().at() : end;
            long tick = waiting ? Rack.NEVER : rack.nextTick(run);
            if (!waiting && rack.frontier(run) < (tick < stop ? tick + 1 : stop)) {
                writers.doWork();
                transport.playHead(Math.max(transport.playHead(), Math.min(Math.min(tick, stop), rack.frontier(run))));
            } else if (tick < stop) {
                rack.play(run, tick, 0, true);
                transport.playHead(tick);
            } else if (turn) {
                turns.poll().action().run();
            } else {
                rack.silence(0, end);
                return;
            }
        }
    }

    /** Does to itself what was done to it then. */
    private final class Turned implements Generator {
        private final Generator generator;
        private final boolean own;
        private final Deque<Turn> turns = new ArrayDeque<>();
        private final Deque<Turn> starts = new ArrayDeque<>();
        private long frontier;

        Turned(Generator generator, boolean own) {
            this.generator = generator;
            this.own = own;
        }

        private void turn(long step) {
            while (!turns.isEmpty()
                    && turns.peek() != starts.peek()
                    && turns.peek().at() <= step) {
                turns.poll().action().run();
            }
        }

        @Override
        public List<Parameter> parameters() {
            return generator.parameters();
        }

        @Override
        public void start(long tick) {
            frontier = tick;
            boolean last = false;
            while (!last && !starts.isEmpty() && starts.peek().run() <= run) {
                Turn start = starts.peek();
                catchUp(start.at());
                turn(Long.MAX_VALUE);
                starts.poll();
                turns.poll();
                last = start.run() == run;
                if (!last) { // given up before it could sound
                    begin(start.tick());
                }
            }
            begin(tick);
        }

        private void begin(long tick) {
            frontier = tick;
            generator.start(tick);
        }

        /** What was written then before the start, and dropped, leaves its traces in some generators. */
        private void catchUp(long step) {
            boolean works = true;
            while (works && generator.step() < step) {
                long stepBefore = generator.step();
                long before = frontier;
                turn(stepBefore);
                frontier = generator.advance(Long.MAX_VALUE / 2, NOWHERE);
                works = generator.step() != stepBefore || frontier != before;
            }
        }

        @Override
        public long advance(long until, EventSink out) {
            turn(generator.step());
            Turn next = starts.peek();
            boolean all = next != null && generator.step() >= next.at() && frontier >= endBefore.get(next.run());
            if (!all) {
                frontier = generator.advance(until, out);
            }
            return frontier;
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
