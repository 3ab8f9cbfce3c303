package org.lilt.midi.jack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.SoundingNotes;
import org.lilt.midi.ring.MessageRing;

/**
 * The MIDI output port {@code lilt:out} of a JACK server that is running already. Each message is written at exactly its frame, as
 * long as it comes {@link #lead()} ahead.
 *
 * <p>A message for which the port's buffer has no room in its cycle stays in the queue and goes out at the first frame of the next;
 * {@link #deferred()} counts these.
 */
public final class JackDestination implements Destination {
    private static final String CLIENT = "lilt";
    private static final String PORT = "out";
    private static final int CAPACITY = 1 << 13;
    private static final long LEAD_MILLIS = 5;

    /** What a player's thread may be late by and the message still be in time, in milliseconds. */
    private static final double SLACK_MILLIS = 2.3;

    /** Messages written in a cycle for each of its frames: a burst of more would take longer than the cycle lasts. */
    private static final int MESSAGES_PER_FRAME = 2;

    private static final long CLOSE_NANOS = 500_000_000L;

    /** How often it is looked whether the inputs are still there that it was connected to. */
    private static final long LOOK_NANOS = 250_000_000L;

    private final JackSession session;
    private final List<String> inputs;
    private final JackClient client;
    private final JackPort port;
    private final JackClock clock;
    private final int rate;
    private final MessageRing ring = new MessageRing(CAPACITY);
    private final SoundingNotes sounding = new SoundingNotes();
    private final byte[] bytes = new byte[3];
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong deferred = new AtomicLong();
    private volatile long lead;
    private volatile String trouble;
    private long looked;
    private boolean closed;
    private long lastTime = Long.MIN_VALUE;

    /** Frames of a cycle; once it is active, the process thread's. */
    private int period;

    private JackDestination(JackSession session, List<String> inputs) throws JackException {
        this.session = session;
        this.inputs = inputs;
        client = session.client();
        rate = client.getSampleRate();
        clock = new JackClock(session);
        setPeriod(client.getBufferSize());
        port = client.registerPort(PORT, JackPortType.MIDI, JackPortFlags.JackPortIsOutput);
        session.activate(this::process);
    }

    /**
     * Opens the port. Never starts a server.
     *
     * @param connectTo part of the name of the input ports that it is to be connected to, in whatever case; empty for none
     * @return the port, which the server processes from now on
     * @throws DestinationException when there is no library, no server, or no port of that name
     */
    public static JackDestination open(String connectTo) throws DestinationException {
        JackSession session = JackSession.open(CLIENT);
        try {
            // Looked for first: nobody shall see a port that comes and goes while an input is waited for.
            List<String> inputs = connectTo.isEmpty() ? List.of() : inputs(session.client(), connectTo);
            JackDestination destination = new JackDestination(session, inputs);
            for (String input : inputs) {
                Jack.getInstance().connect(session.client(), session.client().getName() + ":" + PORT, input);
            }
            session.awaitCycles();
            return destination;
        } catch (JackException e) {
            session.close();
            throw new DestinationException("jack: the server refused the port", e);
        } catch (DestinationException e) {
            session.close();
            throw e;
        }
    }

    /**
     * The MIDI input ports that it can be connected to.
     *
     * @return their full names, such as {@code synth:midi_in}
     * @throws DestinationException when there is no library or no server
     */
    public static List<String> inputs() throws DestinationException {
        try (JackSession session = JackSession.open(CLIENT)) {
            return List.of(inputs(session.client()));
        } catch (JackException e) {
            throw new DestinationException("jack: the server does not list its ports", e);
        }
    }

    private static String[] inputs(JackClient client) throws JackException {
        return Jack.getInstance().getPorts(client, null, JackPortType.MIDI, EnumSet.of(JackPortFlags.JackPortIsInput));
    }

    /** Those with a part of a name in theirs; at least one. */
    private static List<String> inputs(JackClient client, String part) throws JackException, DestinationException {
        String wanted = part.toLowerCase(Locale.ROOT);
        String[] all = inputs(client);
        List<String> found = Arrays.stream(all)
                .filter(input -> input.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        if (found.isEmpty()) {
            throw new DestinationException("jack: no MIDI input port has '" + part + "' in its name; there are: "
                    + (all.length == 0 ? "none" : String.join(", ", all)));
        }
        return found;
    }

    private void setPeriod(int frames) {
        period = frames;
        long slack = Math.round(rate * SLACK_MILLIS / 1000);
        lead = Math.max(rate * LEAD_MILLIS / 1000, frames + slack);
    }

    /** Writes what is due in this cycle. [process thread of the server] */
    private void process(int frames) throws JackException {
        if (frames != period) {
            setPeriod(frames);
        }
        JackMidi.clearBuffer(port);
        long start = clock.cycle();
        long offset = 0;
        int room = frames * MESSAGES_PER_FRAME;
        while (!ring.isEmpty()) {
            long at = ring.time() - start;
            if (at >= frames) {
                break;
            }
            long message = ring.message();
            int length = ShortMessages.length(ShortMessages.status(message));
            // JNAJack drops what jack_midi_event_write returns, so that a full buffer would swallow the message.
            if (room-- == 0 || JackMidi.maxEventSize(port) < length) {
                deferred.lazySet(deferred.getPlain() + 1);
                break;
            }
            if (at < 0) {
                late.lazySet(late.getPlain() + 1);
            }
            offset = Math.max(offset, at);
            bytes[0] = (byte) ShortMessages.status(message);
            bytes[1] = (byte) ShortMessages.data1(message);
            bytes[2] = (byte) ShortMessages.data2(message);
            JackMidi.eventWrite(port, (int) offset, bytes, length);
            ring.remove();
        }
    }

    @Override
    public String name() {
        return "jack: " + client.getName() + ":" + PORT;
    }

    @Override
    public MediaClock clock() {
        return clock;
    }

    @Override
    public long lead() {
        return lead;
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        if (session.gone() || trouble != null || !ring.offer(time, ShortMessages.pack(status, data1, data2))) {
            return false;
        }
        lastTime = time;
        sounding.sent(status, data1, data2);
        return true;
    }

    @Override
    public Optional<String> trouble() {
        if (session.gone()) {
            return Optional.of("jack: the server has ended");
        }
        if (trouble != null) {
            return Optional.of(trouble);
        }
        return session.errors() == 0 ? Optional.empty() : Optional.of("jack: " + session.errors() + " calls failed");
    }

    /** A DAW that is closed takes its inputs with it; one that was only disconnected from them was meant to be. */
    @Override
    public void look() {
        long now = System.nanoTime();
        if (inputs.isEmpty() || trouble != null || session.gone() || now - looked < LOOK_NANOS) {
            return;
        }
        looked = now;
        try {
            List<String> there = List.of(inputs(client));
            if (inputs.stream().noneMatch(there::contains)) {
                trouble = "jack: " + String.join(", ", inputs) + " has gone";
            }
        } catch (JackException e) {
            // The server is on its way down, which it tells by itself.
        }
    }

    /**
     * Messages that reached the server after their frame had passed. [any thread]
     *
     * @return how many; 0 as long as they come the lead ahead
     */
    public long late() {
        return late.get();
    }

    /**
     * Cycles in which messages had to wait for the next because the port's buffer was full, or there were more of them than a cycle
     * has time for. [any thread]
     *
     * @return how many
     */
    public long deferred() {
        return deferred.get();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        sounding.end((status, data1, data2) -> ring.offer(lastTime, ShortMessages.pack(status, data1, data2)));
        long until = System.nanoTime() + CLOSE_NANOS;
        while (!ring.isEmpty() && !session.gone() && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000L);
        }
        session.close();
    }
}
