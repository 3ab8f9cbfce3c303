package org.lilt.abc;

/** Reads tempo fields in all their forms into quarter notes a minute. */
final class Tempo {
    private static final double SLOWEST = 1;
    private static final double FASTEST = 1000;

    private static final String[] WORDS = {
        "larghissimo",
        "adagissimo",
        "lentissimo",
        "largo",
        "adagio",
        "lento",
        "larghetto",
        "adagietto",
        "andante",
        "andantino",
        "moderato",
        "allegretto",
        "allegro",
        "vivace",
        "vivo",
        "presto",
        "allegrissimo",
        "vivacissimo",
        "prestissimo"
    };
    private static final int[] BEATS = {
        20, 24, 28, 50, 70, 80, 63, 74, 92, 98, 112, 116, 140, 160, 160, 180, 176, 176, 208
    };

    private Tempo() {}

    /**
     * Reads {@code 1/4=120}, {@code 1/4 3/8=40}, {@code C3=40}, {@code 120}, {@code "Allegro"}, with or without a text before or after.
     *
     * @param s the value of the field
     * @param unit length of the unit note in fixed-point ticks, which {@code C} stands for
     * @return quarter notes a minute, 0 if the field does not tell, or -1 if it cannot be read
     */
    static double parse(CharSequence s, long unit) {
        double beat = 0;
        double named = 0;
        double rate = 0;
        boolean equals = false;
        int i = 0;
        while (i < s.length()) {
            char c = s.charAt(i);
            if (c == '"') {
                int end = i + 1;
                while (end < s.length() && s.charAt(end) != '"') {
                    end++;
                }
                named = Math.max(named, word(s, i + 1, end));
                i = end + 1;
            } else if (Text.isDigit(c)) {
                int end = digits(s, i);
                double n = Text.number(s, i, end);
                i = end;
                if (equals) {
                    rate = n;
                    if (i < s.length() && s.charAt(i) == '.') {
                        end = digits(s, i + 1);
                        rate += end == i + 1 ? 0 : Text.number(s, i + 1, end) / Math.pow(10, end - i - 1);
                        i = end;
                    }
                } else if (i < s.length() && s.charAt(i) == '/') {
                    end = digits(s, i + 1);
                    int below = end == i + 1 ? 0 : Text.number(s, i + 1, end);
                    if (below == 0) {
                        return -1;
                    }
                    beat += 4 * n / below;
                    i = end;
                } else {
                    rate = n; // a bare number counts quarter notes
                }
            } else if ((c == 'C' || c == 'c') && !equals) {
                int end = digits(s, i + 1);
                int n = end == i + 1 ? 1 : Text.number(s, i + 1, end);
                beat += n * (double) unit / Ticks.QUARTER;
                i = end;
            } else if (c == '=') {
                equals = true;
                i++;
            } else if (Text.isSpace(c)) {
                i++;
            } else {
                return -1;
            }
        }
        if (rate == 0) {
            return named;
        }
        return Math.max(SLOWEST, Math.min(FASTEST, rate * (equals && beat > 0 ? beat : 1)));
    }

    private static int digits(CharSequence s, int from) {
        int i = from;
        while (i < s.length() && Text.isDigit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int word(CharSequence s, int from, int to) {
        for (int w = 0; w < WORDS.length; w++) {
            if (Text.startsWith(s, from, to, WORDS[w])
                    && (to - from == WORDS[w].length() || !Text.isLetter(s.charAt(from + WORDS[w].length())))) {
                return BEATS[w];
            }
        }
        return 0;
    }
}
