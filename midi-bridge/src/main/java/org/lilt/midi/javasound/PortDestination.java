package org.lilt.midi.javasound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Sequencer;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Synthesizer;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.SoundingNotes;

/** An existing MIDI port of the system. */
public final class PortDestination implements Destination {
    private static final long AT_ONCE = -1;

    private final MidiDevice device;
    private final Receiver receiver;
    private final SoundingNotes sounding = new SoundingNotes();
    private final ShortMessage message = new ShortMessage();
    private volatile String trouble;
    private boolean closed;

    PortDestination(MidiDevice device) throws MidiUnavailableException {
        this.device = device;
        device.open();
        try {
            receiver = device.getReceiver();
        } catch (MidiUnavailableException e) {
            device.close();
            throw e;
        }
    }

    /**
     * Opens a port.
     *
     * @param part part of its name, in whatever case
     * @return the port
     * @throws DestinationException when there is none of that name, several, or it is in use
     */
    public static PortDestination open(String part) throws DestinationException {
        return open(part, devices());
    }

    static PortDestination open(String part, List<MidiDevice> devices) throws DestinationException {
        String wanted = part.toLowerCase(Locale.ROOT);
        List<MidiDevice> found = new ArrayList<>();
        for (MidiDevice device : devices) {
            String name = nameOf(device);
            if (name.equalsIgnoreCase(part)) {
                found = List.of(device);
                break;
            }
            if (name.toLowerCase(Locale.ROOT).contains(wanted)) {
                found.add(device);
            }
        }
        if (found.isEmpty()) {
            throw new DestinationException("port:" + part + ": no MIDI port has this in its name; there are: "
                    + (devices.isEmpty() ? "none" : names(devices)));
        }
        if (found.size() > 1) {
            throw new DestinationException("port:" + part + ": this could be any of: " + names(found));
        }
        try {
            return new PortDestination(found.get(0));
        } catch (MidiUnavailableException e) {
            throw new DestinationException("port:" + nameOf(found.get(0)) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Names of the ports that can be opened.
     *
     * @return names, in the order of the system
     */
    public static List<String> names() {
        return devices().stream().map(PortDestination::nameOf).toList();
    }

    private static String names(List<MidiDevice> devices) {
        return String.join(", ", devices.stream().map(PortDestination::nameOf).toList());
    }

    private static String nameOf(MidiDevice device) {
        return device.getDeviceInfo().getName();
    }

    /** The system's ports that take messages; the JDK's own synthesizer and sequencer are none. */
    private static List<MidiDevice> devices() {
        List<MidiDevice> devices = new ArrayList<>();
        for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
            try {
                MidiDevice device = MidiSystem.getMidiDevice(info);
                boolean own = device instanceof Synthesizer || device instanceof Sequencer;
                if (!own && device.getMaxReceivers() != 0) {
                    devices.add(device);
                }
            } catch (MidiUnavailableException e) {
                // It has gone between the two calls, or is broken: not one to be offered.
            }
        }
        return devices;
    }

    @Override
    public String name() {
        return "port: " + nameOf(device);
    }

    @Override
    public MediaClock clock() {
        return MediaClock.SYSTEM;
    }

    @Override
    public long lead() {
        return 0;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        if (trouble != null) {
            return false;
        }
        try {
            int length = ShortMessages.length(status);
            message.setMessage(status, length > 1 ? data1 : 0, length > 2 ? data2 : 0);
            receiver.send(message, AT_ONCE);
        } catch (InvalidMidiDataException e) {
            return false;
        } catch (RuntimeException e) {
            // Providers throw what they like when a device has been unplugged.
            trouble = "port: " + nameOf(device) + " has gone: " + e.getMessage();
            return false;
        }
        sounding.sent(status, data1, data2);
        return true;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        sounding.end((status, data1, data2) -> send(0, status, data1, data2));
        receiver.close();
        device.close();
    }
}
