package org.lilt.engine.generator;

import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;

/** The beginning of a tune while it is not yet known where the tune is to begin. Allocates nothing after its making. [generator thread] */
final class HeldEvents {
    /** What is sent before the tune and a bar of the densest music. */
    private static final int CAPACITY = 512;

    private final Event[] events = new Event[CAPACITY];
    private int count;

    HeldEvents() {
        for (int i = 0; i < CAPACITY; i++) {
            events[i] = new Event();
        }
    }

    void clear() {
        count = 0;
    }

    boolean full() {
        return count == CAPACITY;
    }

    /** Holds an event; its tick counts from the beginning of the tune. */
    void add(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        events[count++].set(tick, kind, channel, data1, data2, source);
    }

    /** Lets all go. */
    void release(long base, EventSink out) {
        for (int i = 0; i < count; i++) {
            Event e = events[i];
            out.accept(base + e.tick, e.kind, e.channel, e.data1, e.data2, e.source);
        }
        count = 0;
    }
}
