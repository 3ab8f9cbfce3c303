package org.lilt.abc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Syllables under the notes of one voice. A {@code w:} line is aligned with the notes since the last line that was sung; each further one below it is a verse, sung when the
 * music is repeated. Only whole files are sung, because words follow the music that they belong to.
 */
final class Lyrics {
    private static final long BAR = -1;

    private final List<Long> line = new ArrayList<>();
    private boolean lineSung;
    private int verse;
    private final Map<Long, List<String>> syllables = new HashMap<>();
    private final Map<Long, Integer> sung = new HashMap<>();

    void clear() {
        line.clear();
        syllables.clear();
        sung.clear();
        lineSung = false;
    }

    boolean isEmpty() {
        return syllables.isEmpty();
    }

    /** A note or chord, by the character that wrote it. */
    void note(long character) {
        if (lineSung) {
            line.clear();
            lineSung = false;
        }
        line.add(character);
    }

    void bar() {
        if (!lineSung && !line.isEmpty()) {
            line.add(BAR);
        }
    }

    /** A {@code w:} field. */
    void words(CharSequence text) {
        verse = lineSung ? verse + 1 : 0;
        lineSung = true;
        int at = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '|') {
                while (at < line.size() && line.get(at) != BAR) {
                    at++;
                }
                at++;
                i++;
            } else if (c == '_' || c == '*') {
                at = nextNote(at) + 1;
                i++;
            } else if (c == ' ' || c == '\t' || c == '-') {
                i++;
            } else {
                int from = i;
                i = syllableEnd(text, i);
                boolean hyphen = i < text.length() && text.charAt(i) == '-';
                at = nextNote(at);
                if (at < line.size()) {
                    put(line.get(at), plain(text, from, i) + (hyphen ? "-" : ""));
                }
                at++;
                i += hyphen ? 1 : 0;
            }
        }
    }

    private int nextNote(int from) {
        int at = from;
        while (at < line.size() && line.get(at) == BAR) {
            at++;
        }
        return at;
    }

    private static int syllableEnd(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && " \t-_*|".indexOf(text.charAt(i)) < 0) {
            i += text.charAt(i) == '\\' && i + 1 < text.length() ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    private static String plain(CharSequence text, int from, int to) {
        StringBuilder s = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '~') {
                s.append(' ');
            } else if (c != '\\' || i + 1 == to) {
                s.append(c);
            }
        }
        return s.toString();
    }

    private void put(long character, String syllable) {
        List<String> verses = syllables.computeIfAbsent(character, k -> new ArrayList<>());
        while (verses.size() < verse) {
            verses.add("");
        }
        verses.add(syllable);
    }

    /** The note of this character sounds: its syllable in the verse that is due, or null. Where there is but one verse, it is sung once. */
    String sing(long character) {
        List<String> verses = syllables.get(character);
        if (verses == null) {
            return null;
        }
        int time = sung.merge(character, 1, Integer::sum);
        return time <= verses.size() && !verses.get(time - 1).isEmpty() ? verses.get(time - 1) : null;
    }
}
