package org.lilt.host.panel;

import java.util.List;
import org.lilt.engine.generator.TextTap;
import org.lilt.plugin.Parameter;

/** What the panel sees of the music and can do to it. Every method may be called by any thread and returns at once. */
public interface Controls {
    /**
     * What can be turned.
     *
     * @return the parameters, always in the same order
     */
    List<Parameter> parameters();

    /**
     * What the network writes.
     *
     * @return the characters as they are written
     */
    TextTap text();

    /**
     * What is playing, and where.
     *
     * @return the state now
     */
    Status status();

    /**
     * Holds the music or lets it go on.
     *
     * @param paused whether to hold
     */
    void pause(boolean paused);

    /** Ends what sounds and goes on with the next tune at once. */
    void nextTune();

    /** Ends what sounds; the music goes on. */
    void allNotesOff();

    /**
     * What is playing, and where.
     *
     * @param preset name of the preset
     * @param destination where it is played
     * @param seed seed of the tunes
     * @param tune ordinal of the tune that is heard, from 1; 0 before the first
     * @param paused whether the music is held
     * @param playHead ticks from the start
     * @param events channel messages sent
     * @param underruns how often the music had to wait for the generator
     * @param worstLatenessNanos worst lateness of a message, in nanoseconds
     * @param recording file that is recorded into, or empty
     */
    record Status(
            String preset,
            String destination,
            long seed,
            int tune,
            boolean paused,
            long playHead,
            long events,
            long underruns,
            long worstLatenessNanos,
            String recording) {}
}
