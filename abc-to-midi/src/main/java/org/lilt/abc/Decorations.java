package org.lilt.abc;

/** Decorations by name and by letter: what they mean to the sound, and the letters that {@code U:} fields give them. */
final class Decorations {
    // Bits of a note's decorations.
    static final int STACCATO = 1;
    static final int TENUTO = 1 << 1;
    static final int ACCENT = 1 << 2;
    static final int MARCATO = 1 << 3;
    static final int FERMATA = 1 << 4;
    static final int TRILL = 1 << 5;
    static final int ROLL = 1 << 6;
    static final int MORDENT = 1 << 7;
    static final int UPPER_MORDENT = 1 << 8;
    static final int TURN = 1 << 9;
    static final int INVERTED_TURN = 1 << 10;

    /** Those that need the length of the note before it can begin. */
    static final int ORNAMENTS = TRILL | ROLL | MORDENT | UPPER_MORDENT | TURN | INVERTED_TURN;

    /** A meaning with this bit is a dynamic mark; the level, from ppp = 0, is in the low bits. */
    static final int DYNAMIC = 1 << 16;

    static final int CRESCENDO = 1 << 17;
    static final int DIMINUENDO = 1 << 18;
    static final int END_HAIRPIN = 1 << 19;

    /** Known, but not heard. */
    static final int SILENT = 1 << 20;

    static final int UNKNOWN = 0;

    private static final String[] NAMES = {
        "staccato",
        ".",
        "wedge",
        "tenuto",
        "accent",
        ">",
        "emphasis",
        "L",
        "marcato",
        "^",
        "fermata",
        "H",
        "invertedfermata",
        "trill",
        "T",
        "tr",
        "roll",
        "~",
        "mordent",
        "lowermordent",
        "M",
        "uppermordent",
        "pralltriller",
        "P",
        "turn",
        "invertedturn",
        "ppp",
        "pp",
        "p",
        "mp",
        "mf",
        "f",
        "ff",
        "fff",
        "sfz",
        "pppp",
        "ffff",
        "crescendo(",
        "<(",
        "crescendo)",
        "<)",
        "diminuendo(",
        ">(",
        "diminuendo)",
        ">)",
        "upbow",
        "u",
        "downbow",
        "v",
        "segno",
        "S",
        "coda",
        "O",
        "slide",
        "J",
        "arpeggio",
        "D.C.",
        "D.S.",
        "D.C.alfine",
        "D.S.alfine",
        "D.C.alcoda",
        "D.S.alcoda",
        "dacapo",
        "dacoda",
        "fine",
        "open",
        "plus",
        "+",
        "snap",
        "thumb",
        "breath",
        "shortphrase",
        "mediumphrase",
        "longphrase",
        "trill(",
        "trill)",
        "turnx",
        "invertedturnx",
        "editorial",
        "courtesy",
        "xstem",
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "8va(",
        "8va)",
        "8vb(",
        "8vb)",
        "beambr1",
        "beambr2",
        "nil",
        "nil.",
        "none",
        "/",
        "//",
        "///",
        "-(",
        "-)",
        "~(",
        "~)"
    };

    private static final int[] MEANINGS = {
        STACCATO,
        STACCATO,
        STACCATO,
        TENUTO,
        ACCENT,
        ACCENT,
        ACCENT,
        ACCENT,
        MARCATO,
        MARCATO,
        FERMATA,
        FERMATA,
        FERMATA,
        TRILL,
        TRILL,
        TRILL,
        ROLL,
        ROLL,
        MORDENT,
        MORDENT,
        MORDENT,
        UPPER_MORDENT,
        UPPER_MORDENT,
        UPPER_MORDENT,
        TURN,
        INVERTED_TURN,
        DYNAMIC,
        DYNAMIC | 1,
        DYNAMIC | 2,
        DYNAMIC | 3,
        DYNAMIC | 4,
        DYNAMIC | 5,
        DYNAMIC | 6,
        DYNAMIC | 7,
        MARCATO,
        DYNAMIC,
        DYNAMIC | 7,
        CRESCENDO,
        CRESCENDO,
        END_HAIRPIN,
        END_HAIRPIN,
        DIMINUENDO,
        DIMINUENDO,
        END_HAIRPIN,
        END_HAIRPIN
    };

    private static final String LETTERS = ".~HLMOPSTJuv";
    private static final String[] LETTER_NAMES = {
        "staccato",
        "roll",
        "fermata",
        "accent",
        "lowermordent",
        "coda",
        "uppermordent",
        "segno",
        "trill",
        "slide",
        "upbow",
        "downbow"
    };

    /** What each letter means where no field says otherwise. */
    private static final int[] USUAL = usual();

    private final int[] byLetter = new int[128];

    Decorations() {
        reset();
    }

    void reset() {
        System.arraycopy(USUAL, 0, byLetter, 0, byLetter.length);
    }

    private static int[] usual() {
        int[] meanings = new int[128];
        for (int i = 0; i < LETTERS.length(); i++) {
            meanings[LETTERS.charAt(i)] = named(LETTER_NAMES[i]);
        }
        return meanings;
    }

    void copyFrom(Decorations other) {
        System.arraycopy(other.byLetter, 0, byLetter, 0, byLetter.length);
    }

    /** What a letter means, or {@link #UNKNOWN}. */
    int ofLetter(int c) {
        return byLetter[c & 127];
    }

    /** What a name means, or {@link #UNKNOWN}. */
    static int named(CharSequence name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (Text.equal(name, NAMES[i])) {
                return i < MEANINGS.length ? MEANINGS[i] : SILENT;
            }
        }
        return UNKNOWN;
    }

    /** Reads the value of a {@code U:} field, {@code T = !trill!}; false if it is not one or its decoration is unknown. */
    boolean define(Text value, Text scratch) {
        int i = Text.skipSpaces(value, 0);
        if (i == value.length()) {
            return false;
        }
        char letter = value.charAt(i);
        boolean allowed =
                letter >= 'H' && letter <= 'W' || letter >= 'h' && letter <= 'w' || letter == '~' || letter == '.';
        i = Text.skipSpaces(value, i + 1);
        if (!allowed || i == value.length() || value.charAt(i) != '=') {
            return false;
        }
        i = Text.skipSpaces(value, i + 1);
        int end = Text.trimEnd(value);
        boolean marked = i < end && (value.charAt(i) == '!' || value.charAt(i) == '+');
        if (marked && end - 1 > i && value.charAt(end - 1) == value.charAt(i)) {
            i++;
            end--;
        }
        scratch.clear();
        for (; i < end; i++) {
            scratch.add(value.charAt(i));
        }
        int meaning = named(scratch);
        if (meaning == UNKNOWN && scratch.length() > 0 && scratch.charAt(0) == '"') {
            meaning = SILENT; // an annotation
        }
        byLetter[letter] = meaning;
        return meaning != UNKNOWN;
    }
}
