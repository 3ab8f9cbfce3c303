package org.lilt.midi.clock;

import org.lilt.midi.ClockOut;
import org.lilt.midi.ClockState;
import org.lilt.midi.Destination;
import org.lilt.midi.ShortMessages;

/**
 * Sends MIDI clock: start, stop, continue, song position and 24 pulses a quarter. [player thread; does not block, allocates nothing]
 *
 * <p>Destinations want messages in order of their times: before an event is sent, {@link #advance} is called with its tick.
 */
public final class ClockSender implements ClockOut {
    private static final long TICKS_PER_PULSE = ClockState.TICKS_PER_PULSE;

    /** Song position counts sixteenth notes, in 14 bits. */
    private static final long TICKS_PER_SIXTEENTH = 6 * TICKS_PER_PULSE;

    private static final long LAST_SIXTEENTH = (1 << 14) - 1;

    private final Destination destination;
    private long nextPulse;
    private long lastTime = Long.MIN_VALUE;
    private boolean rolling;

    /**
     * A clock that stands.
     *
     * @param destination gets the messages
     */
    public ClockSender(Destination destination) {
        this.destination = destination;
    }

    /**
     * {@inheritDoc}
     *
     * <p>That is the finest that a song position can name.
     */
    @Override
    public void start(long tick, long time) {
        if (tick <= 0) {
            nextPulse = 0;
            send(time, ShortMessages.START, 0, 0);
        } else {
            long sixteenth = (tick + TICKS_PER_SIXTEENTH - 1) / TICKS_PER_SIXTEENTH;
            int named = (int) (sixteenth % (LAST_SIXTEENTH + 1));
            nextPulse = sixteenth * (TICKS_PER_SIXTEENTH / TICKS_PER_PULSE);
            send(time, ShortMessages.SONG_POSITION, named & 0x7F, named >> 7);
            send(time, ShortMessages.CONTINUE, 0, 0);
        }
        rolling = true;
    }

    @Override
    public void stop(long time) {
        if (rolling) {
            rolling = false;
            send(time, ShortMessages.STOP, 0, 0);
        }
    }

    @Override
    public long advance(long untilTick, Times times) {
        while (rolling && nextPulse * TICKS_PER_PULSE <= untilTick) {
            send(times.timeOf(nextPulse * TICKS_PER_PULSE), ShortMessages.CLOCK, 0, 0);
            nextPulse++;
        }
        return rolling ? nextPulse * TICKS_PER_PULSE : Long.MAX_VALUE;
    }

    private void send(long time, int status, int data1, int data2) {
        lastTime = Math.max(lastTime, time);
        destination.send(lastTime, status, data1, data2);
    }
}
