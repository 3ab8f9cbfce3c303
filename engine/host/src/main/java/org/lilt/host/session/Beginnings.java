package org.lilt.host.session;

/** Beginnings of tunes, from which others go on. */
public final class Beginnings {
    /** Bars of a tune that make it known. */
    public static final int BARS = 2;

    private Beginnings() {}

    /**
     * The fields of a tune and its first bars.
     *
     * @param abc a tune in normal form
     * @param bars how many bars after the pickup
     * @return ends with a bar line; the whole tune where it has no more bars
     */
    public static String of(String abc, int bars) {
        int body = 0;
        for (int line = 0; line < abc.length(); line = abc.indexOf('\n', line) + 1) {
            boolean field =
                    line + 1 < abc.length() && abc.charAt(line + 1) == ':' && Character.isLetter(abc.charAt(line));
            if (!field) {
                body = line;
                break;
            }
            if (abc.indexOf('\n', line) < 0) {
                return abc;
            }
        }
        int seen = 0;
        boolean quoted = false;
        for (int i = body; i < abc.length(); i++) {
            char c = abc.charAt(i);
            quoted ^= c == '"';
            boolean music =
                    i > body && Character.isLetterOrDigit(abc.charAt(i - 1)) || i > body && abc.charAt(i - 1) == ']';
            if (c == '|' && !quoted && music && ++seen > bars) {
                return abc.substring(0, i + 1);
            }
        }
        return abc;
    }
}
