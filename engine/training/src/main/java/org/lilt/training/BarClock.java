package org.lilt.training;

import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcReader;

/** After each character of a tune, what is left of the bar: one of the {@link Clocks}. */
final class BarClock {
    /** Classes: what is left in sixteenths of a whole note, rounded up; then the two below. */
    static final int CLASSES = 32;

    /** The bar is longer than its meter. */
    static final int OVERFULL = 30;

    /** No bar: the header, or music without a meter. */
    static final int NONE = 31;

    private static final int LONGEST = 29;
    private static final long TICKS = AbcReader.TICKS_PER_QUARTER / 4;

    /** A note letter: fed to a copy of the reader, it settles the length of the note before. */
    private static final char SETTLES = 'z';

    private static final AbcEvents SILENCE = new AbcEvents() {
        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {}

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {}
    };

    private BarClock() {}

    /**
     * Reads a tune.
     *
     * @param tune in normal form
     * @return the class after each of its characters, as if no character that lengthens the last note followed
     */
    static byte[] of(String tune) {
        AbcReader reader = new AbcReader(SILENCE);
        AbcReader ahead = new AbcReader(SILENCE);
        byte[] classes = new byte[tune.length()];
        for (int i = 0; i < classes.length; i++) {
            reader.feed(tune.charAt(i));
            ahead.copyFrom(reader);
            ahead.feed(SETTLES);
            classes[i] = (byte) left(ahead);
        }
        return classes;
    }

    private static int left(AbcReader reader) {
        if (!reader.inTune() || reader.barLength() == 0) {
            return NONE;
        }
        long left = reader.barLength() - reader.positionInBar();
        return left < 0 ? OVERFULL : (int) Math.min(LONGEST, (left + TICKS - 1) / TICKS);
    }
}
