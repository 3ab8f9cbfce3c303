package org.lilt.host;

import java.util.Locale;

/** What figures of speed and punctuality mean, in plain words. */
final class BenchVerdict {
    /** Lateness that nobody hears, in milliseconds: sound travels a metre and a half in it. */
    private static final double UNHEARD_MILLIS = 5;

    /** Share of its time that the network may take and still be ahead in a dense passage. */
    private static final double MOST_SHARE = 0.2;

    private BenchVerdict() {}

    /**
     * A sentence or two.
     *
     * @param stepsPerSecond how many characters playing takes
     * @param stepNanos what one takes, in nanoseconds
     * @param lateMillis by how much 99 in 100 messages are late at most
     * @param underruns how often the music had to wait for the network
     */
    static String of(double stepsPerSecond, long stepNanos, double lateMillis, long underruns) {
        double share = stepsPerSecond * stepNanos * 1e-9;
        String spare = String.format(
                Locale.ROOT,
                "the network writes %,.0f times as fast as the music is played, so a processor has time for about as many tunes at once",
                1 / Math.max(share, 1e-6));
        if (underruns > 0 || share > MOST_SHARE) {
            return "This machine cannot play this model in real time now: the music had to wait " + underruns
                    + " times, and the network takes " + Math.round(100 * share)
                    + " % of a processor. Close other programs, or take a smaller model.";
        }
        if (lateMillis > UNHEARD_MILLIS) {
            return "This machine can play in real time, but something else keeps it busy: some notes come "
                    + Math.round(lateMillis) + " ms late where the port cannot schedule. Otherwise " + spare + ".";
        }
        return "This machine can play in real time: " + spare + ".";
    }
}
