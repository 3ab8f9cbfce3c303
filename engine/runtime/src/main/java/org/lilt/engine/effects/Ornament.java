package org.lilt.engine.effects;

import org.lilt.plugin.Block;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;

/**
 * Graces the notes of a melody as a tradition does. A note is decided on as it begins, before its length is known: a cut, a grace note or a mordent stands at
 * its beginning and takes its time from it; a roll begins with the plain note, and if that still sounds a quaver later it is cut, and tapped from below another
 * quaver later, as pipers and fiddlers divide a dotted crotchet.
 *
 * <p>Irish: cuts from the step above, and rolls. Scottish: high grace notes as of pipes, doubled on the pulse. English: a grace note from the step below. Nordic:
 * mordents, and long notes shaken.
 */
final class Ornament extends NoteEffect {
    private static final String PATH = "effects/ornament";
    private static final double PERCENT = 100;
    private static final long QUAVER = Event.TICKS_PER_QUARTER / 2;
    private static final int IRISH = 0;
    private static final int SCOTTISH = 1;
    private static final int ENGLISH = 2;
    private static final int HIGH = 4;

    /** A roll has a cut and a tap; a shake goes on. */
    private static final int MOST_SHAKES = 16;

    private static final int NONE = -1;

    private final Parameter tradition;
    private final Parameter density;
    private final Parameter length;
    private final Parameter channel;

    // The note that is graced; one at a time, a melody has no more.
    private int pitch = NONE;
    private int onChannel;
    private int velocity;
    private long source;
    /** When the note itself begins, after its last grace note. */
    private long begins;

    private long next = Long.MAX_VALUE;
    private int stage;

    Ornament() {
        this(
                Parameter.choice("tradition", "Tradition", PATH, IRISH, "Irish", "Scottish", "English", "Nordic"),
                new Parameter("density", "Density", PATH, 0, PERCENT, 30, false, "%"),
                new Parameter("length", "Grace note", PATH, 10, 120, 45, false, "ms"),
                channelParameter(PATH, 1));
    }

    private Ornament(Parameter tradition, Parameter density, Parameter length, Parameter channel) {
        super(1, tradition, density, length, channel);
        this.tradition = tradition;
        this.density = density;
        this.length = length;
        this.channel = channel;
    }

    @Override
    public long process(Block in, EventSink out) {
        for (int i = 0; i < in.size(); i++) {
            Event e = in.get(i);
            roll(e.tick - 1);
            agenda.release(e.tick - 1, out);
            handle(e, out);
        }
        roll(in.until() - 1);
        agenda.release(in.until() - 1, out);
        return Math.min(next, agenda.next());
    }

    @Override
    void noteOn(Event e) {
        boolean graced =
                pitch == NONE && isFor(channel, e.channel) && Chance.of(seed(), e, 0) * PERCENT < density.current();
        if (!graced) {
            play(e, e.channel, e.data1, e.data2, 0);
            return;
        }
        pitch = e.data1;
        onChannel = e.channel;
        velocity = e.data2;
        source = e.source;
        stage = 0;
        Music.Moment now = at(e.tick);
        boolean onPulse = Math.floorMod(e.tick - now.barLine, now.pulseTicks()) == 0;
        int scale = now.scale();
        begins = e.tick;
        switch ((int) tradition.current()) {
            case IRISH -> {
                if (!onPulse) {
                    grace(Scales.step(scale, pitch, 1));
                }
            }
            case SCOTTISH -> {
                grace(Scales.step(scale, pitch, HIGH));
                if (onPulse) {
                    grace(Scales.step(scale, pitch, 1));
                }
            }
            case ENGLISH -> grace(Scales.step(scale, pitch, -1));
            default -> {
                grace(pitch);
                grace(Scales.step(scale, pitch, 1));
            }
        }
        boolean rolled = (int) tradition.current() == IRISH ? onPulse : (int) tradition.current() > ENGLISH;
        next = rolled ? Math.max(e.tick + QUAVER, begins + 1) : Long.MAX_VALUE;
        beginNote();
    }

    /** The note under way is interrupted by grace notes when it is time for it. */
    private void roll(long upTo) {
        while (next <= upTo) {
            boolean irish = (int) tradition.current() == IRISH;
            int scale = at(next).scale();
            agenda.noteOff(next, onChannel, pitch, source);
            begins = next;
            grace(Scales.step(scale, pitch, irish && stage % 2 == 1 ? -1 : 1));
            beginNote();
            if (pitch == NONE) {
                return;
            }
            stage++;
            boolean more = irish ? stage < 2 : stage < MOST_SHAKES;
            next = more ? Math.max(begins + 1, next + (irish ? QUAVER : QUAVER / 2)) : Long.MAX_VALUE;
        }
    }

    private void grace(int with) {
        int folded = Scales.fold(with);
        long ticks = Math.max(1, ticks(length.current()));
        if (agenda.noteOn(begins, onChannel, folded, velocity, source)) {
            agenda.noteOff(begins + ticks, onChannel, folded, source);
        }
        begins += ticks;
    }

    private void beginNote() {
        if (!agenda.noteOn(begins, onChannel, pitch, velocity, source)) {
            forget();
        }
    }

    @Override
    void endAll(int count, Event e) {
        super.endAll(count, e);
        boolean over = e.kind == Event.Kind.NOTE_ON || !ledger.sounds(e.channel, e.data1);
        if (pitch != NONE && e.channel == onChannel && e.data1 == pitch && over) {
            agenda.noteOff(Math.max(e.tick, begins + 1), onChannel, pitch, e.source);
            forget();
        }
    }

    private void forget() {
        pitch = NONE;
        next = Long.MAX_VALUE;
    }

    @Override
    public void reset() {
        super.reset();
        forget();
    }
}
