package org.lilt.engine.generator;

import java.util.List;
import java.util.stream.Stream;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcReader;
import org.lilt.engine.tunes.TuneText;
import org.lilt.plugin.BarLines;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Lilt's own generators: a network, a Markov chain or a file writes tunes in ABC, one after another for ever; the reader turns each character into the events
 * that it settles. A repeat is played from the reader's memory as far as is asked, and who writes waits meanwhile.
 *
 * <p>Where somebody else counts the bars, the beginning of a tune is held back until its first bar line is written. Then it is known how long the
 * pickup is, and the tune is placed so that this bar line falls on one of the host's.
 *
 * <p>Owned by the generator thread; allocates nothing while it plays.
 */
public final class AbcGenerator implements Generator, AbcEvents {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final EventSink NOWHERE = (tick, kind, channel, data1, data2, source) -> {};

    private final TuneText writer;
    private final AbcReader reader;
    private final TextTap tap;
    private final Instruments instruments;
    private final Parameter breath;
    private final List<Parameter> parameters;
    private final int mostTunes;

    private final EventSink toThis = this::tell;
    private final HeldEvents held = new HeldEvents();
    private BarLines bars;
    private boolean placed;
    private EventSink out = NOWHERE;
    private long base;
    private long frontier;
    private int tune;
    private boolean open;
    private long tuneEnd;
    private boolean started;
    /** Characters that others have written into the tap before. */
    private long charactersBefore;

    /**
     * Joins a writer to a reader.
     *
     * @param writer writes the characters; at its first tune
     * @param sampling what can be turned of the writer
     * @param instruments what is sent before each tune
     * @param tap lets others read along; others may have written into it before, and none does after the first start
     * @param tunes how many tunes to play; 0 for no end
     */
    public AbcGenerator(TuneText writer, List<Parameter> sampling, Instruments instruments, TextTap tap, int tunes) {
        this.writer = writer;
        this.instruments = instruments;
        this.tap = tap;
        this.reader = new AbcReader(this);
        this.breath = breathParameter();
        this.parameters = Stream.concat(sampling.stream(), Stream.of(breath)).toList();
        this.mostTunes = tunes == 0 ? NO_LIMIT : tunes;
    }

    /**
     * Begins with a later tune. [before it plays]
     *
     * @param ordinal which tune comes first, from 1
     */
    public void from(int ordinal) {
        tune = ordinal - 1;
        writer.startTune(ordinal);
    }

    /** The rest between two tunes. */
    private static Parameter breathParameter() {
        return new Parameter("breath", "Breath", "generator", 0, 16, 2, false, "quarters");
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public void follow(BarLines newBars) {
        bars = newBars;
    }

    @Override
    public void start(long tick) {
        if (!started) {
            started = true;
            charactersBefore = tap.written();
        }
        base = tick;
        frontier = tick;
        if (open) {
            out = NOWHERE; // what is left of the tune that is given up
            placed = true;
            reader.end();
            open = false;
            writer.startTune(tune + 1);
        }
    }

    @Override
    public long step() {
        return writer.character();
    }

    @Override
    public long advance(long until, EventSink sink) {
        out = sink;
        if (open && reader.replaying()) {
            place(0); // a repeat of what never came to a bar line
            reader.replay(until - base);
            frontier = Math.max(frontier, base + reader.frontier());
            return frontier;
        }
        if (!open) {
            if (tune >= mostTunes) {
                return Long.MAX_VALUE;
            }
            beginTune();
        }
        int character = writer.next();
        tap.write(character, writer.probability());
        reader.feed(character);
        if (writer.tuneEnded()) {
            endTune();
            return frontier;
        }
        if (!placed && reader.inTune() && reader.positionInBar() >= reader.barLength()) {
            place(0); // the first bar is full, or there are none
        }
        if (placed) {
            frontier = Math.max(frontier, base + reader.frontier());
        }
        return frontier;
    }

    private void beginTune() {
        open = true;
        tune++;
        tuneEnd = 0;
        placed = bars == null;
        held.clear();
        tell(0, Event.Kind.TUNE_START, 0, tune, 0, latest() + 1);
        instruments.send(0, latest() + 1, toThis);
    }

    /** Places the tune, unless it is, so that the bar line behind a pickup of so many ticks falls on one of the host's. */
    private void place(long pickup) {
        if (!placed) {
            placed = true;
            base = bars.next(base + pickup, reader.barLength()) - pickup;
            frontier = Math.max(frontier, base);
            held.release(base, out);
        }
    }

    private void tell(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        if (!placed && held.full()) {
            place(0);
        }
        if (placed) {
            out.accept(base + tick, kind, channel, data1, data2, source);
        } else {
            held.add(tick, kind, channel, data1, data2, source);
        }
    }

    private void endTune() {
        reader.end();
        open = false;
        place(0);
        frontier = Math.max(frontier, base + tuneEnd);
        out.accept(frontier, Event.Kind.TUNE_END, 0, tune, 0, latest());
        frontier += (long) (breath.current() * Event.TICKS_PER_QUARTER);
        base = frontier;
    }

    /** Number of the latest character in the tap. */
    private long latest() {
        return charactersBefore + writer.character() - 1;
    }

    // What the reader tells; its ticks count from the tune's beginning.

    @Override
    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
        tell(tick, Event.Kind.NOTE_ON, channel, pitch, velocity, charactersBefore + character);
    }

    @Override
    public void noteOff(long tick, int channel, int pitch, long character) {
        tell(tick, Event.Kind.NOTE_OFF, channel, pitch, 0, charactersBefore + character);
    }

    @Override
    public void meter(long tick, int numerator, int denominator) {
        tell(tick, Event.Kind.METER, 0, numerator, denominator, latest());
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        tell(tick, Event.Kind.KEY, 0, sharps, minor ? 1 : 0, latest());
    }

    @Override
    public void program(long tick, int channel, int program) {
        tell(tick, Event.Kind.PROGRAM, channel, program, 0, latest());
    }

    @Override
    public void control(long tick, int channel, int controller, int value) {
        tell(tick, Event.Kind.CONTROL, channel, controller, value, latest());
    }

    @Override
    public void bar(long tick) {
        tell(tick, Event.Kind.BAR, 0, 0, 0, latest());
        if (tick > 0) {
            place(tick < reader.barLength() ? tick : 0);
        }
    }

    @Override
    public void tuneEnd(int ordinal, long tick) {
        tuneEnd = tick;
    }
}
