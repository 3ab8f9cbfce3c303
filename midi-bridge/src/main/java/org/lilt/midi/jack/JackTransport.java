package org.lilt.midi.jack;

import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackPosition;
import org.jaudiolibs.jnajack.JackPositionBits;
import org.jaudiolibs.jnajack.JackTransportState;
import org.lilt.midi.DestinationException;
import org.lilt.midi.clock.ClockSender;
import org.lilt.midi.clock.ClockState;

/**
 * The transport of a JACK server, to be followed: whether it rolls and where it is. A server without a timebase master knows frames
 * alone; then they are counted at the tempo of the one who asks. [one thread, not the player's: a query allocates]
 */
public final class JackTransport implements AutoCloseable {
    private static final String CLIENT = "lilt-transport";
    private static final int TICKS_PER_QUARTER = 10_080;
    private static final double NANOS = 1e9;

    private final JackSession session;
    private final Jack jack;
    private final JackPosition position = new JackPosition();

    private JackTransport(JackSession session) throws JackException {
        this.session = session;
        jack = Jack.getInstance();
        session.client().activate();
    }

    /**
     * Joins the server that is running. Never starts one.
     *
     * @return its transport
     * @throws DestinationException when there is no library or no server
     */
    public static JackTransport open() throws DestinationException {
        JackSession session = JackSession.open(CLIENT);
        try {
            return new JackTransport(session);
        } catch (JackException e) {
            session.close();
            throw new DestinationException("jack: the server refused the client", e);
        }
    }

    /**
     * Where the transport is.
     *
     * @param quartersPerMinute tempo by which frames are counted where there is no timebase master
     * @return its state; not rolling when the server has ended
     */
    public ClockState state(double quartersPerMinute) {
        try {
            if (!session.gone()) {
                JackTransportState state = session.client().transportQuery(position);
                // Both clocks are read, because they need not have the same origin.
                long nanos = System.nanoTime() - (jack.getTime() - position.getUsecs()) * 1000;
                return state(state == JackTransportState.JackTransportRolling, nanos, quartersPerMinute);
            }
        } catch (JackException e) {
            // The server ended between the question and the answer.
        }
        return new ClockState(false, false, 0, 0, 0);
    }

    private ClockState state(boolean rolling, long nanos, double quartersPerMinute) {
        if (position.getValid().contains(JackPositionBits.JackPositionBBT)) {
            double quartersPerBeat = 4 / position.getBeatType();
            double beats = (position.getBar() - 1) * (double) position.getBeatsPerBar()
                    + (position.getBeat() - 1)
                    + position.getTick() / position.getTicksPerBeat();
            double tempo = position.getBeatsPerMinute() * quartersPerBeat;
            return state(rolling, nanos, beats * quartersPerBeat, tempo);
        }
        double minutes = (position.getFrame() & 0xFFFF_FFFFL) / (double) position.getFrameRate() / 60;
        return state(rolling, nanos, minutes * quartersPerMinute, quartersPerMinute);
    }

    private static ClockState state(boolean rolling, long nanos, double quarters, double tempo) {
        return new ClockState(
                rolling,
                true,
                Math.round(quarters * TICKS_PER_QUARTER),
                nanos,
                60 * NANOS / (tempo * ClockSender.PULSES_PER_QUARTER));
    }

    /**
     * Whether the server has ended.
     *
     * @return true when the transport will not move any more
     */
    public boolean gone() {
        return session.gone();
    }

    @Override
    public void close() {
        session.close();
    }
}
