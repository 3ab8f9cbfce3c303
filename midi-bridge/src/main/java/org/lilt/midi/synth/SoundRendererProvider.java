package org.lilt.midi.synth;

import org.lilt.midi.DestinationException;

/** Brings a synthesizer of its own; found by {@link java.util.ServiceLoader}. */
public interface SoundRendererProvider {
    /**
     * By what name it is chosen, such as {@code jsyn}.
     *
     * @return one word
     */
    String id();

    /**
     * Makes a synthesizer.
     *
     * @return a new one, at frame 0
     * @throws DestinationException when it cannot be had
     */
    SoundRenderer open() throws DestinationException;
}
