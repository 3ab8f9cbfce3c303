package org.lilt.engine.effects;

import java.util.List;
import org.lilt.plugin.Agenda;
import org.lilt.plugin.Block;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.NoteLedger;
import org.lilt.plugin.Parameter;

/**
 * An effect that makes other notes of notes. A subclass says what a note-on becomes, by {@link #play}; the note-off then ends all that it became, as much
 * later as that was held back. Everything that is no note passes.
 */
abstract class NoteEffect implements Effect {
    /** Events held back at a time: sixteen repeats of the densest music. */
    private static final int CAPACITY = 2048;

    /** Channel 10 as people count. */
    static final int DRUMS = 9;

    final Agenda agenda = new Agenda(CAPACITY);
    final NoteLedger ledger;
    private final List<Parameter> parameters;
    private final Music.Moment moment = new Music.Moment();
    private Host host;
    private long seed;

    /**
     * An effect.
     *
     * @param most notes that are made of one
     * @param parameters what can be turned
     */
    NoteEffect(int most, Parameter... parameters) {
        ledger = new NoteLedger(most);
        this.parameters = List.of(parameters);
    }

    /** The channel that an effect is for; 0 for all but the drums. */
    static Parameter channelParameter(String path, int defaultChannel) {
        return new Parameter("channel", "Channel", path, 0, 16, defaultChannel, true, "");
    }

    /** Whether a channel, from 0, is one that the effect is for. */
    static boolean isFor(Parameter channel, int of) {
        int wanted = (int) channel.current();
        return wanted == 0 ? of != DRUMS : of == wanted - 1;
    }

    @Override
    public final List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public void activate(Host newHost) {
        host = newHost;
        seed = newHost.seed();
    }

    final long seed() {
        return seed;
    }

    final long ticks(double milliseconds) {
        return host.transport().ticks(milliseconds);
    }

    /** What holds at a tick. */
    final Music.Moment at(long tick) {
        host.music().at(tick, moment);
        return moment;
    }

    @Override
    public long process(Block in, EventSink out) {
        for (int i = 0; i < in.size(); i++) {
            Event e = in.get(i);
            agenda.release(e.tick - 1, out);
            handle(e, out);
        }
        agenda.release(in.until() - 1, out);
        return agenda.next();
    }

    /** Does what an event asks for. */
    void handle(Event e, EventSink out) {
        switch (e.kind) {
            case NOTE_ON -> begin(e);
            case NOTE_OFF -> end(e);
            default -> pass(e, out);
        }
    }

    /** Says what a note-on becomes. */
    abstract void noteOn(Event e);

    final void begin(Event e) {
        endAll(ledger.strike(e.channel, e.data1), e);
        noteOn(e);
    }

    final void end(Event e) {
        endAll(ledger.release(e.channel, e.data1), e);
    }

    /** Ends notes that the ledger has found. */
    void endAll(int count, Event e) {
        for (int i = 0; i < count; i++) {
            agenda.noteOff(e.tick + ledger.delay(i), ledger.channel(i), ledger.pitch(i), e.source);
        }
    }

    /** Lets an event by, after what is due before it. */
    final void pass(Event e, EventSink out) {
        agenda.release(e.tick, out);
        out.accept(e.tick, e.kind, e.channel, e.data1, e.data2, e.source);
    }

    /** Makes a note of a note: so much later, its pitch moved into the range of MIDI by octaves, its velocity kept within 1 to 127. */
    final void play(Event e, int channel, int pitch, double velocity, long delay) {
        int folded = Scales.fold(pitch);
        if (agenda.noteOn(e.tick + delay, channel, folded, velocity(velocity), e.source)) {
            ledger.add(e.channel, e.data1, channel, folded, delay);
        }
    }

    static int velocity(double wanted) {
        return (int) Math.max(1, Math.min(127, Math.round(wanted)));
    }

    @Override
    public void reset() {
        agenda.clear();
        ledger.clear();
    }
}
