package org.lilt.engine.player;

import org.lilt.midi.ClockSource;
import org.lilt.midi.ClockState;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Event;

/**
 * Lays the music along the clock or transport of a host. The host counts from the beginning of its song and may be moved; the ticks of the
 * performance only grow. So one is the other plus the tick at which the host's zero lies, and whenever the host has been moved, that zero is moved by
 * whole bars until the music has its place in the bar again. Owned by the player thread; allocates nothing.
 */
final class HostSync {
    /**
     * A position farther off than this is another place. One that is as near may be the rounding of a song position, and the pulses that were
     * missed before a clock was given up.
     */
    private static final long SAME_PLACE = Event.TICKS_PER_QUARTER / 2;

    /** A tune may begin so much too late rather than wait for the next bar: its beginning may be asked for and written only when the host starts. */
    private static final double LATE_SECONDS = 0.05;

    private static final double NANOS = 1e9;

    private final ClockSource source;
    private final MediaClock clock;
    private final Transport transport;
    private final TickLine line;
    private ClockState state = ClockState.UNKNOWN;
    private long time;
    private double unitsPerTick = 1;
    private long zero;

    HostSync(ClockSource source, MediaClock clock, Transport transport, TickLine line) {
        this.source = source;
        this.clock = clock;
        this.transport = transport;
        this.line = line;
    }

    /** Sees where the host is now; true when its bars have got another length. */
    boolean look() {
        state = source.state();
        if (state.locked()) {
            time = clock.from(source.clock(), Math.round(state.nanos()));
            unitsPerTick = state.nanosPerPulse() / ClockState.TICKS_PER_PULSE * (clock.rate() / NANOS);
        }
        boolean otherBars = state.barTicks() != transport.hostBar();
        if (otherBars) {
            transport.hostBar(state.barTicks());
        }
        return otherBars;
    }

    boolean rolls() {
        return state.rolling() && state.locked();
    }

    boolean leadsTempo() {
        return source.leadsTempo();
    }

    /** Quarter notes a minute. */
    double tempo() {
        return state.quartersPerMinute();
    }

    /** Whether the host is at another place than the music, which is held at a tick. */
    boolean elsewhere(long heldTick) {
        return Math.abs(state.tick() + zero - heldTick) > SAME_PLACE;
    }

    /** The music goes on, or begins, with a tick that is due at a moment or as soon as the bars allow. */
    void begin(long tick, long at) {
        align(tick, at, (long) (LATE_SECONDS * clock.rate() / unitsPerTick));
        goOn();
    }

    /** The music goes on where it was held. */
    void goOn() {
        line.through(state.tick() + zero, time);
        line.slope(unitsPerTick);
    }

    /** Goes on as the host goes; true when it has been moved, so that the music is at another place of its bar and waits for its own. */
    boolean advance(long lastTick, long edge) {
        boolean moved = Math.abs(state.tick() + zero - line.tickAt(time)) > SAME_PLACE;
        long next = Math.max(lastTick, line.tickAt(edge) + 1);
        if (moved) {
            align(next, edge, ClockState.TICKS_PER_PULSE);
        }
        goOn();
        return moved && next - line.tickAt(edge) > 2 * ClockState.TICKS_PER_PULSE;
    }

    /** Moves the zero by whole bars so that a tick is due from a moment on, or too late by no more than is tolerated. */
    private void align(long tick, long from, long tolerance) {
        long bar = transport.bar() > 0 ? transport.bar() : Event.TICKS_PER_QUARTER;
        long host = state.tick() + (long) ((from - time) / unitsPerTick);
        long behind = host - tolerance - (tick - zero);
        zero += Math.floorDiv(-behind, bar) * bar; // as many whole bars later as it is behind
        transport.hostZero(zero);
    }

    /** The tick of the performance at which the host's zero lies. */
    long zero() {
        return zero;
    }
}
