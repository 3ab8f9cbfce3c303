package org.lilt.midi.coremidi;

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Optional;
import org.lilt.midi.DestinationException;
import org.lilt.midi.DirectDestination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;

/** The virtual source {@code Lilt} of CoreMIDI. */
public final class CoreMidiDestination extends DirectDestination {
    private static final String NAME = "Lilt";

    /** Some number that is Lilt's own ("Lilt" in ASCII): by it a DAW knows the source again in the next session. */
    private static final int UNIQUE_ID = 0x4C69_6C74;

    private static final long LEAD_MILLIS = 5;
    private static final long NANOS = 1_000_000_000L;

    /** MIDIPacketList of one packet, packed to 4 bytes: count (4), time stamp (8), length (2), data. */
    private static final int TIME_AT = 4;

    private static final int LENGTH_AT = 12;
    private static final int DATA_AT = 14;
    private static final int LIST_BYTES = 20;

    private final CoreMidi midi;
    private final int client;
    private final int source;
    private final Clock clock;
    private final Memory packets = new Memory(LIST_BYTES);

    /** The host's time, which time stamps are given in. */
    private record Clock(CoreMidi midi, long rate) implements MediaClock {
        @Override
        public long now() {
            return midi.absoluteTime();
        }
    }

    private CoreMidiDestination(CoreMidi midi, int client, int source) {
        this.midi = midi;
        this.client = client;
        this.source = source;
        clock = new Clock(midi, NANOS * midi.denominator() / midi.numerator());
        packets.clear();
        packets.setInt(0, 1);
    }

    /**
     * Makes the virtual source.
     *
     * @return the source, which others see from now on
     * @throws DestinationException when this is not macOS or CoreMIDI refuses
     */
    public static CoreMidiDestination open() throws DestinationException {
        Optional<String> missing = reasonMissing();
        if (missing.isPresent()) {
            throw new DestinationException("coremidi: " + missing.get());
        }
        try {
            return open(new NativeCoreMidi());
        } catch (LinkageError e) {
            throw new DestinationException("coremidi: CoreMIDI is not to be found: " + e.getMessage(), e);
        }
    }

    /**
     * Whether this system has CoreMIDI.
     *
     * @return why not; empty when it has
     */
    public static Optional<String> reasonMissing() {
        return Platform.isMac()
                ? Optional.empty()
                : Optional.of("CoreMIDI is macOS's own; this is " + System.getProperty("os.name"));
    }

    static CoreMidiDestination open(CoreMidi midi) throws DestinationException {
        Pointer name = midi.string(NAME);
        try {
            IntByReference client = new IntByReference();
            check("client", midi.clientCreate(name, client));
            IntByReference source = new IntByReference();
            int error = midi.sourceCreate(client.getValue(), name, source);
            if (error != 0) {
                midi.clientDispose(client.getValue());
            }
            check("source", error);
            // Refused where a second Lilt runs already: that one is another source then, for this time.
            midi.uniqueId(source.getValue(), UNIQUE_ID);
            return new CoreMidiDestination(midi, client.getValue(), source.getValue());
        } finally {
            midi.release(name);
        }
    }

    private static void check(String what, int error) throws DestinationException {
        if (error != 0) {
            throw new DestinationException("coremidi: the system refused the " + what + ": error " + error);
        }
    }

    @Override
    public String name() {
        return "coremidi: " + NAME;
    }

    @Override
    public MediaClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        return clock.rate * LEAD_MILLIS / 1000;
    }

    @Override
    protected boolean pass(long time, int status, int data1, int data2) {
        packets.setLong(TIME_AT, time);
        packets.setShort(LENGTH_AT, (short) ShortMessages.length(status));
        packets.setByte(DATA_AT, (byte) status);
        packets.setByte(DATA_AT + 1, (byte) data1);
        packets.setByte(DATA_AT + 2, (byte) data2);
        int error = midi.received(source, packets);
        if (error != 0) {
            fail("coremidi: the source has gone: error " + error);
            return false;
        }
        return true;
    }

    @Override
    protected void release() {
        midi.endpointDispose(source);
        midi.clientDispose(client);
    }
}
