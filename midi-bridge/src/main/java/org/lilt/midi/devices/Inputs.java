package org.lilt.midi.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lilt.midi.DestinationException;
import org.lilt.midi.input.MidiInput;
import org.lilt.midi.input.MidiListener;
import org.lilt.midi.jack.JackDestination;
import org.lilt.midi.jack.JackInput;
import org.lilt.midi.javasound.PortInput;

/** Opens MIDI inputs by name, and lists them. */
public final class Inputs {
    private static final String PORT = "port:";

    private Inputs() {}

    /**
     * Opens an input: {@code jack} (a port {@code in} of its own) or {@code PART}, also {@code port:PART} (an existing port with PART in its name).
     *
     * @param from what a person wrote
     * @param client whose port it is on JACK, such as {@code lilt-control}
     * @param listener is told what comes in, on the thread of the input
     * @param news is told in a sentence when the input goes and when it is back, on a thread of its own
     * @return the input, open; when it goes later, it is opened again as soon as it is back
     * @throws DestinationException when it is unknown or cannot be opened
     */
    public static MidiInput open(String from, String client, MidiListener listener, Consumer<String> news)
            throws DestinationException {
        if (from.equals("jack")) {
            return new ReopenedInput(
                    new Reopened<>("the input " + client, () -> JackInput.open(client, listener), news));
        }
        String part = from.startsWith(PORT) ? from.substring(PORT.length()) : from;
        if (part.isEmpty()) {
            throw new DestinationException("unknown MIDI input '" + from + "'; there are: jack, port:NAME");
        }
        return new ReopenedInput(new Reopened<>("the input " + part, () -> PortInput.open(part, listener), news));
    }

    /**
     * What there is.
     *
     * @return JACK first, then the system's ports
     */
    public static List<Device> list() {
        List<Device> devices = new ArrayList<>();
        try {
            JackDestination.inputs();
            devices.add(new Device("jack", true, "a MIDI port of the JACK server that is running"));
        } catch (DestinationException e) {
            devices.add(new Device("jack", false, e.getMessage().substring("jack: ".length())));
        }
        for (String port : PortInput.names()) {
            devices.add(new Device(PORT + port, true, "a MIDI port of this system"));
        }
        return devices;
    }
}
