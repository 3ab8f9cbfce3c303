package org.lilt.engine.player;

import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.lilt.plugin.Event;

/**
 * A bounded queue of events between one writing and one reading thread. All entries are made once and go round between the queue and
 * a second one of free entries, so nothing is allocated afterwards.
 */
final class EventQueue {
    /** An event with what the player needs to know of it beside. */
    static final class Entry {
        /** The event; belongs to whoever holds the entry. */
        final Event event = new Event();

        /** The run that the event belongs to; one of an earlier run is no longer played. */
        long run;
    }

    private final SpscAtomicArrayQueue<Entry> filled;
    private final SpscAtomicArrayQueue<Entry> free;

    /**
     * Makes a queue with all its entries.
     *
     * @param capacity events that it holds at most
     */
    EventQueue(int capacity) {
        filled = new SpscAtomicArrayQueue<>(capacity);
        free = new SpscAtomicArrayQueue<>(capacity);
        for (int i = 0; i < capacity; i++) {
            free.offer(new Entry());
        }
    }

    /** Adds an event; false when the queue is full. [writing thread] */
    boolean offer(long run, long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        Entry entry = free.poll();
        if (entry == null) {
            return false;
        }
        entry.run = run;
        entry.event.set(tick, kind, channel, data1, data2, source);
        filled.offer(entry);
        return true;
    }

    /** The oldest event, left in the queue; null when there is none. [reading thread] */
    Entry peek() {
        return filled.peek();
    }

    /** Takes the oldest event out and frees its entry, which may no longer be read. [reading thread] */
    void remove() {
        free.offer(filled.poll());
    }

    /** Number of events that can be added now; may be more a moment later. [writing thread] */
    int room() {
        return free.size();
    }
}
