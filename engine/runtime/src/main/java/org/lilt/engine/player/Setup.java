package org.lilt.engine.player;

import java.util.Optional;
import org.lilt.engine.parts.Changes;
import org.lilt.midi.ClockOut;
import org.lilt.midi.ClockSource;
import org.lilt.plugin.Parameter;

/**
 * How a performance goes.
 *
 * @param tempo quarter notes a minute; where the tempo is that of a clock that is followed, it is set to it
 * @param transpose semitones, read before each note
 * @param horizonSeconds how far ahead of the play head the generator writes, in seconds of playing
 * @param host a clock or transport that is followed; empty for Lilt's own
 * @param clock lets others follow; empty for nobody
 * @param changes told of parameters that begin to hold
 * @param view shows plugins the transport
 */
public record Setup(
        Parameter tempo,
        Parameter transpose,
        double horizonSeconds,
        Optional<ClockSource> host,
        Optional<ClockOut> clock,
        Changes changes,
        TransportView view) {
    private static final int MOST_SEMITONES = 36;

    /**
     * Nobody is told of changes.
     *
     * @param tempo quarter notes a minute
     * @param transpose semitones
     * @param horizonSeconds how far ahead of the play head the generator writes, in seconds of playing
     * @param host a clock or transport that is followed; empty for Lilt's own
     * @param clock lets others follow; empty for nobody
     */
    public Setup(
            Parameter tempo,
            Parameter transpose,
            double horizonSeconds,
            Optional<ClockSource> host,
            Optional<ClockOut> clock) {
        this(tempo, transpose, horizonSeconds, host, clock, Changes.NONE, new TransportView());
    }

    /**
     * The same with somebody who is told, and a view for plugins.
     *
     * @param listener told of parameters that begin to hold, on the threads on which they do
     * @param transport shows plugins the transport
     * @return a setup
     */
    public Setup with(Changes listener, TransportView transport) {
        return new Setup(tempo, transpose, horizonSeconds, host, clock, listener, transport);
    }

    /**
     * Lilt's own clock, for itself.
     *
     * @param tempo quarter notes a minute
     * @param transpose semitones
     * @param horizonSeconds how far ahead of the play head the generator writes, in seconds of playing
     * @return a setup in which nothing is followed
     */
    public static Setup free(Parameter tempo, Parameter transpose, double horizonSeconds) {
        return new Setup(tempo, transpose, horizonSeconds, Optional.empty(), Optional.empty());
    }

    /**
     * A new parameter for the transposition.
     *
     * @return semitones, at 0
     */
    public static Parameter transposeParameter() {
        return new Parameter(
                "transpose", "Transpose", "effects", -MOST_SEMITONES, MOST_SEMITONES, 0, true, "semitones");
    }

    /** Whether somebody else counts the bars. */
    boolean onBarLines() {
        return host.isPresent() || clock.isPresent();
    }
}
