package org.lilt.abc;

/** Looks ahead in a text for what goes back in time: voices, overlays, lyrics. Goes from one empty line to the next, that is by one or more whole tunes. */
final class VoiceScan {
    private static final String[] SIGNS = {"V:", "w:", "&"};

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
        int emptyLine = text.indexOf("\n\n", from);
        end = emptyLine < 0 ? text.length() : emptyLine + 2;
        boolean alone = true;
        for (int i = 0; i < SIGNS.length; i++) {
            if (next[i] < from) {
                int found = text.indexOf(SIGNS[i], from);
                next[i] = found < 0 ? Integer.MAX_VALUE : found;
            }
            alone &= next[i] >= end;
        }
        return alone;
    }
}
