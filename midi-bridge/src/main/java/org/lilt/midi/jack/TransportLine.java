package org.lilt.midi.jack;

import org.lilt.midi.ClockState;

/**
 * The straight line, ticks over frames, that a transport goes along until it is stopped, moved or given another tempo. Ticks of a timebase
 * master are whole numbers, some of them a quarter of a millisecond long: as long as what it says agrees with the line, the line counts.
 * [process thread]
 */
final class TransportLine {
    private static final double TICKS_PER_QUARTER = 10_080;
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final int WHOLE = 4;

    /** How far a master may be from the line, in its own ticks: it rounds, and so may what it has counted from. */
    private static final double AGREEMENT = 2;

    private final double rate;
    private boolean changed;
    private boolean rolling;
    private long frame;
    private double tick;
    private double tempo;
    private long barTicks;
    private long lastFrame;
    private long lastTransportFrame = -1;

    /** Transport of a server with so many frames a second. */
    TransportLine(double rate) {
        this.rate = rate;
    }

    /** What a timebase master says of a frame. */
    void bars(
            long atFrame,
            boolean rolls,
            int bar,
            int beat,
            int beatTick,
            double ticksPerBeat,
            double beatsPerBar,
            double beatType,
            double beatsPerMinute) {
        double quartersPerBeat = WHOLE / beatType;
        double beats = (bar - 1) * beatsPerBar + (beat - 1) + beatTick / ticksPerBeat;
        double at = beats * quartersPerBeat * TICKS_PER_QUARTER;
        double grain = quartersPerBeat * TICKS_PER_QUARTER / ticksPerBeat;
        long bars = Math.round(beatsPerBar * quartersPerBeat * TICKS_PER_QUARTER);
        double quartersPerMinute = beatsPerMinute * quartersPerBeat;
        if (!Double.isFinite(at) || !(quartersPerMinute > 0)) {
            return; // a master that does not know itself
        }
        lastTransportFrame = -1;
        if (rolls != rolling
                || bars != barTicks
                || quartersPerMinute != tempo
                || Math.abs(at - (rolls ? tickAt(atFrame) : tick)) > AGREEMENT * grain) {
            barTicks = bars;
            begin(atFrame, rolls, at, quartersPerMinute);
        }
    }

    /** Without a master: where the transport is, in its own frames, counted at a tempo. */
    void frames(long atFrame, boolean rolls, long transportFrame, double quartersPerMinute) {
        boolean moved = transportFrame != lastTransportFrame + (rolling ? atFrame - lastFrame : 0);
        boolean first = lastTransportFrame < 0;
        if (first || moved || !rolls && quartersPerMinute != tempo) {
            double minutes = transportFrame / rate / 60;
            barTicks = 0;
            begin(atFrame, rolls, minutes * quartersPerMinute * TICKS_PER_QUARTER, quartersPerMinute);
        } else if (rolls != rolling || quartersPerMinute != tempo) {
            // Another tempo moves nothing: it counts from here.
            begin(atFrame, rolls, rolling ? tickAt(atFrame) : tick, quartersPerMinute);
        }
        lastFrame = atFrame;
        lastTransportFrame = transportFrame;
    }

    private void begin(long atFrame, boolean rolls, double atTick, double quartersPerMinute) {
        changed = true;
        rolling = rolls;
        frame = atFrame;
        tick = atTick;
        tempo = quartersPerMinute;
    }

    private double tickAt(long atFrame) {
        return tick + (atFrame - frame) / rate / 60 * tempo * TICKS_PER_QUARTER;
    }

    /** Whether the line is another one since the last call. */
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** The whole tick that lies nearest to the beginning of the line. */
    long tick() {
        return Math.round(tick);
    }

    /** Where the line begins. */
    long frame() {
        return frame;
    }

    double nanosPerPulse() {
        return NANOS_PER_MINUTE / (tempo * ClockState.PULSES_PER_QUARTER);
    }

    /** Length of a bar; 0 where nobody says. */
    long barTicks() {
        return barTicks;
    }
}
