package org.lilt.midi.jack;

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
final class JackListener implements AutoCloseable {
    record Heard(long frame, int status, int data1, int data2) {}

    private final JackClient client;
    private final JackPort port;
    private final MessageRing ring = new MessageRing(1 << 17);
    private final JackMidi.Event event = new JackMidi.Event();
    private final byte[] bytes = new byte[1024];
    private final List<Heard> heard = new ArrayList<>();

    JackListener() throws JackException {
        client = JackServer.client("listener");
        port = client.registerPort("in", JackPortType.MIDI, JackPortFlags.JackPortIsInput);
        client.setProcessCallback((c, frames) -> {
            try {
                long start = client.getLastFrameTime();
                int count = JackMidi.getEventCount(port);
                for (int i = 0; i < count; i++) {
                    JackMidi.eventGet(event, port, i);
                    event.read(bytes);
                    ring.offer(start + event.time(), ShortMessages.pack(bytes[0], bytes[1], bytes[2]));
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

    /** Everything heard so far. */
    List<Heard> heard() {
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
