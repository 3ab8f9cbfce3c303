package org.lilt.engine.network;

import java.util.Objects;

/**
 * How a tune begins, before the network writes on.
 *
 * @param header text that is written first, such as {@code "M:6/8\nL:1/8\nK:D\n"}; may be empty
 * @param randomFirst whether the first character after the header is drawn from the whole vocabulary, each as likely as another
 */
public record Opening(String header, boolean randomFirst) {
    /**
     * Checks that there is a header.
     *
     * @param header the header, not null
     * @param randomFirst whether a random character follows it
     */
    public Opening {
        Objects.requireNonNull(header);
    }

    /**
     * A tune that begins with a header.
     *
     * @param header the header; empty to let the network write it
     * @return the opening
     */
    public static Opening header(String header) {
        return new Opening(header, false);
    }

    /**
     * A tune that begins with any character of the vocabulary.
     *
     * @return the opening
     */
    public static Opening randomCharacter() {
        return new Opening("", true);
    }
}
