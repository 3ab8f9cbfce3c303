package org.lilt.engine.player;

import java.util.List;

/** Tells several listeners, in their order. */
final class Listeners implements MessageListener {
    private final MessageListener[] listeners;

    Listeners(List<MessageListener> listeners) {
        this.listeners = listeners.toArray(MessageListener[]::new);
    }

    @Override
    public void sent(long tick, int status, int data1, int data2) {
        for (MessageListener listener : listeners) {
            listener.sent(tick, status, data1, data2);
        }
    }

    @Override
    public void noteFrom(long source) {
        for (MessageListener listener : listeners) {
            listener.noteFrom(source);
        }
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        for (MessageListener listener : listeners) {
            listener.tempo(tick, quartersPerMinute);
        }
    }

    @Override
    public void meter(long tick, int numerator, int denominator) {
        for (MessageListener listener : listeners) {
            listener.meter(tick, numerator, denominator);
        }
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        for (MessageListener listener : listeners) {
            listener.key(tick, sharps, minor);
        }
    }

    @Override
    public void tuneStarts(long tick, int ordinal) {
        for (MessageListener listener : listeners) {
            listener.tuneStarts(tick, ordinal);
        }
    }

    @Override
    public void tuneWritten(int ordinal, long character) {
        for (MessageListener listener : listeners) {
            listener.tuneWritten(ordinal, character);
        }
    }

    @Override
    public void tuneEnds(long tick, int ordinal) {
        for (MessageListener listener : listeners) {
            listener.tuneEnds(tick, ordinal);
        }
    }
}
