package org.lilt.midi.input;

/** Something that can disappear, such as what belongs to a JACK server that may end. */
public interface Perishable extends AutoCloseable {
    /**
     * Whether it has disappeared. [any thread]
     *
     * @return true when nothing will come any more
     */
    boolean gone();

    /** Ends it. [any thread; a second call does nothing] */
    @Override
    void close();
}
