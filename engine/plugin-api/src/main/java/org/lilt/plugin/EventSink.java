package org.lilt.plugin;

/** Takes the events that a plugin writes. Called on the plugin's own thread only (generator or player thread), during the call that it was handed to; never blocks. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes one event. Events come in order of their ticks.
     *
     * @param tick position in ticks, from the start of the performance; not before that of the event before
     * @param kind what the event is
     * @param channel MIDI channel, 0 to 15
     * @param data1 first datum, see {@link Event.Kind}
     * @param data2 second datum, see {@link Event.Kind}
     * @param source number of the character, or of the generator's own step, that made the event
     */
    void accept(long tick, Event.Kind kind, int channel, int data1, int data2, long source);
}
