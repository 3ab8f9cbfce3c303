package org.lilt.midi;

/** A clock or transport that is followed: the MIDI clock of another, the transport of a JACK server. */
public interface ClockSource extends AutoCloseable {
    /**
     * Where it is, how fast it goes and whether it rolls. The same object until something changes. [any thread; does not block,
     * allocates nothing]
     *
     * @return what is known now
     */
    ClockState state();

    /**
     * The clock on which the state's times are, in nanoseconds. It may change when the source has been away. [any thread]
     *
     * @return a clock with a rate of 1,000,000,000
     */
    MediaClock clock();

    /**
     * Whether the tempo is its own; one without goes at the tempo of whoever follows. [any thread]
     *
     * @return true where the tempo is to be followed
     */
    boolean leadsTempo();

    /** Ends the following. [any thread; a second call does nothing] */
    @Override
    void close();
}
