package org.lilt.midi.jack;

import java.util.concurrent.locks.LockSupport;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.input.MidiInput;
import org.lilt.midi.input.MidiListener;
import org.lilt.midi.ring.MessageRing;

/**
 * A MIDI input port of a JACK server, such as {@code lilt-control:in}. The listener is told on a thread of the input's own; the moment of each
 * message is its frame, in nanoseconds.
 */
public final class JackInput implements MidiInput {
    private static final String PORT = "in";
    private static final int CAPACITY = 1 << 12;

    private final JackSession session;
    private final JackEvents events;
    private final MidiListener listener;
    private final MessageRing ring = new MessageRing(CAPACITY);
    private final JackClock clock;
    private final Thread thread;
    private volatile boolean closing;
    private long start;
    private boolean heard;

    private JackInput(JackSession session, MidiListener listener) throws JackException {
        this.session = session;
        this.listener = listener;
        clock = new JackClock(session);
        JackPort port = session.client().registerPort(PORT, JackPortType.MIDI, JackPortFlags.JackPortIsInput);
        events = new JackEvents(port);
        thread = new Thread(this::run, "lilt-jack-input");
        thread.setDaemon(true);
        thread.start();
        session.activate(frames -> process());
    }

    /**
     * Opens the port. Never starts a server.
     *
     * @param client name of the client whose port {@code in} it is; one that is taken gets a number
     * @param listener is told what comes in
     * @return the port
     * @throws DestinationException when there is no library or no server
     */
    public static JackInput open(String client, MidiListener listener) throws DestinationException {
        JackSession session = JackSession.open(client);
        try {
            return new JackInput(session, listener);
        } catch (JackException e) {
            session.close();
            throw new DestinationException("jack: the server refused the port", e);
        }
    }

    private void process() throws JackException {
        start = clock.cycle();
        heard = false;
        events.read(this::queue);
        if (heard) {
            LockSupport.unpark(thread);
        }
    }

    private void queue(int offset, int message) {
        heard |= ring.offer(clock.nanos().of(start + offset), message);
    }

    private void run() {
        while (!closing) {
            while (!ring.isEmpty()) {
                long message = ring.message();
                listener.message(
                        ring.time(),
                        ShortMessages.status(message),
                        ShortMessages.data1(message),
                        ShortMessages.data2(message));
                ring.remove();
            }
            LockSupport.park(this);
        }
    }

    @Override
    public String name() {
        return "jack: " + session.client().getName() + ":" + PORT;
    }

    @Override
    public MediaClock clock() {
        return clock.nanos();
    }

    @Override
    public boolean gone() {
        return session.gone();
    }

    @Override
    public synchronized void close() {
        if (!closing) {
            closing = true;
            session.close();
            LockSupport.unpark(thread);
        }
    }
}
