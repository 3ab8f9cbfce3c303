package org.lilt.midi.devices;

import java.util.ArrayList;
import java.util.List;
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
     * Opens an input: {@code jack} (the port {@code lilt-control:in}) or {@code port:PART} (an existing port with PART in its name).
     *
     * @param from what a person wrote
     * @param listener is told what comes in, on the thread of the input
     * @return the input, open
     * @throws DestinationException when it is unknown or cannot be opened
     */
    public static MidiInput open(String from, MidiListener listener) throws DestinationException {
        if (from.equals("jack")) {
            return JackInput.open(listener);
        }
        if (from.startsWith(PORT) && from.length() > PORT.length()) {
            return PortInput.open(from.substring(PORT.length()), listener);
        }
        throw new DestinationException("unknown MIDI input '" + from + "'; there are: jack, port:NAME");
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
