package org.lilt.midi.javasound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;
import org.lilt.midi.DestinationException;

/** The ports of the system, by name. */
final class Ports {
    private static final String CORE_MIDI_4J = "uk.co.xfactorylibrarians.coremidi4j";

    private Ports() {}

    /** Whether a port takes messages for later; CoreMidi4J's do, the JDK's own drop the time. */
    static boolean schedules(MidiDevice device) {
        return device.getClass().getPackageName().equals(CORE_MIDI_4J);
    }

    /**
     * Ports of a kind; the JDK's own synthesizer and sequencer are none. Where CoreMidi4J lists the ports of macOS, the JDK's second
     * list of the same ports is left out.
     */
    static List<MidiDevice> that(Predicate<MidiDevice> kind) {
        List<MidiDevice> devices = new ArrayList<>();
        for (MidiDevice.Info info : MidiSystem.getMidiDeviceInfo()) {
            try {
                MidiDevice device = MidiSystem.getMidiDevice(info);
                boolean own = device instanceof Synthesizer || device instanceof Sequencer;
                if (!own && kind.test(device)) {
                    devices.add(device);
                }
            } catch (MidiUnavailableException e) {
                // It has gone between the two calls, or is broken: not one to be offered.
            }
        }
        boolean twice = devices.stream().anyMatch(Ports::schedules);
        return twice ? devices.stream().filter(Ports::schedules).toList() : devices;
    }

    /** The one port with a part of a name in its own, in whatever case; a whole name goes before parts. */
    static MidiDevice find(String part, List<MidiDevice> devices) throws DestinationException {
        String wanted = part.toLowerCase(Locale.ROOT);
        List<MidiDevice> found = new ArrayList<>();
        for (MidiDevice device : devices) {
            String name = name(device);
            if (name.equalsIgnoreCase(part)) {
                return device;
            }
            if (name.toLowerCase(Locale.ROOT).contains(wanted)) {
                found.add(device);
            }
        }
        if (found.isEmpty()) {
            throw new DestinationException("port:" + part + ": no MIDI port has this in its name; there are: "
                    + (devices.isEmpty() ? "none" : String.join(", ", names(devices))));
        }
        if (found.size() > 1) {
            throw new DestinationException(
                    "port:" + part + ": this could be any of: " + String.join(", ", names(found)));
        }
        return found.get(0);
    }

    static List<String> names(List<MidiDevice> devices) {
        return devices.stream().map(Ports::name).toList();
    }

    static String name(MidiDevice device) {
        return device.getDeviceInfo().getName();
    }
}
