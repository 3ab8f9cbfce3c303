package org.lilt.midi.jack;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.ring.MessageRing;

/** A real JACK client that notes every MIDI message with the frame at which it came. */
public final class JackListener implements AutoCloseable {
    static {
        Native.register(JackListener.class, "jack");
    }

    /** Size of {@code jack_midi_event_t}: time (4, padded to 8), size (8), pointer to the bytes (8). */
    private static final int EVENT_BYTES = 24;

    /** JNAJack's own reads the structure by reflection, too slowly for hundreds of messages in a cycle. */
    private static native int jack_midi_event_get(Pointer event, Pointer buffer, int index);

    /** A message and the frame at which it came. */
    public record Heard(long frame, int status, int data1, int data2) {}

    private final JackClient client;
    private final JackPort port;
    private final MessageRing ring = new MessageRing(1 << 17);
    private final Memory event = new Memory(EVENT_BYTES);
    private final List<Heard> heard = new ArrayList<>();

    JackListener() throws JackException {
        client = JackServer.client("listener");
        port = client.registerPort("in", JackPortType.MIDI, JackPortFlags.JackPortIsInput);
        client.setProcessCallback((c, frames) -> {
            try {
                long start = client.getLastFrameTime();
                int count = JackMidi.getEventCount(port);
                Pointer buffer = Native.getDirectBufferPointer(port.getBuffer());
                for (int i = 0; i < count; i++) {
                    jack_midi_event_get(event, buffer, i);
                    Pointer bytes = event.getPointer(16);
                    long size = event.getLong(8);
                    int data1 = size > 1 ? bytes.getByte(1) : 0;
                    int data2 = size > 2 ? bytes.getByte(2) : 0;
                    ring.offer(start + event.getInt(0), ShortMessages.pack(bytes.getByte(0), data1, data2));
                }
                return true;
            } catch (JackException e) {
                return false;
            }
        });
        client.activate();
    }

    void listenTo(JackDestination destination) throws JackException {
        Jack.getInstance().connect(client, destination.name().substring("jack: ".length()), client.getName() + ":in");
    }

    /** First frame of the server's latest cycle. */
    public long frame() throws JackException {
        return client.getLastFrameTime();
    }

    /** Everything heard so far. */
    public List<Heard> heard() {
        while (!ring.isEmpty()) {
            long message = ring.message();
            heard.add(new Heard(
                    ring.time(),
                    ShortMessages.status(message),
                    ShortMessages.data1(message),
                    ShortMessages.data2(message)));
            ring.remove();
        }
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        client.close();
    }
}
