package org.lilt.engine.player;

/**
 * The straight line, ticks over time, along which the music goes until the tempo or the place is another. It is given by a point of it and
 * its slope, so nothing is ever added up and nothing drifts. Owned by the player thread.
 */
final class TickLine {
    private long tick;
    private double time;
    private double unitsPerTick = 1;

    /** Lays the line through a tick and its moment, on the destination's clock. */
    void through(long newTick, double newTime) {
        tick = newTick;
        time = newTime;
    }

    /** Says how many units of the destination's clock a tick takes. */
    void slope(double newUnitsPerTick) {
        unitsPerTick = newUnitsPerTick;
    }

    double timeOf(long ofTick) {
        return time + (ofTick - tick) * unitsPerTick;
    }

    /** The whole tick at or before a moment. */
    long tickAt(double atTime) {
        return tick + (long) Math.floor((atTime - time) / unitsPerTick);
    }

    double unitsPerTick() {
        return unitsPerTick;
    }

    /** The tick through which it was laid. */
    long tick() {
        return tick;
    }
}
