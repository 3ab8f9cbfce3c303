package org.lilt.midi;

/** A clock that never goes back: the frames of a JACK server, the samples of a synthesizer, or the nanoseconds of the system. */
public interface MediaClock {
    /**
     * The time now. [any thread; does not block, allocates nothing]
     *
     * @return time in units of 1/{@link #rate()} second, from an arbitrary origin; never less than at an earlier call
     */
    long now();

    /**
     * Units a second: 48,000 for a JACK server at 48 kHz, 1,000,000,000 for the system's clock.
     *
     * @return units a second, the same at every call
     */
    long rate();

    /**
     * The time on this clock of something that another clock has timed. Clocks that count the same frames agree to the frame; for others it is as
     * good as reading both at once. [any thread; does not block, allocates nothing]
     *
     * @param other the other clock
     * @param time time on the other clock
     * @return time on this one, now or not
     */
    default long from(MediaClock other, long time) {
        return other == this ? time : now() + Math.round((time - other.now()) * ((double) rate() / other.rate()));
    }

    /** The system's own clock, in nanoseconds. */
    MediaClock SYSTEM = new MediaClock() {
        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public long rate() {
            return 1_000_000_000L;
        }
    };
}
