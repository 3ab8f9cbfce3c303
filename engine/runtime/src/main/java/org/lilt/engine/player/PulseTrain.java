package org.lilt.engine.player;

import org.lilt.midi.ClockOut;

/** Sends the clock to those who follow us, in time with the notes; nothing where nobody does. Owned by the player thread; allocates nothing. */
final class PulseTrain implements ClockOut.Times {
    private final ClockOut out;
    private final TickLine line;
    private final HostSync host;
    private long lastTime;
    private long next = Long.MAX_VALUE;

    /**
     * Pulses along a line.
     *
     * @param out sends them; null for nobody
     * @param line when ticks are due
     * @param host counts the bars; null where we do
     */
    PulseTrain(ClockOut out, TickLine line, HostSync host) {
        this.out = out;
        this.line = line;
        this.host = host;
    }

    boolean isSent() {
        return out != null;
    }

    /** Lets receivers roll from where the line is at a moment. */
    void start(long time) {
        if (out != null) {
            out.start(Math.max(0, line.tickAt(time) - zero()), time);
        }
    }

    void stop(long time) {
        if (out != null) {
            out.stop(time);
        }
    }

    /** Sends the pulses up to a tick, none before the moment that is given; returns the moment of the last message then. */
    long sendUpTo(long tick, long notBefore) {
        lastTime = notBefore;
        if (out != null) {
            next = out.advance(tick - zero(), this);
        }
        return lastTime;
    }

    /** When the next pulse is due. */
    long nextTime() {
        return next == Long.MAX_VALUE ? next : (long) line.timeOf(next + zero());
    }

    @Override
    public long timeOf(long tick) {
        lastTime = Math.max(lastTime, Math.round(line.timeOf(tick + zero())));
        return lastTime;
    }

    /** The tick at which those begin to count who count bars with us. */
    private long zero() {
        return host == null ? 0 : host.zero();
    }
}
