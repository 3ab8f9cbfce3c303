package org.lilt.abc;

/** Looks ahead in a text for what goes back in time: voices, overlays, lyrics. Goes from one empty line to the next, that is by one or more whole tunes. */
final class VoiceScan {
    private static final String[] SIGNS = {"&", "V:", "w:"};

    private final String text;
    private final int[] nextSign = {-1, -1, -1};
    private int end;

    VoiceScan(String text) {
        this.text = text;
    }

    /** Where the stretch that was looked at is over. */
    int end() {
        return end;
    }

    /** Looks at the next stretch; true if its tunes have one voice each and no lyrics. */
    boolean next() {
        int from = end;
        int empty = text.indexOf("\n\n", from);
        end = empty < 0 ? text.length() : empty + 2;
        boolean alone = true;
        for (int i = 0; i < SIGNS.length; i++) {
            if (nextSign[i] < from) {
                int found = text.indexOf(SIGNS[i], from);
                nextSign[i] = found < 0 ? Integer.MAX_VALUE : found;
            }
            alone &= nextSign[i] >= end;
        }
        return alone;
    }
}
