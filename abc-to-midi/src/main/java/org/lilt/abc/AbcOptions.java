package org.lilt.abc;

/**
 * What a reader is asked to do beside reading.
 *
 * @param allVoices whether all voices and overlays are read, and told when their tune is over; else only the first, as it comes
 * @param accompaniment whether chord symbols and {@code %%MIDI drum} are played
 * @param swing how pairs of short notes share their time
 * @param playOrder whether the {@code P:} field of a header says which parts are played in which order; for whole files only
 */
public record AbcOptions(boolean allVoices, boolean accompaniment, AbcSwing swing, boolean playOrder) {
    /** For playing while the text is written: the first voice, each event as early as can be. */
    public static final AbcOptions LIVE = new AbcOptions(false, true, AbcSwing.NONE, false);

    /** For whole files: all voices, told tune by tune. */
    public static final AbcOptions FILE = new AbcOptions(true, true, AbcSwing.NONE, false);

    /**
     * The same with another accompaniment.
     *
     * @param played whether chord symbols and drums are played
     * @return the changed options
     */
    public AbcOptions withAccompaniment(boolean played) {
        return new AbcOptions(allVoices, played, swing, playOrder);
    }

    /**
     * The same with another swing.
     *
     * @param newSwing how pairs of short notes share their time
     * @return the changed options
     */
    public AbcOptions withSwing(AbcSwing newSwing) {
        return new AbcOptions(allVoices, accompaniment, newSwing, playOrder);
    }

    /**
     * The same with or without play order.
     *
     * @param obeyed whether a header's {@code P:} is obeyed
     * @return the changed options
     */
    public AbcOptions withPlayOrder(boolean obeyed) {
        return new AbcOptions(allVoices, accompaniment, swing, obeyed);
    }
}
