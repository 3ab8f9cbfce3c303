package org.lilt.midi.devices;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.lilt.midi.ClockSource;
import org.lilt.midi.ClockState;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;
import org.lilt.midi.clock.ClockFollower;
import org.lilt.midi.clock.FollowedClock;
import org.lilt.midi.jack.JackTransport;

/** Opens what is followed by what a person writes behind {@code --clock}. */
public final class Clocks {
    private static final String MIDI = "midi:";

    private Clocks() {}

    /** The transport of a JACK server that may be started again. */
    private record ReopenedTransport(Reopened<JackTransport> transport) implements ClockSource {
        @Override
        public ClockState state() {
            return transport.current().state();
        }

        @Override
        public MediaClock clock() {
            return transport.current().clock();
        }

        @Override
        public boolean leadsTempo() {
            return transport.current().leadsTempo();
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    /**
     * Opens a clock: {@code internal} (nothing is followed), {@code jack} (the transport of the JACK server), {@code midi:jack} (the MIDI clock
     * that comes in at {@code lilt-clock:in}) or {@code midi:PART} (that of a port with PART in its name).
     *
     * @param from what a person wrote
     * @param onLoss what to do when the pulses of a MIDI clock stay away
     * @param tempo quarter notes a minute where a transport has no tempo
     * @param news told in a sentence when what is followed goes and when it is back, on a thread of its own
     * @return the clock, or nothing for {@code internal}
     * @throws DestinationException when it is unknown or cannot be opened
     */
    public static Optional<ClockSource> open(
            String from, ClockFollower.OnLoss onLoss, DoubleSupplier tempo, Consumer<String> news)
            throws DestinationException {
        if (from.equals("internal")) {
            return Optional.empty();
        }
        if (from.equals("jack")) {
            return Optional.of(
                    new ReopenedTransport(new Reopened<>("the JACK transport", () -> JackTransport.open(tempo), news)));
        }
        if (from.startsWith(MIDI) && from.length() > MIDI.length()) {
            ClockFollower follower = new ClockFollower(onLoss);
            String port = from.substring(MIDI.length());
            return Optional.of(new FollowedClock(follower, Inputs.open(port, "lilt-clock", follower, news)));
        }
        throw new DestinationException("unknown clock '" + from + "'; there are: internal, jack, midi:jack, midi:NAME");
    }
}
