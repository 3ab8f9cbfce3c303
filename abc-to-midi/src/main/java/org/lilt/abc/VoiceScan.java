package org.lilt.abc;

/** Looks ahead in a text for what goes back in time: voices, overlays, lyrics. Goes from one empty line to the next, that is by one or more whole tunes. */
final class VoiceScan {
    private final String text;
    private int end;
    private int overlay = -1;

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
        end = afterEmptyLine(from);
        boolean alone = nextOverlay(from) >= end;
        for (int colon = text.indexOf(':', from);
                alone && colon >= 0 && colon < end;
                colon = text.indexOf(':', colon + 1)) {
            char field = colon > from ? text.charAt(colon - 1) : ' ';
            alone = field != 'V' && field != 'w';
        }
        return alone;
    }

    private int afterEmptyLine(int from) {
        int line = text.indexOf('\n', from);
        while (line >= 0 && line + 1 < text.length() && text.charAt(line + 1) != '\n') {
            line = text.indexOf('\n', line + 1);
        }
        return line < 0 || line + 2 > text.length() ? text.length() : line + 2;
    }

    /** The search for a sign that is far away is not begun anew for every tune. */
    private int nextOverlay(int from) {
        if (overlay < from) {
            int found = text.indexOf('&', from);
            overlay = found < 0 ? Integer.MAX_VALUE : found;
        }
        return overlay;
    }
}
