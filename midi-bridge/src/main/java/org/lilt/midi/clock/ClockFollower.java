package org.lilt.midi.clock;

import org.lilt.midi.ClockState;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.input.MidiListener;

/**
 * Follows the MIDI clock of another: where the music is, how fast it goes and whether it rolls. Told by a MIDI thread, asked by any.
 */
public final class ClockFollower implements MidiListener {
    /** What to do when the pulses stay away without a stop. */
    public enum OnLoss {
        /** The music stops, as at a stop message. */
        STOP,
        /** The music goes on at the latest tempo. */
        CONTINUE
    }

    /** Pulses that may be missing before the clock counts as lost: a sixteenth note. */
    private static final int LOST_PULSES = 6;

    /** A first pulse that comes so much later than it would have is the first of a new line. */
    private static final double BEGINNING_PULSES = 1.5;

    private static final int PULSES_PER_SIXTEENTH = 6;

    private final OnLoss onLoss;
    private final PulseFilter filter = new PulseFilter();
    private long pulse = -1;
    private boolean rolling;
    /** The pulse that comes first after a start has come. */
    private boolean began;

    private long lastPulse;
    private volatile Published published = new Published(ClockState.UNKNOWN, ClockState.UNKNOWN);

    /** A state, and the same for when the clock is lost, made beforehand so that asking makes nothing. */
    private record Published(ClockState state, ClockState lost) {}

    /**
     * A follower that waits for pulses.
     *
     * @param onLoss what to do when the pulses stay away
     */
    public ClockFollower(OnLoss onLoss) {
        this.onLoss = onLoss;
    }

    @Override
    public void message(long nanos, int status, int data1, int data2) {
        switch (status) {
            case ShortMessages.CLOCK -> pulse(nanos);
            case ShortMessages.START -> {
                pulse = -1;
                rolling = true;
                began = false;
            }
            case ShortMessages.CONTINUE -> rolling = true;
            case ShortMessages.STOP -> {
                rolling = false;
                began = false;
            }
            // The pulse that comes next is at the position itself.
            case ShortMessages.SONG_POSITION -> pulse = (long) (data2 << 7 | data1) * PULSES_PER_SIXTEENTH - 1;
            default -> {
                return;
            }
        }
        publish();
    }

    private void pulse(long nanos) {
        // Behind a gap a new line begins: the loop would take the gap for a tempo.
        long gap = nanos - lastPulse;
        // Many a clock sends no pulses while it stands, and begins anew at a start.
        double most = rolling && !began ? BEGINNING_PULSES : LOST_PULSES;
        if (filter.locked() && (gap > most * filter.period() || gap < 0)) {
            if (gap > 0 && onLoss == OnLoss.CONTINUE && began) {
                pulse += Math.round(gap / filter.period()) - 1; // those that were lost; the music went on without them
            }
            filter.reset();
        }
        lastPulse = nanos;
        filter.pulse(nanos);
        if (rolling) {
            pulse++;
            began = true;
        }
    }

    private void publish() {
        ClockState state = new ClockState(
                began,
                filter.locked(),
                Math.max(0, pulse) * ClockState.TICKS_PER_PULSE,
                filter.time(),
                filter.period(),
                0);
        published = new Published(state, onLoss == OnLoss.STOP ? state.stopped() : state);
    }

    /**
     * What is known now. [any thread; does not block, allocates nothing]
     *
     * @param nanos the time now, on the clock of the input
     * @return the state after the latest pulse; not rolling when the clock was lost and the music is to stop then
     */
    public ClockState state(long nanos) {
        Published p = published;
        boolean lost = p.state.locked() && nanos - p.state.nanos() > LOST_PULSES * p.state.nanosPerPulse();
        return lost ? p.lost : p.state;
    }
}
