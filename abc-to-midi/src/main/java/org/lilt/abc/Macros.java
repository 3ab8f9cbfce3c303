package org.lilt.abc;

/**
 * Macros of {@code m:} fields, replaced while the text comes: a character is held back only while it may begin one. In a macro with {@code n}, that stands for any
 * note, and the letters h to z on the right for the notes around it.
 */
final class Macros {
    private static final int MOST = 16;
    private static final int LONGEST_TARGET = 16;
    private static final int LONGEST_REPLACEMENT = 256;

    /** Hears the text with macros replaced. */
    interface Reader {
        /** A character of music, that was written so many characters before the one being read. */
        void music(int c, int charactersAgo);
    }

    private final Text[] targets = new Text[MOST];
    private final Text[] replacements = new Text[MOST];
    private int count;
    private final int[] held = new int[LONGEST_TARGET + 1];
    private int heldCount;

    void clear() {
        count = 0;
        heldCount = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void copyFrom(Macros other) {
        count = other.count;
        heldCount = other.heldCount;
        for (int i = 0; i < count; i++) {
            allocate(i);
            targets[i].copyFrom(other.targets[i]);
            replacements[i].copyFrom(other.replacements[i]);
        }
        System.arraycopy(other.held, 0, held, 0, heldCount);
    }

    private void allocate(int i) {
        if (targets[i] == null) {
            targets[i] = new Text(LONGEST_TARGET);
            replacements[i] = new Text(LONGEST_REPLACEMENT);
        }
    }

    /** Reads the value of an {@code m:} field; false if it is not one, or there are too many. */
    boolean define(Text value) {
        int equals = 0;
        while (equals < value.length() && value.charAt(equals) != '=') {
            equals++;
        }
        int from = Text.skipSpaces(value, 0);
        int to = equals;
        while (to > from && Text.isSpace(value.charAt(to - 1))) {
            to--;
        }
        int end = Text.trimEnd(value);
        if (equals == value.length()
                || to == from
                || to - from > LONGEST_TARGET
                || end - equals > LONGEST_REPLACEMENT
                || count == MOST) {
            return false;
        }
        allocate(count);
        fill(targets[count], value, from, to);
        fill(replacements[count], value, Text.skipSpaces(value, equals + 1), end);
        count++;
        return true;
    }

    private static void fill(Text text, CharSequence s, int from, int to) {
        text.clear();
        for (int i = from; i < to; i++) {
            text.add(s.charAt(i));
        }
    }

    /** A character of music comes. */
    void feed(int c, Reader reader) {
        held[heldCount++] = c;
        resolve(reader, false);
    }

    /** Nothing more comes on this line. */
    void flush(Reader reader) {
        resolve(reader, true);
    }

    private void resolve(Reader reader, boolean last) {
        while (heldCount > 0) {
            int longest = -1;
            for (int m = 0; m < count; m++) {
                int length = matched(m);
                if (length == heldCount && heldCount < targets[m].length() && !last) {
                    return; // may still become this one
                }
                if (length == targets[m].length() && (longest < 0 || length > targets[longest].length())) {
                    longest = m;
                }
            }
            if (longest < 0) {
                reader.music(held[0], heldCount - 1);
                drop(1);
            } else {
                expand(longest, reader);
                drop(targets[longest].length());
            }
        }
    }

    private void drop(int n) {
        heldCount -= n;
        System.arraycopy(held, n, held, 0, heldCount);
    }

    /** How many of the held characters agree with the beginning of a macro. */
    private int matched(int macro) {
        Text target = targets[macro];
        int i = 0;
        while (i < heldCount && i < target.length()) {
            char wanted = target.charAt(i);
            if (wanted == 'n' ? step(held[i]) < 0 : held[i] != wanted) {
                break;
            }
            i++;
        }
        return i;
    }

    private static int step(int c) {
        return c >= 'a' && c <= 'g' ? 7 + (c - 'a' + 5) % 7 : c >= 'A' && c <= 'G' ? (c - 'A' + 5) % 7 : -1;
    }

    private void expand(int macro, Reader reader) {
        Text target = targets[macro];
        int note = -1;
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) == 'n') {
                note = step(held[i]);
            }
        }
        Text replacement = replacements[macro];
        int ago = heldCount - 1;
        boolean quoted = false;
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            quoted ^= c == '!' || c == '"';
            if (note >= 0 && !quoted && c >= 'h' && c < 'z') {
                write(note + c - 'n', ago, reader);
            } else {
                reader.music(c, ago);
            }
        }
    }

    private static void write(int step, int ago, Reader reader) {
        reader.music("CDEFGAB".charAt(Math.floorMod(step, 7)) | (step >= 7 ? 0x20 : 0), ago);
        for (int octave = Math.floorDiv(step, 7); octave < 0; octave++) {
            reader.music(',', ago);
        }
        for (int octave = Math.floorDiv(step, 7); octave > 1; octave--) {
            reader.music('\'', ago);
        }
    }
}
