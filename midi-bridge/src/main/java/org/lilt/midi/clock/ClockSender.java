package org.lilt.midi.clock;

import org.lilt.midi.Destination;
import org.lilt.midi.ShortMessages;

/**
 * Sends MIDI clock: start, stop, continue, song position and 24 pulses a quarter. [player thread; does not block, allocates nothing]
 *
 * <p>Destinations want messages in order of their times: before an event is sent, {@link #advance} is called with its tick.
 */
public final class ClockSender {
    /** Pulses to the quarter note. */
    public static final int PULSES_PER_QUARTER = 24;

    /** Ticks from pulse to pulse, of the 10,080 to the quarter. */
    public static final long TICKS_PER_PULSE = 10_080 / PULSES_PER_QUARTER;

    /** Song position counts sixteenth notes, in 14 bits. */
    private static final long TICKS_PER_SIXTEENTH = 6 * TICKS_PER_PULSE;

    private static final long LAST_SIXTEENTH = (1 << 14) - 1;

    /** Says when a tick is due. */
    @FunctionalInterface
    public interface Times {
        /**
         * When a tick is due.
         *
         * @param tick position in ticks
         * @return time on the destination's clock
         */
        long timeOf(long tick);
    }

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
     * Lets receivers roll: start at tick 0, else song position and continue. They begin with the first pulse, which lies at the first
     * sixteenth note (the finest that a song position can name) from the tick on.
     *
     * @param tick where the music begins
     * @param time not after the first pulse, on the destination's clock
     */
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

    /**
     * Lets receivers stop.
     *
     * @param time when, on the destination's clock
     */
    public void stop(long time) {
        if (rolling) {
            rolling = false;
            send(time, ShortMessages.STOP, 0, 0);
        }
    }

    /**
     * Sends the pulses up to a tick, that tick included.
     *
     * @param untilTick tick of what is sent next
     * @param times says when ticks are due
     */
    public void advance(long untilTick, Times times) {
        while (rolling && nextPulse * TICKS_PER_PULSE <= untilTick) {
            send(times.timeOf(nextPulse * TICKS_PER_PULSE), ShortMessages.CLOCK, 0, 0);
            nextPulse++;
        }
    }

    private void send(long time, int status, int data1, int data2) {
        lastTime = Math.max(lastTime, time);
        destination.send(lastTime, status, data1, data2);
    }
}
