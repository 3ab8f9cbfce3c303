package org.lilt.abc;

/**
 * Reads music of which more than a character is at hand. Notes by themselves, whose end is in sight, are played at once, and neither they nor quoted texts nor
 * spaces go from state to state. Everything else is fed to {@link Music#feed(int)}, character by character, which reads these too and tells the same.
 */
final class Runs {
    // Kinds of characters. After a note by itself, those from NOTE on show that it is over: what they begin neither
    // lengthens, ties nor breaks it.
    private static final byte OTHER = 0;
    private static final byte LENGTH = 1;
    private static final byte SPACE = 2;
    private static final byte ACCIDENTAL = 3;
    private static final byte NOTE = 4;
    private static final byte QUOTE = 5;
    private static final byte END = 6;

    private static final byte[] KINDS = new byte[128];

    static {
        fill("0123456789/',", LENGTH);
        fill(" ", SPACE);
        fill("^_=", ACCIDENTAL);
        fill("CDEFGABcdefgab", NOTE);
        fill("\"", QUOTE);
        fill("zxZX|:([{\r\n", END);
    }

    private static void fill(String characters, byte kind) {
        for (char c : characters.toCharArray()) {
            KINDS[c] = kind;
        }
    }

    private final Music music;
    private final AbcReader reader;
    private final Sounder sounder;
    private final Spelling spelling = new Spelling();

    Runs(Music music, AbcReader reader) {
        this.music = music;
        this.reader = reader;
        sounder = music.sounder;
    }

    private static byte kind(char[] s, int i, int to) {
        return i < to && s[i] < KINDS.length ? KINDS[s[i]] : OTHER;
    }

    /**
     * Reads characters of one line.
     *
     * @param before how many characters were fed before the array's first
     * @return index of the first character that is not read: the end of the line, or what follows something that turns the reading elsewhere
     */
    int feed(char[] s, int from, int to, long before) {
        int i = from;
        while (i < to && s[i] > '\r') {
            int after = run(s, i, to, before);
            if (after > i) {
                i = after;
            } else {
                reader.reading(before + i);
                music.feed(s[i++]);
                if (reader.turned()) {
                    return i;
                }
            }
        }
        return i;
    }

    /** Reads what begins with a character, if that is something for a run. Returns the index after it. */
    private int run(char[] s, int from, int to, long before) {
        byte kind = kind(s, from, to);
        if (kind < SPACE || kind == END) {
            return from;
        }
        reader.reading(before + from);
        music.finish(s[from]);
        if (!music.neutral()) {
            return from;
        }
        return switch (kind) {
            case SPACE -> from + 1;
            case QUOTE -> quoted(s, from, to, before);
            default -> music.singlesMayCome() ? singles(s, from, to, before) : from;
        };
    }

    /** Notes by themselves, as long as the end of each is in sight. Returns the index of the first character that is not read. */
    private int singles(char[] s, int from, int to, long before) {
        int letter = letterAt(s, from, to, kind(s, from, to));
        if (letter < 0) {
            return from;
        }
        reader.reading(before + letter);
        sounder.settle();
        if (!sounder.singlesMayCome()) {
            return from;
        }
        int note = from;
        while (letter >= 0) {
            spelling.letter(s[letter]);
            int numerator = 1;
            int denominator = 1;
            int i = letter + 1;
            int fixed = i;
            byte kind = kind(s, i, to);
            if (kind == LENGTH) {
                while (i < to && spelling.octave(s[i])) {
                    i++;
                }
                fixed = i;
                spelling.noLength();
                while (i < to && spelling.length(s[i])) {
                    i++;
                }
                numerator = spelling.numerator();
                denominator = spelling.denominator();
                kind = kind(s, i, to);
            }
            while (kind == SPACE) {
                kind = kind(s, ++i, to);
            }
            int next = letterAt(s, i, to, kind);
            if (next < 0 && kind < NOTE) {
                break;
            }
            int accidental = letter == note ? Sounder.PLAIN : Music.accidental(s[note]);
            reader.reading(before + fixed);
            sounder.single(spelling.step(), accidental, numerator, denominator, before + letter);
            note = i;
            letter = next;
        }
        sounder.singlesAreOver();
        return note;
    }

    /** Index of the letter of a note that begins with a character of this kind, perhaps an accidental; -1 if none does. */
    private static int letterAt(char[] s, int i, int to, byte kind) {
        if (kind == NOTE) {
            return i;
        }
        return kind == ACCIDENTAL && kind(s, i + 1, to) == NOTE ? i + 1 : -1;
    }

    /** A quoted text, as far as the text goes. */
    private int quoted(char[] s, int from, int to, long before) {
        Text text = music.beginQuote();
        int end = from + 1;
        while (end < to && s[end] != '"' && s[end] > '\r') {
            end++;
        }
        text.addAll(s, from + 1, end);
        if (end == to || s[end] != '"') {
            return end;
        }
        reader.reading(before + end);
        music.feed('"');
        return end + 1;
    }
}
