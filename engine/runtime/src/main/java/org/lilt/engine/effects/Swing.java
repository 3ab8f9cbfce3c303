package org.lilt.engine.effects;

import org.lilt.plugin.Event;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;

/**
 * Makes the first of two quavers (or semiquavers) longer. Everything between is moved in proportion, so that nothing changes its order. Quavers in threes, as
 * of 6/8, are left alone.
 */
final class Swing extends NoteEffect {
    private static final String PATH = "effects/swing";
    private static final double PERCENT = 100;
    private static final long[] UNITS = {Event.TICKS_PER_QUARTER / 2, Event.TICKS_PER_QUARTER / 4};

    private final Parameter amount;
    private final Parameter unit;

    Swing() {
        this(
                new Parameter("amount", "Amount", PATH, 50, 75, 62, false, "%"),
                Parameter.choice("unit", "Unit", PATH, 0, "1/8", "1/16"));
    }

    private Swing(Parameter amount, Parameter unit) {
        super(1, amount, unit);
        this.amount = amount;
        this.unit = unit;
    }

    private long delay(long tick) {
        Music.Moment now = at(tick);
        long half = UNITS[(int) unit.current()];
        if (unit.current() == 0 && now.unit == 8 && now.beats % 3 == 0) {
            return 0;
        }
        double share = amount.current() / PERCENT;
        long p = Math.floorMod(tick - now.barLine, 2 * half);
        double to = p < half ? p * 2 * share : half * 2 * share + (p - half) * (2 - 2 * share);
        return Math.max(0, Math.round(to) - p);
    }

    @Override
    void noteOn(Event e) {
        // What is kept for the end is not the delay but the moment of the beginning, before which it may not come.
        long delay = delay(e.tick);
        if (agenda.noteOn(e.tick + delay, e.channel, e.data1, e.data2, e.source)) {
            ledger.add(e.channel, e.data1, e.channel, e.data1, e.tick + delay);
        }
    }

    @Override
    void endAll(int count, Event e) {
        for (int i = 0; i < count; i++) {
            long end = Math.max(e.tick + delay(e.tick), ledger.delay(i) + 1);
            agenda.noteOff(end, ledger.channel(i), ledger.pitch(i), e.source);
        }
    }
}
