package org.lilt.midi.jack;

import java.util.ArrayList;
import java.util.List;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.lilt.midi.DestinationException;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.ring.MessageRing;

/** A real JACK client that notes every MIDI message with the frame at which it came. */
public final class JackListener implements AutoCloseable {
    /** A message and the frame at which it came. */
    public record Heard(long frame, int status, int data1, int data2) {}

    private final JackSession session;
    private final MessageRing ring = new MessageRing(1 << 17);
    private final List<Heard> heard = new ArrayList<>();

    JackListener() throws JackException, DestinationException {
        session = JackSession.open("listener");
        JackPort port = session.client().registerPort("in", JackPortType.MIDI, JackPortFlags.JackPortIsInput);
        JackEvents events = new JackEvents(port);
        session.activate(frames -> {
            long start = session.client().getLastFrameTime();
            events.read((offset, message) -> ring.offer(start + offset, message));
        });
    }

    /** First frame of the server's latest cycle. */
    public long frame() throws JackException {
        return session.client().getLastFrameTime();
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
        session.close();
    }
}
