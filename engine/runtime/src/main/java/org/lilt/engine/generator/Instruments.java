package org.lilt.engine.generator;

import java.util.List;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;

/**
 * How the channels sound; sent before each tune, so that a synthesizer that is plugged in later catches up.
 *
 * @param channels by MIDI channel, from 0
 */
public record Instruments(List<Channel> channels) {
    private static final int VOLUME = 7;
    private static final int PAN = 10;

    /**
     * How a channel sounds.
     *
     * @param program General MIDI program, 0 to 127
     * @param volume 0 to 127
     * @param pan 0 (left) to 127 (right)
     */
    public record Channel(int program, int volume, int pan) {}

    /**
     * Copies the list.
     *
     * @param channels by MIDI channel, from 0
     */
    public Instruments {
        channels = List.copyOf(channels);
    }

    /** Writes program, volume and pan of each channel. [generator thread; allocates nothing] */
    void send(long tick, long source, EventSink out) {
        for (int channel = 0; channel < channels.size(); channel++) {
            Channel c = channels.get(channel);
            out.accept(tick, Event.Kind.PROGRAM, channel, c.program(), 0, source);
            out.accept(tick, Event.Kind.CONTROL, channel, VOLUME, c.volume(), source);
            out.accept(tick, Event.Kind.CONTROL, channel, PAN, c.pan(), source);
        }
    }
}
