package org.lilt.engine.player;

import org.lilt.midi.Destination;
import org.lilt.plugin.Event;

/** Hands what an event says to the destination, or to those who listen. Owned by the player thread; allocates nothing. */
final class Delivery {
    private static final int PROGRAM = 0xC0;
    private static final int CONTROL = 0xB0;
    private static final int ALL_NOTES_OFF = 123;
    private static final int CHANNELS = 16;

    private final Destination destination;
    private final MessageListener listener;
    private final Transposition notes;
    private final Timing timing;

    Delivery(Destination destination, MessageListener listener, Transposition notes, Timing timing) {
        this.destination = destination;
        this.listener = listener;
        this.notes = notes;
        this.timing = timing;
    }

    void deliver(Event event, long time) {
        int channel = event.channel;
        switch (event.kind) {
            case NOTE_ON -> {
                if (!notes.on(time, event.tick, channel, event.data1, event.data2)) {
                    timing.refusedNote();
                }
            }
            case NOTE_OFF -> notes.off(time, event.tick, channel, event.data1);
            case PROGRAM -> pass(time, event.tick, PROGRAM | channel, event.data1, 0);
            case CONTROL -> pass(time, event.tick, CONTROL | channel, event.data1, event.data2);
            case METER -> listener.meter(event.tick, event.data1, event.data2);
            case KEY -> listener.key(event.tick, event.data1, event.data2 == 1);
            case TUNE_START -> {
                listener.tuneStarts(event.tick, event.data1);
                listener.tuneWritten(event.data1, event.source);
            }
            case TUNE_END -> listener.tuneEnds(event.tick, event.data1);
            case TEMPO -> {
                // The tempo is the transport's, not the tune's.
            }
        }
    }

    /** Ends what a receiver may hold on to although we know of nothing. */
    void allNotesOff(long time) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            destination.send(time, CONTROL | channel, ALL_NOTES_OFF, 0);
        }
    }

    private void pass(long time, long tick, int status, int data1, int data2) {
        if (destination.send(time, status, data1, data2)) {
            listener.sent(tick, status, data1, data2);
        }
    }
}
