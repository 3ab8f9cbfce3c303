package org.lilt.engine.player;

import java.util.ArrayList;
import java.util.List;
import org.lilt.engine.parts.Changes;
import org.lilt.midi.Destination;
import org.lilt.plugin.Parameter;

/** All parts of a performance, as the player sees them: one stream of ticks at which something is due. Owned by the player thread; allocates nothing. */
final class Rack {
    static final long NEVER = PartPlayer.NEVER;

    private static final int CONTROL = 0xB0;
    private static final int ALL_NOTES_OFF = 123;
    private static final int CHANNELS = 16;

    /** Foreign generators are waited for no longer than that behind the moment at which something is due. */
    private static final double PATIENCE_SECONDS = 0.02;

    private final PartPlayer[] players;
    private final Parameter[] parameters;
    private final Destination[] destinations;
    private final Sounding[] sounding;
    private final Changes changes;

    /**
     * Joins parts to their destinations.
     *
     * @param parts at least one; the first leads
     * @param main destination of those that have none of their own
     * @param setup how it goes
     * @param listener told of what is played; only of the messages to the main destination
     * @param timing counts
     */
    Rack(List<Part> parts, Destination main, Setup setup, MessageListener listener, Timing timing) {
        changes = setup.changes();
        List<Destination> all = new ArrayList<>(List.of(main));
        List<Sounding> watches = new ArrayList<>(List.of(new Sounding(main, listener)));
        List<Parameter> turned = new ArrayList<>(List.of(setup.transpose()));
        players = new PartPlayer[parts.size()];
        for (int i = 0; i < players.length; i++) {
            Part part = parts.get(i);
            part.chain().changes(changes);
            Destination own = part.destination().orElse(main);
            MessageListener told = own == main ? listener : new MessageListener() {};
            if (!all.contains(own)) {
                all.add(own);
                watches.add(new Sounding(own, told));
            }
            boolean leads = i == 0;
            players[i] = new PartPlayer(
                    part,
                    watches.get(all.indexOf(own)),
                    own,
                    main,
                    setup.transpose(),
                    leads ? listener : told == listener ? new MessagesOnly(listener) : told,
                    leads,
                    timing);
            turned.addAll(List.of(part.level(), part.mute(), part.solo()));
        }
        destinations = all.toArray(Destination[]::new);
        sounding = watches.toArray(Sounding[]::new);
        parameters = turned.toArray(Parameter[]::new);
    }

    /** Passes on what is sent, and nothing of tunes. */
    private record MessagesOnly(MessageListener to) implements MessageListener {
        @Override
        public void sent(long tick, int status, int data1, int data2) {
            to.sent(tick, status, data1, data2);
        }

        @Override
        public void noteFrom(long source) {
            to.noteFrom(source);
        }
    }

    /** The tick at which something is due next. */
    long nextTick(long run) {
        long next = NEVER;
        for (PartPlayer player : players) {
            next = Math.min(next, player.nextTick(run));
        }
        return next;
    }

    /** The tick of the next event that is written, effects aside. */
    long nextWritten(long run) {
        long next = NEVER;
        for (PartPlayer player : players) {
            EventQueue.Entry entry = player.next(run);
            next = entry == null ? next : Math.min(next, entry.event.tick);
        }
        return next;
    }

    /** The earliest tick at which an event can still be written; foreign generators do not count. */
    long frontier(long run) {
        long frontier = NEVER;
        for (PartPlayer player : players) {
            if (!player.part().foreign()) {
                frontier = Math.min(frontier, player.part().frontier(run));
            }
        }
        return frontier;
    }

    /** The earliest tick at which an event of any part can still be written. */
    long written(long run) {
        long written = NEVER;
        for (PartPlayer player : players) {
            written = Math.min(written, player.part().frontier(run));
        }
        return written;
    }

    /** Whether all that belongs to a tick is written; a foreign generator that keeps the others waiting too long is left out. */
    boolean complete(long run, long tick, double lateSeconds) {
        for (PartPlayer player : players) {
            Part part = player.part();
            if (part.frontier(run) <= tick) {
                if (!part.foreign() || lateSeconds < PATIENCE_SECONDS) {
                    return false;
                }
                part.suspect("did not write in time");
            }
        }
        return true;
    }

    /** Plays what is due at a tick; returns how many events came out. */
    int play(long run, long tick, long time, boolean withNotes) {
        int events = 0;
        for (PartPlayer player : players) {
            events += player.play(run, tick, time, withNotes);
        }
        return events;
    }

    /** Whether a note was struck since the last call. */
    boolean struck() {
        boolean any = false;
        for (PartPlayer player : players) {
            any |= player.struck();
        }
        return any;
    }

    /** Heeds what has been turned; returns whether anything was. */
    boolean heed(long time, long tick) {
        boolean turned = false;
        for (Parameter parameter : parameters) {
            if (parameter.latch()) {
                turned = true;
                changes.changed(tick, parameter, parameter.current());
            }
        }
        if (turned) {
            changes.heeded(tick);
        }
        boolean alone = false;
        for (PartPlayer player : players) {
            alone |= player.part().solo().current() != 0;
        }
        for (PartPlayer player : players) {
            Part part = player.part();
            boolean heard = part.mute().current() == 0 && (!alone || part.solo().current() != 0);
            turned |= player.heed(heard, time, tick);
        }
        return turned;
    }

    /** Ends every note that sounds. */
    void silence(long time, long tick) {
        for (PartPlayer player : players) {
            player.silence(time, tick);
        }
    }

    /** Ends every note that sounds, and forgets what effects hold. */
    void reset(long time, long tick) {
        silence(time, tick);
        for (PartPlayer player : players) {
            player.reset();
        }
    }

    /** Sends the note-offs for which there was no room before. */
    void payOwed(long time, long tick) {
        for (Sounding watch : sounding) {
            watch.payOwed(time, tick);
        }
    }

    /** Ends what receivers may hold on to although we know of nothing. */
    void allNotesOff(long time) {
        for (Destination destination : destinations) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                destination.send(time, CONTROL | channel, ALL_NOTES_OFF, 0);
            }
        }
    }
}
