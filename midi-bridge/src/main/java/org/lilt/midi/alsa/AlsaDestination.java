package org.lilt.midi.alsa;

import com.sun.jna.Memory;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import org.lilt.midi.DestinationException;
import org.lilt.midi.DirectDestination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;

/** The port {@code Lilt:out} of the ALSA sequencer. */
public final class AlsaDestination extends DirectDestination {
    private static final String CLIENT = "Lilt";
    private static final String PORT = "out";

    /** SND_SEQ_OPEN_OUTPUT, SND_SEQ_NONBLOCK. */
    private static final int OUTPUT = 1;

    private static final int NON_BLOCKING = 1;

    /** SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ: others may subscribe to it. */
    private static final int CAN_BE_READ = 1 | 1 << 5;

    /** SND_SEQ_PORT_TYPE_MIDI_GENERIC | SND_SEQ_PORT_TYPE_SOFTWARE | SND_SEQ_PORT_TYPE_APPLICATION. */
    private static final int APPLICATION = 1 << 1 | 1 << 17 | 1 << 20;

    /** {@code snd_seq_event_t}: type, flags, tag, queue, time (8), source (2), destination (2), data (12). */
    private static final int EVENT_BYTES = 28;

    private static final int QUEUE_AT = 3;
    private static final int SOURCE_PORT_AT = 13;
    private static final int DESTINATION_CLIENT_AT = 14;
    private static final int DESTINATION_PORT_AT = 15;
    private static final byte QUEUE_DIRECT = (byte) 253;
    private static final byte ADDRESS_SUBSCRIBERS = (byte) 254;
    private static final byte ADDRESS_UNKNOWN = (byte) 253;

    /** -EAGAIN: the kernel's buffer is full. */
    private static final int TRY_AGAIN = -11;

    /** Kept for ever, because libasound keeps it. */
    private static final Asound.ErrorHandler QUIET = (file, line, function, error, format) -> {};

    private final Asound asound;
    private final Pointer sequencer;
    private final Pointer coder;
    private final int client;
    private final Memory event = new Memory(EVENT_BYTES);
    private final byte[] bytes = new byte[3];

    private AlsaDestination(Asound asound, Pointer sequencer, Pointer coder, int port) {
        this.asound = asound;
        this.sequencer = sequencer;
        this.coder = coder;
        client = asound.snd_seq_client_id(sequencer);
        event.clear();
        event.setByte(QUEUE_AT, QUEUE_DIRECT);
        event.setByte(SOURCE_PORT_AT, (byte) port);
        event.setByte(DESTINATION_CLIENT_AT, ADDRESS_SUBSCRIBERS);
        event.setByte(DESTINATION_PORT_AT, ADDRESS_UNKNOWN);
    }

    /**
     * Opens the port.
     *
     * @param connectTo the port that it is connected to, as {@code aconnect} takes it, such as {@code 128:0} or {@code FLUID}; empty
     *     for none
     * @return the port
     * @throws DestinationException when this is not Linux, or there is no library, no sequencer or no such port
     */
    public static AlsaDestination open(String connectTo) throws DestinationException {
        return open(library(), connectTo);
    }

    /**
     * Whether there is a sequencer.
     *
     * @return why not; empty when there is one
     */
    public static Optional<String> reasonMissing() {
        try {
            Asound asound = library();
            asound.snd_seq_close(sequencer(asound));
            return Optional.empty();
        } catch (DestinationException e) {
            return Optional.of(e.getMessage().substring("alsa: ".length()));
        }
    }

    private static Asound library() throws DestinationException {
        if (!Platform.isLinux()) {
            throw new DestinationException("alsa: ALSA is Linux's own; this is " + System.getProperty("os.name"));
        }
        try {
            return new NativeAsound();
        } catch (LinkageError e) {
            throw new DestinationException("alsa: the ALSA library (libasound.so.2) is not installed", e);
        }
    }

    private static Pointer sequencer(Asound asound) throws DestinationException {
        asound.snd_lib_error_set_handler(QUIET);
        PointerByReference opened = new PointerByReference();
        int error = asound.snd_seq_open(opened, "default", OUTPUT, NON_BLOCKING);
        if (error < 0) {
            throw new DestinationException("alsa: the kernel's sequencer (/dev/snd/seq, module snd-seq) does not open: "
                    + asound.snd_strerror(error));
        }
        return opened.getValue();
    }

    static AlsaDestination open(Asound asound, String connectTo) throws DestinationException {
        Pointer sequencer = sequencer(asound);
        PointerByReference coder = new PointerByReference();
        try {
            check(asound, "client", asound.snd_seq_set_client_name(sequencer, CLIENT));
            int port = asound.snd_seq_create_simple_port(sequencer, PORT, CAN_BE_READ, APPLICATION);
            check(asound, "port", port);
            if (!connectTo.isEmpty()) {
                byte[] address = new byte[2];
                check(asound, connectTo, asound.snd_seq_parse_address(sequencer, address, connectTo));
                check(
                        asound,
                        connectTo,
                        asound.snd_seq_connect_to(sequencer, port, address[0] & 0xFF, address[1] & 0xFF));
            }
            check(asound, "coder", asound.snd_midi_event_new(3, coder));
            return new AlsaDestination(asound, sequencer, coder.getValue(), port);
        } catch (DestinationException e) {
            asound.snd_seq_close(sequencer);
            throw e;
        }
    }

    private static void check(Asound asound, String what, int result) throws DestinationException {
        if (result < 0) {
            throw new DestinationException("alsa: " + what + ": " + asound.snd_strerror(result));
        }
    }

    @Override
    public String name() {
        return "alsa: " + client + ":" + (event.getByte(SOURCE_PORT_AT) & 0xFF) + " (" + CLIENT + ":" + PORT + ")";
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
    protected boolean pass(long time, int status, int data1, int data2) {
        bytes[0] = (byte) status;
        bytes[1] = (byte) data1;
        bytes[2] = (byte) data2;
        asound.snd_midi_event_encode(coder, bytes, ShortMessages.length(status), event);
        int result = asound.snd_seq_event_output_direct(sequencer, event);
        if (result == TRY_AGAIN) {
            return false;
        }
        if (result < 0) {
            fail("alsa: " + asound.snd_strerror(result));
            return false;
        }
        return true;
    }

    @Override
    protected void release() {
        asound.snd_midi_event_free(coder);
        asound.snd_seq_close(sequencer);
    }
}
