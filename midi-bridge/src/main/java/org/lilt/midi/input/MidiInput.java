package org.lilt.midi.input;

/** A place that MIDI comes from; it tells a {@link MidiListener} until it is closed. */
public interface MidiInput extends AutoCloseable {
    /**
     * What a person calls it.
     *
     * @return one line
     */
    String name();

    /**
     * Whether it has disappeared, such as a JACK server that has ended. [any thread]
     *
     * @return true when nothing will come any more
     */
    boolean gone();

    /** Ends the listening. [any thread; a second call does nothing] */
    @Override
    void close();
}
