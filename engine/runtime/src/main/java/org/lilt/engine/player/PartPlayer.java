package org.lilt.engine.player;

import org.lilt.engine.parts.Chain;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Block;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** Plays one part: takes its events from the queue, sends them through its effects, and hands over what comes out. Owned by the player thread; allocates nothing. */
final class PartPlayer {
    static final long NEVER = Long.MAX_VALUE;

    private static final int PROGRAM = 0xC0;
    private static final int CONTROL = 0xB0;
    private static final int BEND = 0xE0;
    private static final int VOLUME = 7;
    private static final int USUAL_VOLUME = 100;
    private static final int CHANNELS = 16;
    private static final double PERCENT = 100;

    private final Part part;
    private final Chain chain;
    private final Destination destination;
    private final MediaClock clock;
    private final MediaClock mainClock;
    private final Transposition notes;
    private final MessageListener listener;
    private final MessageListener tunes;
    private final boolean leads;
    private final Timing timing;
    private final HeldControllers held = new HeldControllers();
    private final int[] volumes = new int[CHANNELS];
    private final boolean[] used = new boolean[CHANNELS];
    private boolean heard = true;
    private boolean struck;
    private boolean bypassed;
    private double level = PERCENT;

    /**
     * Joins a part to its destination.
     *
     * @param part what is played
     * @param sounding watches over the destination that the part goes to
     * @param destination where it goes
     * @param main the destination that supplies the clock
     * @param transpose semitones for all parts
     * @param listener told of the messages
     * @param leads whether it is this part's tunes, meters and keys that listeners are told of
     * @param timing counts
     */
    PartPlayer(
            Part part,
            Sounding sounding,
            Destination destination,
            Destination main,
            Parameter transpose,
            MessageListener listener,
            boolean leads,
            Timing timing) {
        this.part = part;
        this.chain = part.chain();
        this.destination = destination;
        this.clock = destination.clock();
        this.mainClock = main.clock();
        this.notes = new Transposition(transpose, sounding);
        this.listener = listener;
        this.tunes = leads ? listener : new MessageListener() {};
        this.leads = leads;
        this.timing = timing;
        java.util.Arrays.fill(volumes, USUAL_VOLUME);
    }

    Part part() {
        return part;
    }

    /** The tick of the next event of a run, or at which an effect wants to be called; those of earlier runs are dropped. */
    long nextTick(long run) {
        EventQueue.Entry entry = next(run);
        return Math.min(entry == null ? NEVER : entry.event.tick, chain.wake());
    }

    /** The next event that was written for a run; null when there is none. */
    EventQueue.Entry next(long run) {
        EventQueue.Entry entry = part.queue().peek();
        while (entry != null && (entry.run != run || bypassed)) {
            part.queue().remove();
            entry = part.queue().peek();
        }
        return entry;
    }

    /** Sends all that is due at a tick through the effects and on; returns how many events came out. */
    int play(long run, long tick, long time, boolean withNotes) {
        Block in = chain.begin(tick, tick + 1);
        EventQueue.Entry entry = next(run);
        while (entry != null && entry.event.tick <= tick) {
            Event e = entry.event;
            if (withNotes || e.kind != Event.Kind.NOTE_ON) {
                in.accept(tick, e.kind, e.channel, e.data1, e.data2, e.source);
            } else {
                timing.leftOut();
            }
            part.queue().remove();
            entry = next(run);
        }
        if (in.size() == 0 && chain.wake() > tick) {
            return 0;
        }
        Block out = chain.process();
        if (chain.broken()) {
            silence(time, tick);
        }
        long theirs = clock == mainClock ? time : clock.from(mainClock, time);
        for (int i = 0; i < out.size(); i++) {
            deliver(out.get(i), theirs);
        }
        return out.size();
    }

    private void deliver(Event event, long time) {
        switch (event.kind) {
            case NOTE_ON -> {
                struck = true;
                int channel = part.channel(event.channel);
                if (channel >= 0 && !used[channel]) {
                    begin(channel, time, event.tick);
                }
                listener.noteFrom(leads ? event.source : -1);
                if (heard && channel >= 0 && !notes.on(time, event.tick, channel, event.data1, event.data2)) {
                    timing.refusedNote();
                }
            }
            case NOTE_OFF -> {
                int channel = part.channel(event.channel);
                if (channel >= 0) {
                    notes.off(time, event.tick, channel, event.data1);
                }
            }
            case PROGRAM -> {
                int channel = part.channel(event.channel);
                if (channel >= 0) {
                    send(time, event.tick, PROGRAM | channel, event.data1, 0);
                }
            }
            case CONTROL -> control(event, time);
            case PITCH_BEND -> {
                int channel = part.channel(event.channel);
                if (channel >= 0) {
                    bend(channel, event.data1, time, event.tick);
                }
            }
            case METER -> tunes.meter(event.tick, event.data1, event.data2);
            case KEY -> tunes.key(event.tick, event.data1, event.data2 == 1);
            case TUNE_START -> {
                tunes.tuneStarts(event.tick, event.data1);
                tunes.tuneWritten(event.data1, event.source);
            }
            case TUNE_END -> tunes.tuneEnds(event.tick, event.data1);
            case TEMPO, BAR -> {
                // The tempo is the transport's, not the tune's; bar lines are for plugins.
            }
        }
    }

    /** What plays without ever having said how loud has the usual volume, and its part's level like any other. */
    private void begin(int channel, long time, long tick) {
        used[channel] = true;
        if (level != PERCENT) {
            send(time, tick, CONTROL | channel, VOLUME, volume(channel));
        }
    }

    private void control(Event event, long time) {
        int channel = part.channel(event.channel);
        if (channel < 0) {
            return;
        }
        int value = event.data2;
        if (event.data1 == VOLUME) {
            volumes[channel] = value;
            used[channel] = true;
            value = volume(channel);
        }
        held.control(channel, event.data1, value);
        send(time, event.tick, CONTROL | channel, event.data1, value);
    }

    private void bend(int channel, int value, long time, long tick) {
        held.bend(channel, value);
        send(time, tick, BEND | channel, value & 0x7F, value >> 7);
    }

    private int volume(int channel) {
        return (int) Math.round(volumes[channel] * level / PERCENT);
    }

    /** Whether a note was struck since the last call, heard or not. */
    boolean struck() {
        boolean was = struck;
        struck = false;
        return was;
    }

    /** Heeds what has been turned: the level is sent as volume at once, a part that is no longer heard is silent at once. Returns whether anything was done. */
    boolean heed(boolean newHeard, long time, long tick) {
        boolean done = false;
        if (part.bypassed() != bypassed) {
            done = true;
            bypassed = !bypassed;
            chain.reset();
            silence(time, tick);
        }
        if (heard && !newHeard) {
            done = true;
            silence(time, tick);
        }
        heard = newHeard;
        double wanted = part.level().current();
        if (wanted != level) {
            done = true;
            level = wanted;
            long theirs = clock == mainClock ? time : clock.from(mainClock, time);
            for (int channel = 0; channel < CHANNELS; channel++) {
                if (used[channel]) {
                    send(theirs, tick, CONTROL | channel, VOLUME, volume(channel));
                }
            }
        }
        return done;
    }

    /** Ends the notes of this part, lifts its pedals and straightens what it has bent. */
    void silence(long time, long tick) {
        long theirs = clock == mainClock ? time : clock.from(mainClock, time);
        notes.silence(theirs, tick);
        for (int channel = 0; channel < CHANNELS; channel++) {
            if (held.takePedal(channel)) {
                send(theirs, tick, CONTROL | channel, HeldControllers.SUSTAIN, 0);
            }
            if (held.takeBend(channel)) {
                bend(channel, HeldControllers.CENTRE, theirs, tick);
            }
        }
    }

    /** Forgets what effects hold: the music goes on elsewhere. */
    void reset() {
        chain.reset();
    }

    private void send(long time, long tick, int status, int data1, int data2) {
        if (destination.send(time, status, data1, data2)) {
            listener.sent(tick, status, data1, data2);
        }
    }
}
