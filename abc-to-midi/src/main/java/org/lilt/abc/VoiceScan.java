package org.lilt.abc;

/** Looks ahead in a text for what goes back in time: voices, overlays, lyrics. Goes from one empty line to the next, that is by one or more whole tunes. */
final class VoiceScan {
    private final String text;
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
        boolean alone = true;
        char before = ' ';
        int i = end;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c == '\n' && before == '\n') {
                break;
            }
            alone &= c != '&' && (c != ':' || before != 'V' && before != 'w');
            before = c;
        }
        end = i;
        return alone;
    }
}
