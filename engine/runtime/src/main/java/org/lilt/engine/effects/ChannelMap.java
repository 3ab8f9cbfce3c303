package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Parameter;

/** Sends a channel to another one, and chooses its program. */
final class ChannelMap extends NoteEffect {
    private static final String PATH = "effects/map";
    private static final int AS_IT_IS = -1;

    private final Parameter channel;
    private final Parameter to;
    private final Parameter program;
    private int sent = AS_IT_IS;

    ChannelMap() {
        this(
                channelParameter(PATH, 1),
                new Parameter("to", "To channel", PATH, 0, 16, 0, true, ""),
                new Parameter("program", "Program", PATH, AS_IT_IS, 127, AS_IT_IS, true, ""));
    }

    private ChannelMap(Parameter channel, Parameter to, Parameter program) {
        super(1, channel, to, program);
        this.channel = channel;
        this.to = to;
        this.program = program;
    }

    private int mapped(int from) {
        return isFor(channel, from) && to.current() != 0 ? (int) to.current() - 1 : from;
    }

    @Override
    void noteOn(Event e) {
        play(e, mapped(e.channel), e.data1, e.data2, 0);
    }

    @Override
    void handle(Event e, EventSink out) {
        boolean programmed = isFor(channel, e.channel) && program.current() != AS_IT_IS;
        if (e.kind == Event.Kind.PROGRAM || e.kind == Event.Kind.CONTROL || e.kind == Event.Kind.PITCH_BEND) {
            agenda.release(e.tick, out);
            boolean replaced = programmed && e.kind == Event.Kind.PROGRAM;
            out.accept(
                    e.tick, e.kind, mapped(e.channel), replaced ? (int) program.current() : e.data1, e.data2, e.source);
            return;
        }
        if (e.kind == Event.Kind.NOTE_ON && programmed && sent != (int) program.current()) {
            sent = (int) program.current();
            agenda.release(e.tick, out);
            out.accept(e.tick, Event.Kind.PROGRAM, mapped(e.channel), sent, 0, e.source);
        }
        super.handle(e, out);
    }

    @Override
    public void reset() {
        super.reset();
        sent = AS_IT_IS;
    }
}
