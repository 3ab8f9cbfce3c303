package org.lilt.plugin;

/**
 * What holds at a tick of a part's music: its tune, meter, key and chord. What lies at or behind the {@link #frontier} is not yet written. Every method may
 * be called by any thread, does not block and allocates nothing.
 */
public interface Music {
    /**
     * How far the music is written.
     *
     * @return the earliest tick at which something can still change
     */
    long frontier();

    /**
     * What holds at a tick, which lies before the frontier and not more than some minutes back.
     *
     * @param tick from the start of the performance
     * @param out overwritten
     */
    void at(long tick, Moment out);

    /**
     * When something changes next.
     *
     * @param after a tick
     * @return the first tick after it at which a tune, bar, meter, key or chord begins or a tune ends; {@link Long#MAX_VALUE} where none is written yet
     */
    long change(long after);

    /** What holds at a tick. Belongs to whoever made it. */
    final class Moment {
        /** Ordinal of the tune that is played, from 1; 0 between tunes. */
        public int tune;

        /** Tick of the bar line at or before the tick, as far as one was written in this tune; else that of the beginning of the tune. */
        public long barLine;

        /** Beats to the bar. */
        public int beats = 4;

        /** The note that is a beat: 4 for a quarter. */
        public int unit = 4;

        /** Sharps of the key, negative for flats. */
        public int sharps;

        /** Whether the key is minor. */
        public boolean minor;

        /** The chord that sounded last in this tune, a bit for each pitch class from C (1) to B (2048); 0 where there was none. */
        public int chord;

        /** Pitch class of its bass, 0 (C) to 11 (B); that of the key where there is no chord. */
        public int bass;

        /** A moment between tunes. */
        public Moment() {}

        /**
         * Copies another moment.
         *
         * @param other is copied
         */
        public void set(Moment other) {
            tune = other.tune;
            barLine = other.barLine;
            beats = other.beats;
            unit = other.unit;
            sharps = other.sharps;
            minor = other.minor;
            chord = other.chord;
            bass = other.bass;
        }

        /**
         * Length of a bar.
         *
         * @return ticks
         */
        public long barTicks() {
            return beats * (4 * Event.TICKS_PER_QUARTER / unit);
        }

        /**
         * Length of what a foot taps: a dotted quarter in 6/8, 9/8 and 12/8, else a beat.
         *
         * @return ticks
         */
        public long pulseTicks() {
            long beat = 4 * Event.TICKS_PER_QUARTER / unit;
            return unit == 8 && beats % 3 == 0 ? 3 * beat : beat;
        }

        /**
         * Pitch class of the key note.
         *
         * @return 0 (C) to 11 (B)
         */
        public int tonic() {
            return Math.floorMod(sharps * 7 + (minor ? 9 : 0), 12);
        }

        /**
         * The notes of the key.
         *
         * @return a bit for each pitch class from C (1) to B (2048)
         */
        public int scale() {
            int major = 0b1010_1011_0101; // from C
            int shift = Math.floorMod(sharps * 7, 12);
            return (major << shift | major >>> (12 - shift)) & 0xFFF;
        }
    }
}
