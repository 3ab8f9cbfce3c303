package org.lilt.midi.jack;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;
import org.lilt.midi.ShortMessages;

/**
 * Reads the events of a MIDI input port. JNAJack's own way reads the structure by reflection, which takes too long for hundreds of
 * events in a cycle. [process thread]
 */
final class JackEvents {
    static {
        Native.register(JackEvents.class, "jack");
    }

    /** Takes an event. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes an event.
         *
         * @param offset frame within the cycle
         * @param message packed as {@link ShortMessages#pack} does
         */
        void accept(int offset, int message);
    }

    /** {@code jack_midi_event_t} on 64-bit systems: time (4, padded to 8), size (8), pointer to the bytes (8). */
    private static final int EVENT_BYTES = 24;

    private static final int SIZE_AT = 8;
    private static final int BYTES_AT = 16;
    private static final int LONGEST = 3;

    private final JackPort port;
    private final Memory event = new Memory(EVENT_BYTES);

    JackEvents(JackPort port) {
        this.port = port;
    }

    private static native int jack_midi_event_get(Pointer event, Pointer buffer, int index);

    /** Reads this cycle's messages of up to three bytes, in order; longer ones are passed over. */
    void read(Sink sink) throws JackException {
        int count = JackMidi.getEventCount(port);
        if (count == 0) {
            return;
        }
        Pointer buffer = Native.getDirectBufferPointer(port.getBuffer());
        for (int i = 0; i < count; i++) {
            jack_midi_event_get(event, buffer, i);
            long size = event.getLong(SIZE_AT);
            if (size >= 1 && size <= LONGEST) {
                Pointer bytes = event.getPointer(BYTES_AT);
                int data1 = size > 1 ? bytes.getByte(1) : 0;
                int data2 = size > 2 ? bytes.getByte(2) : 0;
                sink.accept(event.getInt(0), ShortMessages.pack(bytes.getByte(0), data1, data2));
            }
        }
    }
}
