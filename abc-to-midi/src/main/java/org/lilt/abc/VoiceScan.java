package org.lilt.abc;

/** Looks ahead in a text for what goes back in time: voices, overlays, lyrics. Goes from an empty line to another, that is by one or more whole tunes. */
final class VoiceScan {
    private static final String[] SIGNS = {"V:", "w:", "&"};

    private static final String EMPTY_LINE = "\n\n";

    private final String text;
    private int end;
    /** Where each sign stands next; the search for one that is far away is not begun anew for every tune. */
    private final int[] next = new int[SIGNS.length];

    VoiceScan(String text) {
        this.text = text;
        java.util.Arrays.fill(next, -1);
    }

    /** Where the stretch that was looked at is over. */
    int end() {
        return end;
    }

    /** Looks at the next stretch; true if its tunes have one voice each and no lyrics. */
    boolean next() {
        int from = end;
        int sign = nextSign(from);
        int before = sign < text.length() ? text.lastIndexOf(EMPTY_LINE, sign) : text.length();
        if (before >= from + EMPTY_LINE.length() || sign == text.length()) {
            end = Math.min(before + EMPTY_LINE.length(), text.length());
            return true;
        }
        int after = text.indexOf(EMPTY_LINE, sign);
        end = after < 0 ? text.length() : after + EMPTY_LINE.length();
        return false;
    }

    /** Where the first sign from a place on stands, or the length of the text. */
    private int nextSign(int from) {
        int first = text.length();
        for (int i = 0; i < SIGNS.length; i++) {
            if (next[i] < from) {
                next[i] = find(SIGNS[i], from);
            }
            first = Math.min(first, next[i]);
        }
        return first;
    }

    /** Looks for the first character of a sign, which is rare, because that is found much faster than a string. */
    private int find(String sign, int from) {
        int found = text.indexOf(sign.charAt(0), from);
        while (found >= 0 && !text.startsWith(sign, found)) {
            found = text.indexOf(sign.charAt(0), found + 1);
        }
        return found < 0 ? text.length() : found;
    }
}
