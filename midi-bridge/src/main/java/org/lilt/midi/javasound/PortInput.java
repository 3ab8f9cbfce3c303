package org.lilt.midi.javasound;

import java.util.List;
import java.util.function.Supplier;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;
import javax.sound.midi.Transmitter;
import org.lilt.midi.DestinationException;
import org.lilt.midi.input.MidiInput;
import org.lilt.midi.input.MidiListener;

/** An existing MIDI input port of the system: a keyboard, a box of knobs, a clock. The listener is told on the system's own thread. */
public final class PortInput implements MidiInput {
    private final MidiDevice device;
    private final Transmitter transmitter;
    private final Presence presence;

    private PortInput(MidiDevice device, MidiListener listener, Supplier<List<MidiDevice>> devices)
            throws MidiUnavailableException {
        this.device = device;
        presence = new Presence(Ports.name(device), devices);
        device.open();
        try {
            transmitter = device.getTransmitter();
        } catch (MidiUnavailableException e) {
            device.close();
            throw e;
        }
        transmitter.setReceiver(new Ear(listener));
    }

    private record Ear(MidiListener listener) implements Receiver {
        @Override
        public void send(MidiMessage message, long timeStamp) {
            long nanos = System.nanoTime();
            if (message instanceof ShortMessage m) {
                listener.message(nanos, m.getStatus(), m.getData1(), m.getData2());
            } else if (message instanceof SysexMessage m) {
                byte[] data = m.getData();
                boolean ended = data.length > 0 && data[data.length - 1] == (byte) ShortMessage.END_OF_EXCLUSIVE;
                listener.systemExclusive(nanos, data, ended ? data.length - 1 : data.length);
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /**
     * Opens a port.
     *
     * @param part part of its name, in whatever case
     * @param listener is told what comes in
     * @return the port
     * @throws DestinationException when there is none of that name, several, or it is in use
     */
    public static PortInput open(String part, MidiListener listener) throws DestinationException {
        return open(part, listener, PortInput::devices);
    }

    static PortInput open(String part, MidiListener listener, Supplier<List<MidiDevice>> devices)
            throws DestinationException {
        MidiDevice device = Ports.find(part, devices.get());
        try {
            return new PortInput(device, listener, devices);
        } catch (MidiUnavailableException e) {
            throw new DestinationException("port:" + Ports.name(device) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Names of the ports that can be listened to.
     *
     * @return names, in the order of the system
     */
    public static List<String> names() {
        return Ports.names(devices());
    }

    private static List<MidiDevice> devices() {
        return Ports.that(device -> device.getMaxTransmitters() != 0);
    }

    @Override
    public String name() {
        return "port: " + Ports.name(device);
    }

    @Override
    public boolean gone() {
        return !device.isOpen() || presence.lost();
    }

    @Override
    public void close() {
        transmitter.close();
        device.close();
    }
}
