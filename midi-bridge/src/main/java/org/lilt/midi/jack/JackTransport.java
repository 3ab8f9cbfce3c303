package org.lilt.midi.jack;

import java.util.function.DoubleSupplier;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackPosition;
import org.jaudiolibs.jnajack.JackPositionBits;
import org.jaudiolibs.jnajack.JackTransportState;
import org.lilt.midi.ClockSource;
import org.lilt.midi.ClockState;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;
import org.lilt.midi.input.Perishable;

/**
 * The transport of a JACK server, to be followed: whether it rolls and where it is, to the frame. A server without a timebase master
 * knows frames alone; then they are counted at the tempo of whoever follows.
 */
public final class JackTransport implements ClockSource, Perishable {
    private static final String CLIENT = "lilt-transport";

    private final JackSession session;
    private final JackClock clock;
    private final TransportLine line;
    private final DoubleSupplier tempo;
    private final JackPosition position = new JackPosition();
    private volatile ClockState state = ClockState.UNKNOWN;
    private volatile boolean leadsTempo;

    private JackTransport(JackSession session, DoubleSupplier tempo) throws JackException {
        this.session = session;
        this.tempo = tempo;
        clock = new JackClock(session);
        line = new TransportLine(session.client().getSampleRate());
        session.activate(frames -> process());
    }

    /**
     * Joins the server that is running. Never starts one.
     *
     * @param tempo quarter notes a minute by which frames are counted where there is no timebase master; asked on the process thread
     * @return its transport
     * @throws DestinationException when there is no library or no server
     */
    public static JackTransport open(DoubleSupplier tempo) throws DestinationException {
        JackSession session = JackSession.open(CLIENT);
        try {
            return new JackTransport(session, tempo);
        } catch (JackException e) {
            session.close();
            throw new DestinationException("jack: the server refused the client", e);
        }
    }

    /** Asks for the position at the first frame of this cycle. [process thread; JNAJack makes a few small objects for it] */
    private void process() throws JackException {
        long frame = clock.cycle();
        boolean rolling = session.client().transportQuery(position) == JackTransportState.JackTransportRolling;
        boolean master = position.getValid().contains(JackPositionBits.JackPositionBBT);
        if (master) {
            line.bars(
                    frame,
                    rolling,
                    position.getBar(),
                    position.getBeat(),
                    position.getTick(),
                    position.getTicksPerBeat(),
                    position.getBeatsPerBar(),
                    position.getBeatType(),
                    position.getBeatsPerMinute());
        } else {
            line.frames(frame, rolling, position.getFrame() & 0xFFFF_FFFFL, tempo.getAsDouble());
        }
        if (line.takeChange()) {
            leadsTempo = master;
            state = new ClockState(
                    rolling, true, line.tick(), clock.nanos().of(line.frame()), line.nanosPerPulse(), line.barTicks());
        }
    }

    @Override
    public ClockState state() {
        return state;
    }

    @Override
    public MediaClock clock() {
        return clock.nanos();
    }

    @Override
    public boolean leadsTempo() {
        return leadsTempo;
    }

    @Override
    public boolean gone() {
        return session.gone();
    }

    @Override
    public void close() {
        session.close();
    }
}
