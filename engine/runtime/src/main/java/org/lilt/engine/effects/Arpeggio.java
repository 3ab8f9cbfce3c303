package org.lilt.engine.effects;

import org.lilt.plugin.Block;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Parameter;

/** Plays the notes of a chord one after another for as long as it is held. */
final class Arpeggio extends NoteEffect {
    private static final String PATH = "effects/arpeggio";
    private static final double PERCENT = 100;
    private static final int MOST_NOTES = 16;
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int UP_AND_DOWN = 2;
    private static final long[] RATES = {
        Event.TICKS_PER_QUARTER, Event.TICKS_PER_QUARTER / 2, Event.TICKS_PER_QUARTER / 3, Event.TICKS_PER_QUARTER / 4
    };

    private final Parameter rate;
    private final Parameter pattern;
    private final Parameter gate;
    private final Parameter channel;

    /** The notes that are held, from the lowest. */
    private final Event[] held = new Event[MOST_NOTES];

    private int count;
    private long step = Long.MAX_VALUE;
    private int steps;
    private boolean ended;

    Arpeggio() {
        this(
                Parameter.choice("rate", "Rate", PATH, 1, "1/4", "1/8", "1/8 triplets", "1/16"),
                Parameter.choice("pattern", "Pattern", PATH, UP, "up", "down", "up and down", "by chance"),
                new Parameter("gate", "Gate", PATH, 5, PERCENT, 80, false, "%"),
                channelParameter(PATH, 3));
    }

    private Arpeggio(Parameter rate, Parameter pattern, Parameter gate, Parameter channel) {
        super(1, rate, pattern, gate, channel);
        this.rate = rate;
        this.pattern = pattern;
        this.gate = gate;
        this.channel = channel;
        for (int i = 0; i < MOST_NOTES; i++) {
            held[i] = new Event();
        }
    }

    @Override
    public long process(Block in, EventSink out) {
        for (int i = 0; i < in.size(); i++) {
            Event e = in.get(i);
            stepUpTo(e.tick - 1);
            agenda.release(e.tick - 1, out);
            handle(e, out);
            if (i + 1 == in.size() || in.get(i + 1).tick > e.tick) {
                settle(e.tick);
            }
        }
        stepUpTo(in.until() - 1);
        agenda.release(in.until() - 1, out);
        return Math.min(step, agenda.next());
    }

    /** A chord begins with the first note that is held after none was, or after all were let go at the same tick. */
    private void settle(long tick) {
        if (count == 0) {
            step = Long.MAX_VALUE;
        } else if (step == Long.MAX_VALUE || ended) {
            step = tick;
            steps = 0;
        }
        ended = false;
    }

    private void stepUpTo(long tick) {
        while (step <= tick) {
            Event e = held[index()];
            if (agenda.noteOn(step, e.channel, e.data1, e.data2, e.source)) {
                long length = Math.max(1, (long) (length() * gate.current() / PERCENT));
                agenda.noteOff(step + length, e.channel, e.data1, e.source);
            }
            steps++;
            step += length();
        }
    }

    private long length() {
        return RATES[(int) rate.current()];
    }

    private int index() {
        int round = Math.max(1, 2 * count - 2);
        return switch ((int) pattern.current()) {
            case UP -> steps % count;
            case DOWN -> count - 1 - steps % count;
            case UP_AND_DOWN -> steps % round < count ? steps % round : round - steps % round;
            default -> {
                Event e = held[0];
                long before = e.tick;
                e.tick = step;
                int drawn = (int) (Chance.of(seed(), e, 0) * count);
                e.tick = before;
                yield drawn;
            }
        };
    }

    @Override
    void noteOn(Event e) {
        if (!isFor(channel, e.channel)) {
            play(e, e.channel, e.data1, e.data2, 0);
        } else if (count < MOST_NOTES && !holds(e)) {
            int at = count;
            while (at > 0 && held[at - 1].data1 > e.data1) {
                at--;
            }
            Event free = held[count];
            System.arraycopy(held, at, held, at + 1, count - at);
            held[at] = free.set(e);
            count++;
        }
    }

    @Override
    void endAll(int notes, Event e) {
        super.endAll(notes, e);
        if (e.kind == Event.Kind.NOTE_OFF && !ledger.sounds(e.channel, e.data1)) {
            letGo(e);
        }
    }

    private boolean holds(Event e) {
        for (int i = 0; i < count; i++) {
            if (held[i].channel == e.channel && held[i].data1 == e.data1) {
                return true;
            }
        }
        return false;
    }

    private void letGo(Event e) {
        for (int i = 0; i < count; i++) {
            if (held[i].channel == e.channel && held[i].data1 == e.data1) {
                Event gone = held[i];
                System.arraycopy(held, i + 1, held, i, count - i - 1);
                held[--count] = gone;
                ended |= count == 0;
                return;
            }
        }
    }

    @Override
    public void reset() {
        super.reset();
        count = 0;
        step = Long.MAX_VALUE;
    }
}
