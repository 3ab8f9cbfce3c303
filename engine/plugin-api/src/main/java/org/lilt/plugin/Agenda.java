package org.lilt.plugin;

/**
 * Events held back until their tick comes. All its room is made at once. Of two events with the same tick, the one that was added first comes out first.
 *
 * <p>A note-on is taken only where there is room for its note-off too, so that no note-off is ever lost: see {@link #noteOn}. Belongs to one thread.
 */
public final class Agenda {
    private final Event[] heap;
    private final long[] order;
    private int size;
    private int owed;
    private long added;

    /**
     * An empty agenda.
     *
     * @param capacity events that it holds at most
     */
    public Agenda(int capacity) {
        heap = new Event[capacity];
        order = new long[capacity];
        for (int i = 0; i < capacity; i++) {
            heap[i] = new Event();
        }
    }

    /** Forgets everything. */
    public void clear() {
        size = 0;
        owed = 0;
    }

    /**
     * The tick of the earliest event.
     *
     * @return {@link Long#MAX_VALUE} when there is none
     */
    public long next() {
        return size == 0 ? Long.MAX_VALUE : heap[0].tick;
    }

    /**
     * Adds the beginning of a note, if there is room for its end too.
     *
     * @param tick when
     * @param channel MIDI channel
     * @param pitch 0 to 127
     * @param velocity 1 to 127
     * @param source see {@link Event#source}
     * @return whether it was added; if so, {@link #noteOff} must be called once for it
     */
    public boolean noteOn(long tick, int channel, int pitch, int velocity, long source) {
        if (size + owed + 2 > heap.length) {
            return false;
        }
        owed++;
        add(tick, Event.Kind.NOTE_ON, channel, pitch, velocity, source);
        return true;
    }

    /**
     * Adds the end of a note that {@link #noteOn} has taken.
     *
     * @param tick when
     * @param channel MIDI channel
     * @param pitch 0 to 127
     * @param source see {@link Event#source}
     */
    public void noteOff(long tick, int channel, int pitch, long source) {
        if (owed > 0) {
            owed--;
            add(tick, Event.Kind.NOTE_OFF, channel, pitch, 0, source);
        }
    }

    /**
     * Adds an event that is no note.
     *
     * @param event is copied
     * @return whether there was room
     */
    public boolean add(Event event) {
        if (size + owed + 1 > heap.length) {
            return false;
        }
        add(event.tick, event.kind, event.channel, event.data1, event.data2, event.source);
        return true;
    }

    /**
     * Lets go all events up to a tick, that one included.
     *
     * @param tick the last tick
     * @param out takes them, in order
     */
    public void release(long tick, EventSink out) {
        while (size > 0 && heap[0].tick <= tick) {
            Event e = heap[0];
            out.accept(e.tick, e.kind, e.channel, e.data1, e.data2, e.source);
            removeFirst();
        }
    }

    private void add(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        int i = size++;
        heap[i].set(tick, kind, channel, data1, data2, source);
        order[i] = added++;
        while (i > 0 && earlier(i, (i - 1) / 2)) {
            swap(i, (i - 1) / 2);
            i = (i - 1) / 2;
        }
    }

    private void removeFirst() {
        swap(0, --size);
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && earlier(child + 1, child)) {
                child++;
            }
            if (!earlier(child, i)) {
                return;
            }
            swap(i, child);
            i = child;
        }
    }

    private boolean earlier(int a, int b) {
        return heap[a].tick < heap[b].tick || heap[a].tick == heap[b].tick && order[a] < order[b];
    }

    private void swap(int a, int b) {
        Event event = heap[a];
        heap[a] = heap[b];
        heap[b] = event;
        long number = order[a];
        order[a] = order[b];
        order[b] = number;
    }
}
