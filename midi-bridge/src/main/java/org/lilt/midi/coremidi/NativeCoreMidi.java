package org.lilt.midi.coremidi;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** The real CoreMIDI. Mapped directly, because a call through a JNA proxy allocates. */
final class NativeCoreMidi implements CoreMidi {
    /** kCFStringEncodingUTF8. */
    private static final int UTF8 = 0x0800_0100;

    private static final class Midi {
        static {
            Native.register(Midi.class, "CoreMIDI");
        }

        static native int MIDIClientCreate(Pointer name, Pointer notify, Pointer context, IntByReference client);

        static native int MIDIClientDispose(int client);

        static native int MIDISourceCreate(int client, Pointer name, IntByReference source);

        static native int MIDIEndpointDispose(int endpoint);

        static native int MIDIObjectSetIntegerProperty(int object, Pointer property, int value);

        static native int MIDIReceived(int source, Pointer packets);
    }

    private static final class Foundation {
        static {
            Native.register(Foundation.class, "CoreFoundation");
        }

        static native Pointer CFStringCreateWithCString(Pointer allocator, String text, int encoding);

        static native void CFRelease(Pointer object);
    }

    private static final class Mach {
        static {
            Native.register(Mach.class, "System");
        }

        static native long mach_absolute_time();

        static native int mach_timebase_info(Pointer info);
    }

    private final int numerator;
    private final int denominator;

    NativeCoreMidi() {
        // mach_timebase_info_data_t: two 32-bit numbers.
        Memory info = new Memory(8);
        Mach.mach_timebase_info(info);
        numerator = info.getInt(0);
        denominator = info.getInt(4);
    }

    @Override
    public Pointer string(String text) {
        return Foundation.CFStringCreateWithCString(null, text, UTF8);
    }

    @Override
    public void release(Pointer object) {
        Foundation.CFRelease(object);
    }

    @Override
    public int clientCreate(Pointer name, IntByReference client) {
        return Midi.MIDIClientCreate(name, null, null, client);
    }

    @Override
    public int clientDispose(int client) {
        return Midi.MIDIClientDispose(client);
    }

    @Override
    public int sourceCreate(int client, Pointer name, IntByReference source) {
        return Midi.MIDISourceCreate(client, name, source);
    }

    @Override
    public int endpointDispose(int endpoint) {
        return Midi.MIDIEndpointDispose(endpoint);
    }

    @Override
    public int uniqueId(int endpoint, int id) {
        Pointer property = NativeLibrary.getInstance("CoreMIDI").getGlobalVariableAddress("kMIDIPropertyUniqueID");
        return Midi.MIDIObjectSetIntegerProperty(endpoint, property.getPointer(0), id);
    }

    @Override
    public int received(int source, Pointer packets) {
        return Midi.MIDIReceived(source, packets);
    }

    @Override
    public long absoluteTime() {
        return Mach.mach_absolute_time();
    }

    @Override
    public int numerator() {
        return numerator;
    }

    @Override
    public int denominator() {
        return denominator;
    }
}
