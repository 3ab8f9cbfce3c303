package org.lilt.engine.player;

import java.util.List;
import org.lilt.engine.parts.Changes;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/**
 * Turns ticks into time and sends events when they are due. Owned by the player thread, which calls {@link #doWork} again and again;
 * allocates nothing, takes no lock.
 *
 * <p>The music goes along a {@link TickLine}; a new tempo makes a new line. By its own clock it waits (the line moves) when it would otherwise
 * have to hurry: when the generator was too late, or the clock ran on without us. Where it follows a host ({@link HostSync}) it cannot wait, and leaves
 * out the notes for which it is too late.
 */
final class Player {
    /**
     * An event later than this is not hurried after: the music waits instead. One that is less late is played late, and those after it on their grid: a stall
     * of some tens of milliseconds, as busy machines have them, is heard once and moves nothing against a DAW's beats. It is shorter than a quaver at
     * most tempos, so that no more than a note or two come at once.
     */
    private static final double SLIP_SECONDS = 0.150;

    /** After a wait longer than this, what sounded before it is ended: nobody wants a note to go on after a sleep. */
    private static final double SILENCE_SECONDS = 0.5;

    /** Longest time between two looks where a host sets the pace, or what comes next is not written yet. */
    private static final double LOOK_SECONDS = 0.002;

    /** The same where all is written until then: a request wakes the player, and who asks for the play head knows how it moves. */
    private static final double CALM_LOOK_SECONDS = 0.050;

    /** The same while the beginning of a tune is being written and somebody waits for it. */
    private static final double CUE_LOOK_SECONDS = 0.00025;

    /** Time for the next tune to be written, where the beat goes on meanwhile. */
    private static final double CUT_SECONDS = 0.03;

    /** A change of a followed tempo by less than this share is not told: recordings would be full of them. */
    private static final double TEMPO_GRAIN = 0.005;

    /** The first messages of all load what sends them; a destination that schedules gets them so much earlier. */
    private static final double COLD_SECONDS = 0.025;

    /** Share of the horizon that must be written before a tune cut short is followed by the next. */
    private static final double CUE_SHARE = 0.2;

    /** Longest wait for foreign generators before a tune begins: a process that has just been started writes its first notes slowly. */
    private static final double FOREIGN_CUE_SECONDS = 1;

    /** Parts that go by others write in grains and so are a little behind them: 5 ms at 120 quarters a minute. */
    private static final long FOLLOWERS_BEHIND = Event.TICKS_PER_QUARTER / 100;

    private final Rack rack;
    private final Transport transport;
    private final Destination destination;
    private final MediaClock clock;
    private final Parameter tempo;
    private final Changes changes;
    private final MessageListener listener;
    private final TickLine line = new TickLine();
    private final HostSync host;
    private final PulseTrain pulses;
    private final Timing timing;
    private final double horizonSeconds;
    private final double rate;

    private long run = -1;
    private long panics;
    private boolean rolling;
    private boolean starving;
    private boolean everRolled;
    private boolean unheard;
    /** The music is held because somebody has asked for it, and not by the host: it goes on with the same tune. */
    private boolean pausedHere;

    private boolean looks;

    private double currentTempo;
    private long heldTick;
    private long lastTime;
    /** Since when what comes next waits for foreign generators only. */
    private long foreignAwaited = Rack.NEVER;
    /** All up to here is sent, or dropped. */
    private long lastTick = -1;

    /**
     * Joins parts to a destination.
     *
     * @param parts hold the events written ahead; the first leads
     * @param transport requests, and where the play head is
     * @param destination gets the messages and supplies the clock
     * @param setup how it goes; the tempo is read before each event
     * @param listener told what is played
     * @param timing counts
     */
    Player(
            List<Part> parts,
            Transport transport,
            Destination destination,
            Setup setup,
            MessageListener listener,
            Timing timing) {
        this.timing = timing;
        this.transport = transport;
        this.destination = destination;
        this.clock = destination.clock();
        this.tempo = setup.tempo();
        this.changes = setup.changes();
        this.horizonSeconds = setup.horizonSeconds();
        this.listener = listener;
        this.rack = new Rack(parts, destination, setup, listener, timing);
        this.host =
                setup.host().map(h -> new HostSync(h, clock, transport, line)).orElse(null);
        this.pulses = new PulseTrain(setup.clock().orElse(null), line, host);
        this.rate = clock.rate();
    }

    /** Begins at a tick instead of at 0, because others have played before. [before it works] */
    void from(long tick) {
        heldTick = tick;
        lastTick = tick - 1;
    }

    /**
     * Sends what is due.
     *
     * @return when to call again at the latest, in units of the destination's clock
     */
    long doWork() {
        long now = clock.now();
        long lead = destination.lead(); // which changes with a JACK server's period
        long edge = now + lead;
        rack.payOwed(Math.max(now, lastTime), Math.max(lastTick, heldTick));
        if (host != null && host.look() && !rolling && run >= 0) {
            transport.requestRun(); // what is written ahead was placed by other bars
        }
        heedRequests(now, edge);
        if (host != null) {
            follow(now, edge);
        } else if (!rolling) {
            // By which generators write ahead: by a slower one, what is waited for would never be written.
            transport.tempo(tempo.get());
            if (!transport.paused() && cueWritten(now)) {
                edge = roll(edge);
            }
        }
        if (!rolling) {
            rack.heed(Math.max(now, lastTime), Math.max(lastTick + 1, heldTick));
            looks = true;
            boolean waits = transport.paused() || host != null && !host.rolls();
            return now + (long) ((waits ? LOOK_SECONDS : CUE_LOOK_SECONDS) * rate);
        }
        if (host == null && currentTempo == 0) {
            heedTempo(edge);
        }
        long next = send(now, edge);
        // Behind what was sent, so that what is turned now holds from a tick on that nothing has passed.
        if (host == null && heedTempo(edge)) {
            next = now; // what comes next may be due sooner
        }
        long heedTime = Math.max(now, lastTime);
        if (rack.heed(heedTime, sentUpTo(edge) + 1)) {
            lastTime = heedTime;
        }
        lastTime = pulses.sendUpTo(line.tickAt(edge), lastTime);
        next = Math.min(next, pulses.nextTime());
        // Where nothing is written yet the play head waits, however far the clock has run.
        long frontier = rack.frontier(run);
        long head = Math.max(Math.max(0, lastTick), Math.min(line.tickAt(edge), frontier));
        long limit = Math.max(head, Math.min(rack.nextTick(run) - 1, frontier));
        transport.playHead(head, limit, clock, now, 1 / line.unitsPerTick());
        long due = next - lead;
        long look = now + (long) (lookSeconds(edge) * rate);
        // A look just before a message could end behind it.
        looks = due - (long) (Performance.NEAR_NANOS * 1e-9 * rate) > look;
        return looks ? look : due;
    }

    private double lookSeconds(long edge) {
        long written = rack.written(run);
        if (host != null || written <= lastTick) {
            return LOOK_SECONDS;
        }
        return Math.max(LOOK_SECONDS, Math.min(CALM_LOOK_SECONDS, (line.timeOf(written) - edge) / rate));
    }

    /** Whether the time that {@link #doWork} has named is one to look at the requests only, so that nothing is late when it is missed a little. */
    boolean looks() {
        return looks;
    }

    /** Ends every note that sounds; the last call of the player thread. */
    void stop() {
        long time = Math.max(clock.now(), lastTime);
        long end = freezeTick(time + destination.lead());
        rack.silence(time, end);
        transport.playHead(end);
        rack.payOwed(time, end);
        pulses.stop(time);
    }

    private void heedRequests(long now, long edge) {
        long requested = transport.requestedRun();
        if (requested != run) {
            long end = freezeTick(edge);
            if (rolling && (host != null || pulses.isSent())) {
                cut(now, end);
            } else {
                freeze(now, end);
            }
            rack.reset(lastTime, end);
            changes.restarted(requested, end, heldTick);
            run = requested;
            starving = false;
            unheard = true;
            transport.admit(run, heldTick);
        } else if (rolling && transport.paused()) {
            pause(now, edge);
            pausedHere = true;
        }
        if (panics != transport.panics()) {
            panics = transport.panics();
            lastTime = Math.max(now, lastTime);
            silence(freezeTick(edge));
            rack.allNotesOff(lastTime);
        }
    }

    /** Ends what sounds and holds the play head where it is. */
    private void freeze(long now, long end) {
        heldTick = end;
        lastTime = Math.max(now, lastTime);
        lastTick = end - 1;
        rack.silence(lastTime, end);
        rolling = false;
        pulses.stop(lastTime);
    }

    /** Ends what sounds while the beat goes on; what comes next begins when it can be written. */
    private void cut(long now, long end) {
        lastTime = Math.max(now, lastTime);
        lastTick = end - 1;
        rack.silence(lastTime, end);
        heldTick = end + (long) (CUT_SECONDS * rate / line.unitsPerTick());
    }

    private void pause(long now, long edge) {
        freeze(now, freezeTick(edge));
        changes.silenced(heldTick);
        transport.playHead(heldTick);
    }

    /** Ends what sounds at a tick before which all has been played. */
    private void silence(long tick) {
        rack.silence(lastTime, tick);
        changes.silenced(tick);
    }

    /** The tick at which the music can be held: all before it is sent, and nothing at it. */
    private long freezeTick(long edge) {
        return rolling ? sentUpTo(edge) + 1 : Math.max(lastTick + 1, heldTick);
    }

    private boolean cueWritten(long now) {
        double seconds = everRolled ? horizonSeconds * CUE_SHARE : horizonSeconds;
        double ticks = seconds * tempo.get() / 60 * Event.TICKS_PER_QUARTER;
        long until = heldTick + (long) ticks - FOLLOWERS_BEHIND;
        if (rack.frontier(run) < until) {
            foreignAwaited = Rack.NEVER;
            return false;
        }
        foreignAwaited = Math.min(foreignAwaited, now);
        return rack.written(run) >= until || now - foreignAwaited >= FOREIGN_CUE_SECONDS * rate;
    }

    /** Begins to play what is written; returns the moment at which it begins, up to which all is to be sent at once. */
    private long roll(long edge) {
        boolean cold = !everRolled && edge > clock.now();
        long time = Math.max(cold ? edge + (long) (COLD_SECONDS * rate) : edge, lastTime);
        line.through(heldTick, time);
        foreignAwaited = Rack.NEVER;
        rolling = true;
        everRolled = true;
        currentTempo = 0;
        pulses.start(time);
        return time;
    }

    /** Rolls, stands and goes on with the host. */
    private void follow(long now, long edge) {
        boolean goes = host.rolls() && !transport.paused();
        if (rolling && goes) {
            if (host.advance(lastTick, edge)) {
                lastTime = Math.max(now, lastTime);
                silence(freezeTick(edge));
            }
            heedHostTempo(edge);
        } else if (rolling) {
            pause(now, edge);
        } else if (!unheard && !pausedHere && host.elsewhere(heldTick)) {
            transport.requestRun();
        } else if (goes && (!unheard || rack.nextWritten(run) != Rack.NEVER)) {
            beginWithHost(edge);
        }
    }

    private void beginWithHost(long edge) {
        if (unheard || host.elsewhere(heldTick)) {
            long next = rack.nextWritten(run);
            host.begin(next == Rack.NEVER ? heldTick : next, edge);
        } else {
            host.goOn();
        }
        rolling = true;
        pausedHere = false;
        pulses.start(Math.max(edge, lastTime));
        heedHostTempo(edge);
    }

    private void heedHostTempo(long edge) {
        double followed = host.tempo();
        transport.tempo(followed);
        if (Math.abs(followed - currentTempo) > TEMPO_GRAIN * currentTempo) {
            currentTempo = followed;
            listener.tempo(Math.max(lastTick, line.tickAt(edge) + 1), followed);
            if (host.leadsTempo()) {
                tempo.set(Math.max(tempo.minimum(), Math.min(tempo.maximum(), followed)));
            }
        }
    }

    /** The tick up to which all is sent: that of the edge, or less where the generators are late. */
    private long sentUpTo(long edge) {
        long complete = Math.min(rack.nextTick(run), rack.frontier(run)) - 1;
        return Math.max(lastTick, Math.min(line.tickAt(edge), complete));
    }

    /** Begins a new tempo; true when there is one. */
    private boolean heedTempo(long edge) {
        double wanted = tempo.get();
        if (wanted == currentTempo) {
            return false;
        }
        if (currentTempo != 0) {
            // The new tempo begins on a whole tick, whose moment the old one gives.
            long tick = sentUpTo(edge) + 1;
            line.through(tick, line.timeOf(tick));
        }
        currentTempo = wanted;
        line.slope(rate * 60 / (wanted * Event.TICKS_PER_QUARTER));
        transport.tempo(wanted);
        changes.changed(
                line.tick(), tempo, wanted); // the first too, which may have been turned before anything sounded
        listener.tempo(line.tick(), wanted);
        return true;
    }

    /** Sends events that are due up to the edge; returns the moment at which the next one is due. */
    private long send(long now, long edge) {
        while (true) {
            long tick = rack.nextTick(run);
            long due = tick == Rack.NEVER ? tick : Math.round(line.timeOf(tick));
            if (due > edge && tick != Rack.NEVER) {
                return due;
            }
            if (tick == Rack.NEVER) {
                starving = rack.frontier(run) <= line.tickAt(now);
                return tick;
            }
            if (!rack.complete(run, tick, (now - due) / rate)) {
                return Rack.NEVER;
            }
            boolean late = now - due > SLIP_SECONDS * rate;
            if (late && host == null) {
                due = waitFor(tick, now, due, edge);
            }
            lastTime = Math.max(due, pulses.sendUpTo(tick, lastTime));
            lastTick = Math.max(lastTick, tick);
            int events = rack.play(run, tick, lastTime, !late || host == null);
            unheard &= !rack.struck();
            timing.handedOver(events, (long) (Math.max(0, now - due) * (1e9 / rate)));
        }
    }

    /** Moves the line so that an event that is too late is due now. */
    private long waitFor(long tick, long now, long due, long edge) {
        timing.slipped(starving);
        if (now - due > SILENCE_SECONDS * rate) {
            lastTime = Math.max(now, lastTime);
            silence(tick);
        }
        line.through(tick, edge);
        return edge;
    }
}
