package org.lilt.midi.javasound;

import java.util.List;
import java.util.function.Supplier;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.lilt.midi.DestinationException;
import org.lilt.midi.DirectDestination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;

/**
 * An existing MIDI port of the system. Those of macOS, by CoreMidi4J, take messages ahead and play each at its time; others are driven
 * at the moment.
 */
public final class PortDestination extends DirectDestination {
    private static final long AT_ONCE = -1;

    /** What CoreMidi4J is to be handed ahead, in microseconds. */
    private static final long LEAD_MICROS = 5_000;

    private static final long MICROS = 1_000_000;

    private final MidiDevice device;
    private final Receiver receiver;
    private final boolean schedules;
    private final MediaClock clock;
    private final Presence presence;
    private final ShortMessage message = new ShortMessage();

    /** The microseconds since a device was opened, which its time stamps count. */
    private record DeviceClock(MidiDevice device) implements MediaClock {
        @Override
        public long now() {
            return device.getMicrosecondPosition();
        }

        @Override
        public long rate() {
            return MICROS;
        }
    }

    PortDestination(MidiDevice device, boolean schedules, Supplier<List<MidiDevice>> devices)
            throws MidiUnavailableException {
        this.device = device;
        this.schedules = schedules;
        presence = new Presence(Ports.name(device), devices);
        clock = schedules ? new DeviceClock(device) : MediaClock.SYSTEM;
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
        return open(part, PortDestination::devices);
    }

    static PortDestination open(String part, Supplier<List<MidiDevice>> devices) throws DestinationException {
        MidiDevice device = Ports.find(part, devices.get());
        try {
            return new PortDestination(device, Ports.schedules(device), devices);
        } catch (MidiUnavailableException e) {
            throw new DestinationException("port:" + Ports.name(device) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Names of the ports that can be opened.
     *
     * @return names, in the order of the system
     */
    public static List<String> names() {
        return Ports.names(devices());
    }

    private static List<MidiDevice> devices() {
        return Ports.that(device -> device.getMaxReceivers() != 0);
    }

    @Override
    public String name() {
        return "port: " + Ports.name(device);
    }

    @Override
    public MediaClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        return schedules ? LEAD_MICROS : 0;
    }

    @Override
    protected boolean pass(long time, int status, int data1, int data2) {
        try {
            int length = ShortMessages.length(status);
            message.setMessage(status, length > 1 ? data1 : 0, length > 2 ? data2 : 0);
            receiver.send(message, schedules ? Math.max(0, time) : AT_ONCE);
            return true;
        } catch (InvalidMidiDataException e) {
            return false;
        } catch (RuntimeException e) {
            // Providers throw what they like when a device has been unplugged.
            fail("port: " + Ports.name(device) + " has gone: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void look() {
        if (presence.lost()) {
            fail("port: " + Ports.name(device) + " has gone: the system lists it no more");
        }
    }

    @Override
    protected void release() {
        receiver.close();
        device.close();
    }
}
