package org.lilt.midi.coremidi;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * What is used of CoreMIDI, CoreFoundation and the system, as Apple's documentation has it ({@code MIDIServices.h},
 * {@code CFString.h}, {@code mach_time.h}). CoreMIDI's functions return 0 or an error number.
 */
interface CoreMidi {
    /** Makes a CFString from UTF-8. */
    Pointer string(String text);

    void release(Pointer object);

    int clientCreate(Pointer name, IntByReference client);

    int clientDispose(int client);

    int sourceCreate(int client, Pointer name, IntByReference source);

    int endpointDispose(int endpoint);

    /** Sets kMIDIPropertyUniqueID of a virtual endpoint. */
    int uniqueId(int endpoint, int id);

    /** Sends a MIDIPacketList from a virtual source to whoever is connected. */
    int received(int source, Pointer packets);

    /** The host's time, in units of {@link #numerator()}/{@link #denominator()} ns. */
    long absoluteTime();

    int numerator();

    int denominator();
}
