package org.lilt.midi.javasound;

import java.util.List;
import java.util.Optional;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.SoundingNotes;

/**
 * An existing MIDI port of the system. Those of macOS, by CoreMidi4J, take messages ahead and play each at its time; others are driven
 * at the moment.
 */
public final class PortDestination implements Destination {
    private static final long AT_ONCE = -1;

    /** What CoreMidi4J is to be handed ahead, in microseconds. */
    private static final long LEAD_MICROS = 5_000;

    private static final long MICROS = 1_000_000;

    private final MidiDevice device;
    private final Receiver receiver;
    private final boolean schedules;
    private final MediaClock clock;
    private final SoundingNotes sounding = new SoundingNotes();
    private final ShortMessage message = new ShortMessage();
    private volatile String trouble;
    private boolean closed;
    private long lastTime;

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

    PortDestination(MidiDevice device, boolean schedules) throws MidiUnavailableException {
        this.device = device;
        this.schedules = schedules;
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
        return open(part, Ports.that(device -> device.getMaxReceivers() != 0));
    }

    static PortDestination open(String part, List<MidiDevice> devices) throws DestinationException {
        MidiDevice device = Ports.find(part, devices);
        try {
            return new PortDestination(device, Ports.schedules(device));
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
        return Ports.names(Ports.that(device -> device.getMaxReceivers() != 0));
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
    public boolean send(long time, int status, int data1, int data2) {
        if (trouble != null) {
            return false;
        }
        try {
            int length = ShortMessages.length(status);
            message.setMessage(status, length > 1 ? data1 : 0, length > 2 ? data2 : 0);
            receiver.send(message, schedules ? Math.max(0, time) : AT_ONCE);
            lastTime = time;
        } catch (InvalidMidiDataException e) {
            return false;
        } catch (RuntimeException e) {
            // Providers throw what they like when a device has been unplugged.
            trouble = "port: " + Ports.name(device) + " has gone: " + e.getMessage();
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
        sounding.end((status, data1, data2) -> send(lastTime, status, data1, data2));
        receiver.close();
        device.close();
    }
}
