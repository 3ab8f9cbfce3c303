package org.lilt.midi.javasound;

import java.util.List;
import java.util.function.Supplier;
import javax.sound.midi.MidiDevice;

/**
 * Whether the system still lists a port under its name. Neither Windows nor ALSA tells the JDK that a device was unplugged or renamed, and what is
 * sent to one that is gone is lost without an error; so the list is looked at once a second. [never the player's thread]
 */
final class Presence {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final String name;
    private final Supplier<List<MidiDevice>> devices;
    private long looked = System.nanoTime();
    private boolean lost;

    /** A port that is there. */
    Presence(String name, Supplier<List<MidiDevice>> devices) {
        this.name = name;
        this.devices = devices;
    }

    /** Whether it was missing at the latest look. */
    synchronized boolean lost() {
        return lost(System.nanoTime());
    }

    synchronized boolean lost(long nanoTime) {
        if (!lost && nanoTime - looked >= LOOK_NANOS) {
            looked = nanoTime;
            lost = devices.get().stream().noneMatch(device -> Ports.name(device).equals(name));
        }
        return lost;
    }
}
