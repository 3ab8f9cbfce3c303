package org.lilt.engine.effects;

import java.util.ArrayList;
import java.util.List;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Score;
import org.lilt.engine.parts.Slot;
import org.lilt.plugin.Block;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event;
import org.lilt.plugin.Event.Kind;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Transport;

/** A chain with music going through it tick by tick, as the player sends it: 120 quarters a minute, no clock but the ticks. */
final class ChainBench implements Host, Transport {
    static final long QUARTER = Event.TICKS_PER_QUARTER;
    static final long EIGHTH = QUARTER / 2;

    /** Ticks to a millisecond at 120. */
    static final double MILLISECOND = QUARTER / 500.0;

    record Note(long on, long off, int channel, int pitch, int velocity) {
        @Override
        public String toString() {
            return pitch + "@" + on + "-" + off;
        }
    }

    final Chain chain = new Chain(List.of());
    final Score score = new Score();
    private final List<Event> in = new ArrayList<>();
    final List<Event> out = new ArrayList<>();
    long seed = 1;

    static Effect effect(String id, Object... settings) {
        try {
            Effect effect = new BuiltInEffects().create(id);
            for (int i = 0; i < settings.length; i += 2) {
                String name = (String) settings[i];
                effect.parameters().stream()
                        .filter(p -> p.id().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .set(((Number) settings[i + 1]).doubleValue());
            }
            return effect;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    ChainBench through(String id, Object... settings) {
        return through(id, effect(id, settings));
    }

    ChainBench through(String id, Effect effect) {
        try {
            effect.activate(this);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        List<Slot> slots = new ArrayList<>(chain.slots());
        slots.add(new Slot(id, effect));
        chain.set(slots);
        return this;
    }

    ChainBench event(long tick, Kind kind, int channel, int data1, int data2) {
        in.add(new Event().set(tick, kind, channel, data1, data2, in.size()));
        return this;
    }

    /** A tune in G major, 4/4, from tick 0. */
    ChainBench tuneInG() {
        return event(0, Kind.TUNE_START, 0, 1, 0).event(0, Kind.METER, 0, 4, 4).event(0, Kind.KEY, 0, 1, 0);
    }

    ChainBench note(long on, long off, int channel, int pitch) {
        return event(on, Kind.NOTE_ON, channel, pitch, 80).event(off, Kind.NOTE_OFF, channel, pitch, 0);
    }

    ChainBench play() {
        in.sort((a, b) -> a.tick != b.tick
                ? Long.compare(a.tick, b.tick)
                : Boolean.compare(a.kind != Kind.NOTE_OFF, b.kind != Kind.NOTE_OFF));
        return playInOrder();
    }

    ChainBench playInOrder() {
        return playOn(true);
    }

    /** Plays what is written so far, and where it is to end, what is held back too. */
    ChainBench playOn(boolean toTheEnd) {
        for (Event e : in) {
            score.accept(e.tick, e.kind, e.channel, e.data1, e.data2, e.source);
        }
        int i = 0;
        while (i < in.size() || toTheEnd && chain.wake() < Long.MAX_VALUE) {
            long tick = Math.min(i < in.size() ? in.get(i).tick : Long.MAX_VALUE, chain.wake());
            Block block = chain.begin(tick, tick + 1);
            for (; i < in.size() && in.get(i).tick == tick; i++) {
                Event e = in.get(i);
                block.accept(tick, e.kind, e.channel, e.data1, e.data2, e.source);
            }
            Block made = chain.process();
            chain.broken();
            for (int k = 0; k < made.size(); k++) {
                out.add(new Event().set(made.get(k)));
            }
        }
        in.clear();
        return this;
    }

    /** Notes with their ends: first in, first out where a pitch is struck twice. */
    List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        boolean[] used = new boolean[out.size()];
        for (int i = 0; i < out.size(); i++) {
            Event on = out.get(i);
            for (int k = i + 1; on.kind == Kind.NOTE_ON && k < out.size(); k++) {
                Event off = out.get(k);
                if (!used[k] && off.kind == Kind.NOTE_OFF && off.channel == on.channel && off.data1 == on.data1) {
                    used[k] = true;
                    notes.add(new Note(on.tick, off.tick, on.channel, on.data1, on.data2));
                    break;
                }
            }
        }
        return notes;
    }

    List<Integer> pitches() {
        return notes().stream().map(Note::pitch).toList();
    }

    List<Long> onsets() {
        return notes().stream().map(Note::on).toList();
    }

    @Override
    public Transport transport() {
        return this;
    }

    @Override
    public Music music() {
        return score;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public void log(String message) {}

    @Override
    public void report(String problem) {
        throw new AssertionError(problem);
    }

    @Override
    public double tempo() {
        return 120;
    }

    @Override
    public long playHead() {
        return 0;
    }
}
