package org.lilt.engine.player;

import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/**
 * Turns ticks into time and sends events when they are due. Owned by the player thread, which calls {@link #doWork} again and again;
 * allocates nothing, takes no lock.
 *
 * <p>Time is measured from an anchor, a tick and the moment at which it was or will be due; a new tempo makes a new anchor, so nothing
 * is ever added up and nothing drifts. The music waits (the anchor moves) when it would otherwise have to hurry: when the generator
 * was too late, or the clock ran on without us.
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

    /** Longest time between two looks at the requests. */
    private static final double LOOK_SECONDS = 0.002;

    /** The same while the beginning of a tune is being written and somebody waits for it. */
    private static final double CUE_LOOK_SECONDS = 0.00025;

    /** Share of the horizon that must be written before a tune cut short is followed by the next. */
    private static final double CUE_SHARE = 0.2;

    private static final int PROGRAM = 0xC0;
    private static final int CONTROL = 0xB0;
    private static final int ALL_NOTES_OFF = 123;
    private static final int CHANNELS = 16;

    private final EventQueue queue;
    private final Transport transport;
    private final Destination destination;
    private final MediaClock clock;
    private final Parameter tempo;
    private final MessageListener listener;
    private final Sounding sounding;
    private final Timing timing = new Timing();
    private final double horizonSeconds;
    private final double rate;

    private long run = -1;
    private long panics;
    private boolean rolling;
    private boolean starving;
    private boolean everRolled;
    private double currentTempo;
    private double unitsPerTick;
    private long anchorTick;
    private double anchorTime;
    private long lastTime;
    private long lastTick;

    /**
     * Joins a queue to a destination.
     *
     * @param queue holds the events written ahead
     * @param transport requests, and where the play head is
     * @param destination gets the messages and supplies the clock
     * @param tempo quarter notes a minute; read before each event
     * @param horizonSeconds how far ahead the generator writes
     * @param listener told what is played
     */
    Player(
            EventQueue queue,
            Transport transport,
            Destination destination,
            Parameter tempo,
            double horizonSeconds,
            MessageListener listener) {
        this.queue = queue;
        this.transport = transport;
        this.destination = destination;
        this.clock = destination.clock();
        this.tempo = tempo;
        this.horizonSeconds = horizonSeconds;
        this.listener = listener;
        this.sounding = new Sounding(destination, listener);
        this.rate = clock.rate();
    }

    Timing timing() {
        return timing;
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
        sounding.payOwed(Math.max(now, lastTime), lastTick);
        heedRequests(now, edge);
        if (!rolling && !transport.paused() && cueWritten()) {
            roll(edge);
        }
        if (!rolling) {
            return now + (long) ((transport.paused() ? LOOK_SECONDS : CUE_LOOK_SECONDS) * rate);
        }
        heedTempo(edge);
        long next = send(now, edge);
        // Where nothing is written yet the play head waits, however far the clock has run.
        transport.playHead(Math.max(lastTick, Math.min(tickAt(edge), transport.frontier(run))));
        return Math.min(next - lead, now + (long) (LOOK_SECONDS * rate));
    }

    /** Ends every note that sounds; the last call of the player thread. */
    void stop() {
        long time = Math.max(clock.now(), lastTime);
        sounding.silence(time, freezeTick(time));
        sounding.payOwed(time, lastTick);
    }

    private void heedRequests(long now, long edge) {
        long requested = transport.requestedRun();
        if (requested != run) {
            freeze(now, edge);
            run = requested;
            starving = false;
            transport.admit(run, anchorTick);
        } else if (rolling && transport.paused()) {
            freeze(now, edge);
            transport.playHead(anchorTick);
        }
        if (panics != transport.panics()) {
            panics = transport.panics();
            lastTime = Math.max(now, lastTime);
            sounding.silence(lastTime, rolling ? Math.max(lastTick, tickAt(now)) : lastTick);
            for (int channel = 0; channel < CHANNELS; channel++) {
                destination.send(lastTime, CONTROL | channel, ALL_NOTES_OFF, 0);
            }
        }
    }

    /** Ends what sounds and holds the play head where it is. */
    private void freeze(long now, long edge) {
        anchorTick = freezeTick(edge);
        lastTime = Math.max(now, lastTime);
        lastTick = anchorTick;
        sounding.silence(lastTime, lastTick);
        rolling = false;
    }

    private long freezeTick(long time) {
        return rolling ? Math.max(lastTick, tickAt(time) + 1) : Math.max(lastTick, anchorTick);
    }

    private boolean cueWritten() {
        double seconds = everRolled ? horizonSeconds * CUE_SHARE : horizonSeconds;
        double ticks = seconds * tempo.get() / 60 * Event.TICKS_PER_QUARTER;
        return transport.frontier(run) >= anchorTick + (long) ticks;
    }

    private void roll(long edge) {
        anchorTime = Math.max(edge, lastTime);
        rolling = true;
        everRolled = true;
        currentTempo = 0;
    }

    private void heedTempo(long edge) {
        double wanted = tempo.get();
        if (wanted == currentTempo) {
            return;
        }
        if (currentTempo != 0) {
            // The new tempo begins on a whole tick, whose moment the old one gives.
            long tick = Math.max(lastTick, tickAt(edge) + 1);
            anchorTime = timeOf(tick);
            anchorTick = tick;
        }
        currentTempo = wanted;
        unitsPerTick = rate * 60 / (wanted * Event.TICKS_PER_QUARTER);
        transport.tempo(wanted);
        listener.tempo(anchorTick, wanted);
    }

    /** Sends events that are due up to the edge; returns the moment at which the next one is due. */
    private long send(long now, long edge) {
        while (true) {
            EventQueue.Entry entry = queue.peek();
            if (entry == null) {
                starving = transport.frontier(run) <= tickAt(now);
                return Long.MAX_VALUE;
            }
            if (entry.run != run) {
                queue.remove();
                continue;
            }
            Event event = entry.event;
            long due = Math.round(timeOf(event.tick));
            if (due > edge) {
                return due;
            }
            if (now - due > SLIP_SECONDS * rate) {
                due = waitFor(event, now, due, edge);
            }
            lastTime = Math.max(due, lastTime);
            lastTick = event.tick;
            perform(event, lastTime, Math.max(0, now - due));
            queue.remove();
        }
    }

    /** Moves the anchor so that an event that is too late is due now. */
    private long waitFor(Event event, long now, long due, long edge) {
        timing.slipped(starving);
        if (now - due > SILENCE_SECONDS * rate) {
            lastTime = Math.max(now, lastTime);
            sounding.silence(lastTime, lastTick);
        }
        anchorTick = event.tick;
        anchorTime = edge;
        return edge;
    }

    private void perform(Event event, long time, long lateness) {
        int channel = event.channel;
        switch (event.kind) {
            case NOTE_ON -> {
                if (!sounding.on(time, event.tick, channel, event.data1, event.data2)) {
                    timing.refusedNote();
                }
            }
            case NOTE_OFF -> sounding.off(time, event.tick, channel, event.data1);
            case PROGRAM -> pass(time, event.tick, PROGRAM | channel, event.data1, 0);
            case CONTROL -> pass(time, event.tick, CONTROL | channel, event.data1, event.data2);
            case METER -> listener.meter(event.tick, event.data1, event.data2);
            case KEY -> listener.key(event.tick, event.data1, event.data2 == 1);
            case TUNE_START -> listener.tuneStarts(event.tick, event.data1);
            case TUNE_END -> listener.tuneEnds(event.tick, event.data1);
            case TEMPO -> {
                // The tempo is the transport's, not the tune's.
            }
        }
        timing.handedOver((long) (lateness * (1e9 / rate)));
    }

    private void pass(long time, long tick, int status, int data1, int data2) {
        if (destination.send(time, status, data1, data2)) {
            listener.sent(tick, status, data1, data2);
        }
    }

    private double timeOf(long tick) {
        return anchorTime + (tick - anchorTick) * unitsPerTick;
    }

    private long tickAt(long time) {
        return anchorTick + (long) Math.floor((time - anchorTime) / unitsPerTick);
    }
}
