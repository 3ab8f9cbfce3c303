package org.lilt.engine.player;

import java.util.concurrent.atomic.AtomicLong;
import org.lilt.midi.MediaClock;

/**
 * What the threads of a performance know of each other: a handful of volatile fields, each written by one thread alone, but for the
 * requests, which any thread makes.
 *
 * <p>A <em>run</em> is playing without a break in what was written ahead. A request for the next tune asks for a new run: the player
 * ends what sounds, freezes the play head and admits the run; the generator then starts at the frozen play head; what it had written
 * for the run before is dropped from the queue.
 */
final class Transport {
    // Requests. [any thread]
    private final AtomicLong requestedRun = new AtomicLong();
    private volatile long panics;
    private volatile boolean paused;
    private volatile boolean stopping;

    // Written by the player thread.
    private volatile long admittedRun = -1;
    private volatile long cueTick;
    private final PlayHead playHead = new PlayHead();
    private volatile double tempo;
    private volatile long hostZero;
    private volatile long hostBar;

    // Written by the generator thread.
    private volatile long tuneBar;

    Transport(double tempo) {
        this.tempo = tempo;
    }

    void requestRun() {
        requestedRun.incrementAndGet();
    }

    synchronized void requestPanic() {
        panics++;
    }

    void pause(boolean newPaused) {
        paused = newPaused;
    }

    void stop() {
        stopping = true;
    }

    long requestedRun() {
        return requestedRun.get();
    }

    long panics() {
        return panics;
    }

    boolean paused() {
        return paused;
    }

    boolean stopping() {
        return stopping;
    }

    /** Admits a run: the generator is to start at the tick. [player thread] */
    void admit(long run, long tick) {
        cueTick = tick;
        playHead.stand(tick);
        admittedRun = run; // last, so that who sees the run sees its tick
    }

    long admittedRun() {
        return admittedRun;
    }

    long cueTick() {
        return cueTick;
    }

    /** Holds the play head at a tick. [player thread] */
    void playHead(long tick) {
        playHead.stand(tick);
    }

    /**
     * Lets the play head go on from a tick. [player thread]
     *
     * @param tick where it is
     * @param limit where it waits for the player
     * @param clock of the destination
     * @param time when it is there, on that clock
     * @param ticksPerUnit how far it goes in a unit of the clock
     */
    void playHead(long tick, long limit, MediaClock clock, long time, double ticksPerUnit) {
        playHead.move(tick, limit, clock, time, ticksPerUnit);
    }

    /** The tick up to which events have been handed over. */
    long playHead() {
        return playHead.tick();
    }

    void tempo(double quartersPerMinute) {
        tempo = quartersPerMinute;
    }

    /** The tempo that is played now, in quarter notes a minute. */
    double tempo() {
        return tempo;
    }

    /** Says where the tick 0 of whoever counts the bars lies; any of its bar lines, before a first start. [player thread] */
    void hostZero(long tick) {
        hostZero = tick;
    }

    long hostZero() {
        return hostZero;
    }

    /** Says how long the bars of the host are, in ticks; 0 where it does not say. [player thread] */
    void hostBar(long ticks) {
        hostBar = ticks;
    }

    long hostBar() {
        return hostBar;
    }

    /** Says how long the bars of the tune are that is placed next, in ticks; 0 where it has none. [generator thread] */
    void tuneBar(long ticks) {
        tuneBar = ticks;
    }

    /** Length of a bar: the host's, or the tune's where the host does not say; 0 where there are none. */
    long bar() {
        long ofHost = hostBar;
        return ofHost > 0 ? ofHost : tuneBar;
    }
}
