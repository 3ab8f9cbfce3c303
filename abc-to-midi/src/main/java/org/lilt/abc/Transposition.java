package org.lilt.abc;

import java.util.Optional;

/**
 * A tune moved to another key, as text: its keys, notes and chord symbols are written anew, everything else stays as it is. An interval has a number
 * of letters and a number of semitones, so that what was spelled as the third of a chord stays its third.
 */
public final class Transposition {
    private static final String LETTERS = "CDEFGAB";

    /** Semitones of the letters above C. */
    private static final int[] NATURAL = {0, 2, 4, 5, 7, 9, 11};

    /** Sharps of the major keys on the letters. */
    private static final int[] MAJOR_SHARPS = {0, 2, 4, -1, 1, 3, 5};

    private static final int LETTERS_TO_OCTAVE = 7;
    private static final int SEMITONES_TO_OCTAVE = 12;

    /** Most sharps or flats of a signature that a tune is moved to. */
    private static final int MOST_SHARPS = 6;

    private static final int DOUBLE = 2;

    private final int letters;
    private final int semitones;
    private final StringBuilder out = new StringBuilder();
    private final String in;
    private int at;

    private Transposition(String in, int letters, int semitones) {
        this.in = in;
        this.letters = letters;
        this.semitones = semitones;
    }

    /** What cannot be spelled in the new key. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unspeakable() {
            super(null, null, false, false);
        }
    }

    /**
     * Moves a tune.
     *
     * @param tune a tune in normal form, see {@link NormalForm}
     * @param semitones -11 to 11, up or down
     * @return the tune in the key that lies so far from its own, the one with fewer sharps or flats where two do; empty where its key is not a tonic and a
     *     mode, or a note or the key would want more than two accidentals or six sharps or flats
     */
    public static Optional<String> of(String tune, int semitones) {
        int key = tune.startsWith("K:") ? 2 : tune.indexOf("\nK:") + 3;
        if (key < 2 || key >= tune.length() || LETTERS.indexOf(tune.charAt(key)) < 0) {
            return Optional.empty();
        }
        KeySignature signature = new KeySignature();
        int end = tune.indexOf('\n', key);
        if (!signature.parse(tune.substring(key, end < 0 ? tune.length() : end))) {
            return Optional.empty();
        }
        int tonic = LETTERS.indexOf(tune.charAt(key));
        int accidental = accidental(tune, key + 1);
        int mode = signature.sharps - (MAJOR_SHARPS[tonic] + LETTERS_TO_OCTAVE * accidental);
        int best = Integer.MAX_VALUE;
        int bestLetters = 0;
        for (int letters = -LETTERS_TO_OCTAVE; letters <= LETTERS_TO_OCTAVE; letters++) {
            int to = accidental + semitones - (natural(tonic + letters) - natural(tonic));
            if (Math.abs(to) > 1) {
                continue;
            }
            int sharps =
                    MAJOR_SHARPS[Math.floorMod(tonic + letters, LETTERS_TO_OCTAVE)] + LETTERS_TO_OCTAVE * to + mode;
            if (Math.abs(sharps) < Math.abs(best)) {
                best = sharps;
                bestLetters = letters;
            }
        }
        if (Math.abs(best) > MOST_SHARPS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Transposition(tune, bestLetters, semitones).moved());
        } catch (Unspeakable e) {
            return Optional.empty();
        }
    }

    /** Semitones above C of a letter counted from C, over octaves. */
    private static int natural(int letter) {
        return NATURAL[Math.floorMod(letter, LETTERS_TO_OCTAVE)]
                + SEMITONES_TO_OCTAVE * Math.floorDiv(letter, LETTERS_TO_OCTAVE);
    }

    /** A sharp or flat as keys and chord symbols write it. */
    private static int accidental(String text, int at) {
        if (at >= text.length()) {
            return 0;
        }
        return switch (text.charAt(at)) {
            case '#', '+' -> 1;
            case 'b' -> -1;
            default -> 0;
        };
    }

    private String moved() {
        boolean lineStart = true;
        while (at < in.length()) {
            char c = in.charAt(at);
            if (lineStart && Character.isLetter(c) && field(at)) {
                moveField('\n');
            } else if (c == '[' && at + 1 < in.length() && Character.isLetter(in.charAt(at + 1)) && field(at + 1)) {
                out.append(in.charAt(at++));
                moveField(']');
            } else if (c == '"') {
                moveQuote();
            } else if (c == '!') {
                copyTo('!');
            } else if (c == '^' || c == '_' || c == '=' || note(c)) {
                moveNote();
            } else {
                out.append(in.charAt(at++));
            }
            lineStart = at > 0 && in.charAt(at - 1) == '\n';
        }
        return out.toString();
    }

    private boolean field(int from) {
        return from + 2 < in.length()
                && in.charAt(from + 1) == ':'
                && in.charAt(from + 2) != '|'
                && in.charAt(from + 2) != ':';
    }

    private static boolean note(char c) {
        return c >= 'A' && c <= 'G' || c >= 'a' && c <= 'g';
    }

    /** Copies what stands up to and with a character, the one at hand aside; to the end of the line where it does not come. */
    private void copyTo(char end) {
        int from = at++;
        while (at < in.length() && in.charAt(at) != end && in.charAt(at) != '\n') {
            at++;
        }
        at = Math.min(in.length(), at + 1);
        out.append(in, from, at);
    }

    private void moveField(char end) {
        if (in.charAt(at) == 'K' && LETTERS.indexOf(in.charAt(at + 2)) >= 0) {
            out.append("K:");
            at += 2;
            moveName(false, "#");
            if (at < in.length() && in.charAt(at) == end) {
                return;
            }
        }
        copyTo(end);
    }

    /** A letter and its sharp or flat behind it, as in a key, a chord or a bass. */
    private void moveName(boolean small, String sharp) {
        int letter = LETTERS.indexOf(Character.toUpperCase(in.charAt(at)));
        int accidental = accidental(in, at + 1);
        String written = accidental > 0 ? in.substring(at + 1, at + 2) : sharp;
        at += accidental == 0 ? 1 : 2;
        int to = accidental + semitones - (natural(letter + letters) - natural(letter));
        if (Math.abs(to) > 1) {
            throw new Unspeakable();
        }
        char name = LETTERS.charAt(Math.floorMod(letter + letters, LETTERS_TO_OCTAVE));
        out.append(small ? Character.toLowerCase(name) : name).append(to > 0 ? written : to < 0 ? "b" : "");
    }

    /** A chord symbol, its bass in small or capital letters; other text in quotes stays. */
    private void moveQuote() {
        int end = in.indexOf('"', at + 1);
        int line = in.indexOf('\n', at);
        if (end < 0 || line >= 0 && line < end) {
            copyTo('"');
            return;
        }
        out.append(in.charAt(at++));
        if (at < end && in.charAt(at) == '(') {
            out.append(in.charAt(at++));
        }
        if (at < end && LETTERS.indexOf(in.charAt(at)) >= 0) {
            moveName(false, "#");
            int slash = in.indexOf('/', at);
            if (slash >= 0 && slash + 1 < end && note(in.charAt(slash + 1))) {
                out.append(in, at, slash + 1);
                at = slash + 1;
                boolean small = Character.isLowerCase(in.charAt(at));
                moveName(small, small ? "+" : "#");
            }
        }
        out.append(in, at, end + 1);
        at = end + 1;
    }

    private void moveNote() {
        int from = at;
        int accidental = 0;
        while (at < in.length() && "^_=".indexOf(in.charAt(at)) >= 0) {
            accidental += in.charAt(at) == '^' ? 1 : in.charAt(at) == '_' ? -1 : 0;
            at++;
        }
        boolean written = at > from;
        if (at == in.length() || !note(in.charAt(at))) {
            out.append(in, from, at);
            return;
        }
        char c = in.charAt(at++);
        int letter = LETTERS.indexOf(Character.toUpperCase(c)) + (Character.isLowerCase(c) ? LETTERS_TO_OCTAVE : 0);
        for (; at < in.length() && (in.charAt(at) == ',' || in.charAt(at) == '\''); at++) {
            letter += in.charAt(at) == ',' ? -LETTERS_TO_OCTAVE : LETTERS_TO_OCTAVE;
        }
        int moved = letter + letters;
        if (written) {
            writeAccidental(accidental + semitones - (natural(moved) - natural(letter)));
        }
        char name = LETTERS.charAt(Math.floorMod(moved, LETTERS_TO_OCTAVE));
        int octave = Math.floorDiv(moved, LETTERS_TO_OCTAVE);
        out.append(octave > 0 ? Character.toLowerCase(name) : name);
        out.append("'".repeat(Math.max(0, octave - 1))).append(",".repeat(Math.max(0, -octave)));
    }

    private void writeAccidental(int accidental) {
        if (Math.abs(accidental) > DOUBLE) {
            throw new Unspeakable();
        }
        out.append(accidental == 0 ? "=" : accidental > 0 ? "^".repeat(accidental) : "_".repeat(-accidental));
    }
}
