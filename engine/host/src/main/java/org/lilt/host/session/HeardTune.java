package org.lilt.host.session;

/**
 * A tune that was heard.
 *
 * @param number by which it is called, from 1; never used twice in a session
 * @param ordinal which tune of its seed it was, from 1
 * @param seed of its part
 * @param preset by which it was written
 * @param played when it began, as ISO 8601
 * @param liked whether somebody liked it
 * @param abc the tune; what there is of it while it is still being written
 */
public record HeardTune(int number, int ordinal, long seed, String preset, String played, boolean liked, String abc) {
    /** The same, liked or not. */
    HeardTune liked(boolean newLiked) {
        return new HeardTune(number, ordinal, seed, preset, played, newLiked, abc);
    }

    /**
     * The same while it is still being written.
     *
     * @return without its text
     */
    public HeardTune withoutText() {
        return written("");
    }

    /** The same with its text. */
    HeardTune written(String text) {
        return new HeardTune(number, ordinal, seed, preset, played, liked, text);
    }
}
