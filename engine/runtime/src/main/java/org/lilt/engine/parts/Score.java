package org.lilt.engine.parts;

import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Music;

/**
 * What a generator writes, as others see it: tune, meter, bar lines, key and chords. The last changes are kept in a ring, so that any number of threads can look
 * without holding up the one that writes. What is written passes on to the next sink.
 */
public final class Score implements Music, EventSink {
    /** Changes kept; a tune with chords has a few hundred. */
    private static final int CAPACITY = 4096;

    /** Entries that a reader keeps away from the writer, so that none is overwritten while it is read. */
    private static final int MARGIN = 64;

    /** Channel of the accompaniment's chords, and of its bass. */
    private static final int CHORDS = 2;

    private static final int BASS = 1;
    private static final int OCTAVE = 12;
    private static final int LARGEST_UNIT = 64;
    private static final int MOST_BEATS = 255;
    private static final int MOST_SHARPS = 7;
    private static final Moment NOTHING = new Moment();

    private final long[] ticks = new long[CAPACITY];
    private final Moment[] moments = new Moment[CAPACITY];
    private final Moment now = new Moment();
    private EventSink out;
    private long chordTick = -1;
    private volatile long written;
    private volatile long frontier = Long.MIN_VALUE;

    /** A score without a note. */
    public Score() {
        for (int i = 0; i < CAPACITY; i++) {
            moments[i] = new Moment();
        }
    }

    /**
     * Says where events go that pass through. [before anything is written]
     *
     * @param sink takes them
     */
    public void to(EventSink sink) {
        out = sink;
    }

    /**
     * Says how far the music is written. [generator thread]
     *
     * @param tick see {@link Music#frontier}
     */
    public void written(long tick) {
        frontier = tick;
    }

    /**
     * Takes over what another score says. [generator thread]
     *
     * @param tick of the change; not before that of the last one
     * @param moment what holds from there on
     */
    public void note(long tick, Moment moment) {
        now.set(moment);
        note(tick);
    }

    @Override
    public long frontier() {
        return frontier;
    }

    @Override
    public void at(long tick, Moment moment) {
        while (true) {
            long end = written;
            long oldest = Math.max(0, end - CAPACITY + MARGIN);
            long i = end - 1;
            while (i >= oldest && ticks[(int) (i % CAPACITY)] > tick) {
                i--;
            }
            if (i < oldest) {
                moment.set(NOTHING);
                return;
            }
            moment.set(moments[(int) (i % CAPACITY)]);
            if (written - i < CAPACITY) { // else the writer went round meanwhile
                return;
            }
        }
    }

    @Override
    public long change(long after) {
        while (true) {
            long end = written;
            long oldest = Math.max(0, end - CAPACITY + MARGIN);
            long next = Long.MAX_VALUE;
            for (long i = end - 1; i >= oldest && ticks[(int) (i % CAPACITY)] > after; i--) {
                next = ticks[(int) (i % CAPACITY)];
            }
            if (written - oldest < CAPACITY) {
                return next;
            }
        }
    }

    @Override
    public void accept(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        switch (kind) {
            case TUNE_START -> {
                now.set(NOTHING);
                now.tune = data1;
                now.barLine = tick;
                note(tick);
            }
            case TUNE_END -> {
                now.tune = 0;
                note(tick);
            }
            case METER -> {
                now.beats = Math.max(1, Math.min(MOST_BEATS, data1));
                now.unit = Math.max(1, Math.min(LARGEST_UNIT, data2));
                note(tick);
            }
            case KEY -> {
                now.sharps = Math.max(-MOST_SHARPS, Math.min(MOST_SHARPS, data1));
                now.minor = data2 == 1;
                now.bass = now.chord == 0 ? now.tonic() : now.bass;
                note(tick);
            }
            case BAR -> {
                now.barLine = tick;
                note(tick);
            }
            case NOTE_ON -> {
                if (channel == CHORDS) {
                    now.chord = (tick == chordTick ? now.chord : 0) | 1 << data1 % OCTAVE;
                    chordTick = tick;
                    note(tick);
                } else if (channel == BASS) {
                    now.bass = data1 % OCTAVE;
                    note(tick);
                }
            }
            default -> {
                // Nothing that a moment knows of.
            }
        }
        if (out != null) {
            out.accept(tick, kind, channel, data1, data2, source);
        }
    }

    private void note(long tick) {
        int i = (int) (written % CAPACITY);
        ticks[i] = tick;
        moments[i].set(now);
        written = written + 1; // one writing thread; publishes what stands before it
    }
}
