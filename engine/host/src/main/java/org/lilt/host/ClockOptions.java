package org.lilt.host;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.midi.ClockSource;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.clock.ClockFollower;
import org.lilt.midi.clock.ClockSender;
import org.lilt.midi.devices.Clocks;
import org.lilt.plugin.Parameter;
import picocli.CommandLine.Option;

/** Options that say whose clock counts. */
final class ClockOptions {
    private static final String INTERNAL = "internal";
    private static final int SHORTEST_HORIZON = 20;
    private static final int LONGEST_HORIZON = 1000;
    private static final double MILLIS = 1000;

    /** What to do when a MIDI clock stays away. */
    enum Lost {
        /** Stop as at a stop message. */
        STOP,
        /** Go on at the latest tempo. */
        RUN
    }

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            description = "Whose clock counts: internal, jack (its transport), midi:jack, or midi:NAME of a MIDI port.")
    private String clock = INTERNAL;

    @Option(names = "--clock-lost", description = "When a MIDI clock stays away: stop, or run on at the latest tempo.")
    private Lost lost = Lost.STOP;

    @Option(names = "--send-clock", description = "Send MIDI clock on the port that is played on.")
    private boolean send;

    @Option(
            names = "--horizon",
            paramLabel = "MS",
            description =
                    "How far ahead tunes are written, 20 to 1000 milliseconds: less is heard sooner, more is safer.")
    private int horizon = (int) Math.round(Performance.DEFAULT_HORIZON_SECONDS * MILLIS);

    /** Opens what is followed; nothing for Lilt's own clock. */
    Optional<ClockSource> open(Parameter tempo, Consumer<String> news) throws DestinationException {
        ClockFollower.OnLoss onLoss = lost == Lost.STOP ? ClockFollower.OnLoss.STOP : ClockFollower.OnLoss.CONTINUE;
        return Clocks.open(clock, onLoss, tempo::get, news);
    }

    /** Whether a clock is followed that is not Lilt's own. */
    boolean follows() {
        return !clock.equals(INTERNAL);
    }

    /** Whether others are told the beats. */
    boolean sends() {
        return send;
    }

    /** How the performance goes. */
    Setup setup(Parameter tempo, Parameter transpose, Optional<ClockSource> host, Destination destination)
            throws IOException {
        if (horizon < SHORTEST_HORIZON || horizon > LONGEST_HORIZON) {
            throw new IOException(
                    "--horizon: " + horizon + " is outside " + SHORTEST_HORIZON + " to " + LONGEST_HORIZON);
        }
        return new Setup(
                tempo,
                transpose,
                horizon / MILLIS,
                host,
                send ? Optional.of(new ClockSender(destination)) : Optional.empty());
    }
}
