package org.lilt.engine.player;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.parts.Slot;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Takes changes from all threads that play, and gives them to one that writes them down. Takes no lock and allocates nothing; what changes while the
 * log is full is counted as lost. The changes of one thread stay in their order.
 */
public final class ChangeLog implements Changes {
    private static final int CAPACITY = 1 << 14;

    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLongArray published = new AtomicLongArray(CAPACITY);
    private final Entry[] entries = new Entry[CAPACITY];

    private enum Kind {
        CHANGED,
        HEEDED,
        SILENCED,
        RESTARTED,
        REARRANGED,
        STARTED,
        CUED,
        SEEDED,
        RECALLED
    }

    /** A change, with the arguments of the method that told of it. */
    private static final class Entry {
        private Kind kind;
        private Parameter parameter;
        private Generator generator;
        private int[] text;
        private Chain chain;
        private Slot[] slots;
        private double value;
        private boolean whole;
        private long at;
        private long a;
        private long b;

        void tell(Changes to) {
            switch (kind) {
                case CHANGED -> to.changed(at, parameter, value);
                case HEEDED -> to.heeded(at);
                case SILENCED -> to.silenced(at);
                case RESTARTED -> to.restarted(a, at, b);
                case REARRANGED -> to.rearranged(at, chain, slots, a);
                case STARTED -> to.started(generator, a, at, b);
                case CUED -> to.cued(generator, at, text, whole, a);
                case SEEDED -> to.seeded(generator, at, a);
                case RECALLED -> to.recalled((int) a, text);
            }
        }
    }

    /** An empty log. */
    public ChangeLog() {
        for (int i = 0; i < CAPACITY; i++) {
            entries[i] = new Entry();
        }
    }

    @Override
    public void changed(long at, Parameter parameter, double value) {
        put(Kind.CHANGED, at, parameter, null, value, null, false, 0, 0);
    }

    @Override
    public void heeded(long tick) {
        put(Kind.HEEDED, tick, null, null, 0, null, false, 0, 0);
    }

    @Override
    public void silenced(long tick) {
        put(Kind.SILENCED, tick, null, null, 0, null, false, 0, 0);
    }

    @Override
    public void restarted(long run, long tick, long from) {
        put(Kind.RESTARTED, tick, null, null, 0, null, false, run, from);
    }

    @Override
    public void started(Generator generator, long run, long step, long tick) {
        put(Kind.STARTED, step, null, generator, 0, null, false, run, tick);
    }

    @Override
    public void cued(Generator generator, long step, int[] text, boolean whole, long variation) {
        put(Kind.CUED, step, null, generator, 0, text, whole, variation, 0);
    }

    @Override
    public void seeded(Generator generator, long step, long seed) {
        put(Kind.SEEDED, step, null, generator, 0, null, false, seed, 0);
    }

    @Override
    public void recalled(int generator, int[] text) {
        put(Kind.RECALLED, 0, null, null, 0, text, false, generator, 0);
    }

    @Override
    public void rearranged(long tick, Chain chain, Slot[] slots, long bypassed) {
        long place = claim();
        if (place >= 0) {
            Entry entry = fill(place, Kind.REARRANGED, tick, null, null, 0, null, false, bypassed, 0);
            entry.chain = chain;
            entry.slots = slots;
            publish(place);
        }
    }

    private void put(
            Kind kind,
            long at,
            Parameter parameter,
            Generator generator,
            double value,
            int[] text,
            boolean whole,
            long a,
            long b) {
        long place = claim();
        if (place >= 0) {
            fill(place, kind, at, parameter, generator, value, text, whole, a, b);
            publish(place);
        }
    }

    /** A place of one's own; -1 while the log is full. */
    private long claim() {
        long place;
        do {
            place = claimed.get();
            if (place - taken.get() >= CAPACITY) {
                lost.incrementAndGet();
                return -1;
            }
        } while (!claimed.compareAndSet(place, place + 1));
        return place;
    }

    private Entry fill(
            long place,
            Kind kind,
            long at,
            Parameter parameter,
            Generator generator,
            double value,
            int[] text,
            boolean whole,
            long a,
            long b) {
        Entry entry = entries[(int) (place % CAPACITY)];
        entry.kind = kind;
        entry.at = at;
        entry.parameter = parameter;
        entry.generator = generator;
        entry.value = value;
        entry.text = text;
        entry.whole = whole;
        entry.a = a;
        entry.b = b;
        return entry;
    }

    private void publish(long place) {
        published.set((int) (place % CAPACITY), place + 1); // publishes what stands before it
    }

    /**
     * Gives what has come since the last call. [one thread]
     *
     * @param to is told
     */
    public void drain(Changes to) {
        long place = taken.get();
        int i = (int) (place % CAPACITY);
        while (published.get(i) == place + 1) {
            entries[i].tell(to);
            taken.set(++place);
            i = (int) (place % CAPACITY);
        }
    }

    /**
     * How many were lost.
     *
     * @return a count
     */
    public long lost() {
        return lost.get();
    }
}
