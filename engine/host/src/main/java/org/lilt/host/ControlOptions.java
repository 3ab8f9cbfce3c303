package org.lilt.host;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.lilt.engine.player.MessageListener;
import org.lilt.host.control.Keys;
import org.lilt.host.control.Knobs;
import org.lilt.host.control.Mappings;
import org.lilt.host.control.OscAddress;
import org.lilt.host.control.OscIn;
import org.lilt.host.control.OscOut;
import org.lilt.host.control.SettingsFolder;
import org.lilt.midi.DestinationException;
import org.lilt.midi.devices.Device;
import org.lilt.midi.devices.Inputs;
import org.lilt.midi.input.MidiListener;
import org.lilt.plugin.Parameter;
import picocli.CommandLine.Option;

/** Options for control by knobs, keys and OSC. */
final class ControlOptions {
    private static final String JACK = "jack";

    @Option(
            names = "--control",
            paramLabel = "PORT",
            description = "MIDI input whose knobs turn parameters: jack or part of a port's name.")
    private volatile String control;

    @Option(
            names = "--learn",
            paramLabel = "PARAM",
            description = "The first knob that is turned turns this parameter from now on, and the next time too.")
    private String learn;

    @Option(
            names = "--map",
            paramLabel = "CC=PARAM",
            description = "This controller turns this parameter, such as 74=temperature.")
    private List<String> map = new ArrayList<>();

    @Option(
            names = "--transpose-from",
            paramLabel = "PORT",
            description = "MIDI input whose keys transpose; middle C is as written.")
    private String keys;

    @Option(
            names = "--osc",
            paramLabel = "[HOST:]PORT",
            description = "Be controlled by OSC; on this machine alone unless HOST says otherwise.")
    private String osc;

    @Option(
            names = "--osc-to",
            paramLabel = "[HOST:]PORT",
            description = "Tell parameters and the notes that are played by OSC.")
    private String oscTo;

    private Mappings before = Mappings.NONE;
    private volatile Knobs knobs;

    /** Takes the inputs of a session where the command line names none. */
    void restore(Mappings mappings) {
        before = mappings;
    }

    /** What is to be kept in the session. [any thread] */
    Mappings mappings() {
        Knobs now = knobs;
        return new Mappings(
                controlInput(),
                keysInput(),
                now == null ? before.controllers() : now.shown().turned());
    }

    private String controlInput() {
        return control == null ? before.control() : control;
    }

    private String keysInput() {
        return keys == null ? before.transposeFrom() : keys;
    }

    /** What was opened; closed in the reverse order. */
    static final class Opened implements AutoCloseable {
        private final Deque<AutoCloseable> parts = new ArrayDeque<>();
        private OscOut oscOut;

        /** Those who are to be told what is played. */
        List<MessageListener> listeners() {
            return oscOut == null ? List.of() : List.of(oscOut);
        }

        private synchronized void add(AutoCloseable part) {
            parts.push(part);
        }

        @Override
        public synchronized void close() throws IOException {
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        }
    }

    /** Opens what listens to the playing, before there is a session. */
    Opened open() throws IOException {
        if (controlInput() == null && (learn != null || !map.isEmpty())) {
            throw new IOException("--learn and --map need --control PORT");
        }
        Opened opened = new Opened();
        if (oscTo != null) {
            opened.oscOut = new OscOut(OscAddress.parse(oscTo));
            opened.add(opened.oscOut);
        }
        return opened;
    }

    /** Lets knobs, keys and OSC reach a session. */
    void start(Opened opened, PlaySession session, Parameter transpose, Consumer<String> news)
            throws IOException, DestinationException {
        if (opened.oscOut != null) {
            opened.oscOut.start(session::parameters);
        }
        if (osc != null) {
            OscIn in = new OscIn(OscAddress.parse(osc), session);
            opened.add(in);
            news.accept("OSC: listening on " + in.address().getAddress().getHostAddress() + ":"
                    + in.address().getPort());
        }
        Keys transposer = new Keys(transpose);
        String from = controlInput();
        String keysFrom = keysInput();
        knobs(session, news);
        if (from != null) {
            Knobs turned = knobs;
            // One port of a name: it is opened once for both.
            MidiListener listener = !from.equals(keysFrom)
                    ? turned
                    : (nanos, status, data1, data2) -> {
                        turned.message(nanos, status, data1, data2);
                        transposer.message(nanos, status, data1, data2);
                    };
            open(opened, from, "lilt-control", listener, control == null, news);
        }
        if (keysFrom != null && !keysFrom.equals(from)) {
            open(opened, keysFrom, "lilt-keys", transposer, keys == null, news);
        }
        session.knobs(knobs, () -> openForKnobs(opened, news));
    }

    private void knobs(PlaySession session, Consumer<String> news) throws IOException {
        knobs = new Knobs(session.parameters(), SettingsFolder.ofUser().resolve(Knobs.FILE), news);
        knobs.restore(before.controllers());
        for (String assignment : map) {
            knobs.map(assignment);
        }
        if (learn != null) {
            knobs.learn(learn);
            news.accept("Turn the knob for " + learn);
        }
    }

    /** Opens an input for the knobs where none is open: the only port that there is, or one on the JACK server. */
    private synchronized void openForKnobs(Opened opened, Consumer<String> news) throws DestinationException {
        if (controlInput() != null) {
            return;
        }
        List<String> there = Inputs.list().stream()
                .filter(Device::available)
                .map(Device::out)
                .toList();
        List<String> ports = there.stream().filter(name -> !name.equals(JACK)).toList();
        if (ports.size() > 1) {
            throw new DestinationException("several MIDI inputs are there: say which when Lilt starts, by --control "
                    + String.join(" or --control ", ports));
        }
        if (there.isEmpty()) {
            throw new DestinationException("no MIDI input is there that a knob could come from");
        }
        String chosen = ports.isEmpty() ? JACK : ports.get(0);
        opened.add(Inputs.open(chosen, "lilt-control", knobs, news));
        control = chosen;
        news.accept("Knobs: listening to " + chosen);
    }

    /** An input that only the session names, and that is not there today, is told and not waited for. */
    private static void open(
            Opened opened, String from, String client, MidiListener listener, boolean ofSession, Consumer<String> news)
            throws DestinationException {
        try {
            opened.add(Inputs.open(from, client, listener, news));
        } catch (DestinationException e) {
            if (!ofSession) {
                throw e;
            }
            news.accept("The session's input " + from + " is not opened: " + e.getMessage());
        }
    }
}
