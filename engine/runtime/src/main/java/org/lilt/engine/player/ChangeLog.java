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

    /** Takes what is lost, from all threads at once; nobody reads it. */
    private final Entry nowhere = new Entry();

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
        private long place;
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
        Entry entry = claim(Kind.CHANGED, at);
        entry.parameter = parameter;
        entry.value = value;
        publish(entry);
    }

    @Override
    public void heeded(long tick) {
        publish(claim(Kind.HEEDED, tick));
    }

    @Override
    public void silenced(long tick) {
        publish(claim(Kind.SILENCED, tick));
    }

    @Override
    public void restarted(long run, long tick, long from) {
        Entry entry = claim(Kind.RESTARTED, tick);
        entry.a = run;
        entry.b = from;
        publish(entry);
    }

    @Override
    public void rearranged(long tick, Chain chain, Slot[] slots, long bypassed) {
        Entry entry = claim(Kind.REARRANGED, tick);
        entry.chain = chain;
        entry.slots = slots;
        entry.a = bypassed;
        publish(entry);
    }

    @Override
    public void started(Generator generator, long run, long step, long tick) {
        Entry entry = claim(Kind.STARTED, step);
        entry.generator = generator;
        entry.a = run;
        entry.b = tick;
        publish(entry);
    }

    @Override
    public void cued(Generator generator, long step, int[] text, boolean whole, long variation) {
        Entry entry = claim(Kind.CUED, step);
        entry.generator = generator;
        entry.text = text;
        entry.whole = whole;
        entry.a = variation;
        publish(entry);
    }

    @Override
    public void seeded(Generator generator, long step, long seed) {
        Entry entry = claim(Kind.SEEDED, step);
        entry.generator = generator;
        entry.a = seed;
        publish(entry);
    }

    @Override
    public void recalled(int generator, int[] text) {
        Entry entry = claim(Kind.RECALLED, 0);
        entry.a = generator;
        entry.text = text;
        publish(entry);
    }

    /** An entry of one's own; {@link #nowhere} while the log is full. */
    private Entry claim(Kind kind, long at) {
        long place;
        do {
            place = claimed.get();
            if (place - taken.get() >= CAPACITY) {
                lost.incrementAndGet();
                return nowhere;
            }
        } while (!claimed.compareAndSet(place, place + 1));
        Entry entry = entries[(int) (place % CAPACITY)];
        entry.place = place;
        entry.kind = kind;
        entry.at = at;
        return entry;
    }

    private void publish(Entry entry) {
        if (entry != nowhere) {
            published.set((int) (entry.place % CAPACITY), entry.place + 1); // publishes what stands before it
        }
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
