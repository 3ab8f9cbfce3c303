package org.lilt.abc;

/**
 * How pairs of short notes share their time in simple meters: eighths, or sixteenths where a bar is no longer than a half note. Tuplets and broken rhythms are
 * left alone.
 *
 * @param first share of the first note, 1 to 16
 * @param second share of the second note, 1 to 16
 * @param hornpipesOnly whether only tunes with the rhythm "hornpipe" swing
 */
public record AbcSwing(int first, int second, boolean hornpipesOnly) {
    /** Everything as written. */
    public static final AbcSwing NONE = new AbcSwing(1, 1, false);

    /** Hornpipes are played in triplets, two to one. */
    public static final AbcSwing HORNPIPES = new AbcSwing(2, 1, true);

    /**
     * Checks the shares.
     *
     * @param first share of the first note, 1 to 16
     * @param second share of the second note, 1 to 16
     * @param hornpipesOnly whether only hornpipes swing
     * @throws IllegalArgumentException if a share is out of range
     */
    public AbcSwing {
        if (first < 1 || first > 16 || second < 1 || second > 16) {
            throw new IllegalArgumentException("swing shares must be from 1 to 16, not " + first + ":" + second);
        }
    }
}
