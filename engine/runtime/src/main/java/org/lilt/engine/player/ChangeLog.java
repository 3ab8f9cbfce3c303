package org.lilt.engine.player;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.lilt.engine.parts.Changes;
import org.lilt.plugin.Parameter;

/**
 * Takes turned knobs from all threads that play, and gives them to one that writes them down. Takes no lock and allocates nothing; a knob that is turned while the
 * log is full is counted as lost.
 */
public final class ChangeLog implements Changes {
    private static final int CAPACITY = 1 << 14;

    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLongArray published = new AtomicLongArray(CAPACITY);
    private final long[] ats = new long[CAPACITY];
    private final double[] values = new double[CAPACITY];
    private final Parameter[] parameters = new Parameter[CAPACITY];

    /** An empty log. */
    public ChangeLog() {}

    @Override
    public void changed(long at, Parameter parameter, double value) {
        long place;
        do {
            place = claimed.get();
            if (place - taken.get() >= CAPACITY) {
                lost.incrementAndGet();
                return;
            }
        } while (!claimed.compareAndSet(place, place + 1));
        int i = (int) (place % CAPACITY);
        ats[i] = at;
        values[i] = value;
        parameters[i] = parameter;
        published.set(i, place + 1); // publishes what stands before it
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
            to.changed(ats[i], parameters[i], values[i]);
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
