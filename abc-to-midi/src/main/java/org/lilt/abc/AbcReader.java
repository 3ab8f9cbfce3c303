package org.lilt.abc;

import java.util.Objects;

/**
 * Reads ABC notation as it is written: one character in, zero or more events out, each as early as the notation allows. No event is ever
 * taken back, and nothing that is fed makes it throw. Channels: 0 the melody, 1 the bass and 2 the chords that its chord symbols ask for.
 *
 * <p>A section that is repeated is not told at once when its end is read: {@link #replaying} is true from then on, and {@link #replay} tells
 * as much of it as the caller wants. A {@link #feed} tells the rest first.
 *
 * <p>A tune begins with an {@code X:} field, or with a {@code K:} field where none came before, and ends with an empty line, the next
 * {@code X:}, or {@link #end}. What stands between tunes is skipped.
 *
 * <p>Not thread-safe. Once warm nothing here allocates.
 */
public final class AbcReader {
    /** Ticks to the quarter note: 2^5 x 3^2 x 5 x 7, so that dyadic lengths, triplets, quintuplets and septuplets are exact. */
    public static final long TICKS_PER_QUARTER = 10_080;

    static final int LONGEST_FIELD = 1024;

    // What the current line has turned out to be so far.
    private static final int LINE_START = 0;
    private static final int LETTER = 1;
    private static final int LETTER_COLON = 2;
    private static final int FIELD = 3;
    private static final int PERCENT = 4;
    private static final int DIRECTIVE = 5;
    private static final int SKIPPED = 6;
    private static final int MUSIC = 7;

    private final AbcOptions options;
    private final AbcDiagnostics diagnostics;
    private final Tune tune;
    private final Text text = new Text(LONGEST_FIELD);
    private final Text word = new Text(4);

    private long fed;
    /** Number of the character that came last. */
    private long reading;
    /** How many characters before that the one was written that is being read now, because it was held back. */
    private int ago;

    private long line = 1;
    private long lineFrom;
    private int lineState;
    private int held;
    private boolean afterReturn;
    /** A section may have to be played again before the next character is read. */
    private boolean replayDue;
    /** What is read may have to be played again first, or to go elsewhere. */
    private boolean turned;
    /** The field is longer than what is kept. */
    private boolean cut;

    /**
     * A reader for live use, that keeps oddities to itself.
     *
     * @param events hears what is read
     */
    public AbcReader(AbcEvents events) {
        this(events, AbcDiagnostics.NONE);
    }

    /**
     * A reader for live use.
     *
     * @param events hears what is read
     * @param diagnostics hears what is odd
     */
    public AbcReader(AbcEvents events, AbcDiagnostics diagnostics) {
        this(events, diagnostics, AbcOptions.LIVE);
    }

    /**
     * A reader.
     *
     * @param events hears what is read
     * @param diagnostics hears what is odd
     * @param options what else is asked of it
     */
    public AbcReader(AbcEvents events, AbcDiagnostics diagnostics, AbcOptions options) {
        this.options = options;
        this.diagnostics = diagnostics;
        tune = new Tune(this, events, options);
    }

    /**
     * A reader in the same state, that goes its own way from here.
     *
     * @param other hears what the copy reads
     * @return the copy; it reports no oddities
     */
    public AbcReader copy(AbcEvents other) {
        AbcReader copy = new AbcReader(other, AbcDiagnostics.NONE, options);
        copy.copyFrom(this);
        return copy;
    }

    /**
     * Takes the state of another reader, which is not disturbed; listeners stay as they are. Allocates nothing unless the other remembers more music
     * than this one ever did. Only for readers of the first voice: those of all voices are copied as between tunes.
     *
     * @param other the reader to be like
     */
    public void copyFrom(AbcReader other) {
        tune.copyFrom(other.tune);
        text.copyFrom(other.text);
        fed = other.fed;
        reading = other.reading;
        ago = other.ago;
        line = other.line;
        lineFrom = other.lineFrom;
        lineState = other.lineState;
        held = other.held;
        afterReturn = other.afterReturn;
        replayDue = other.replayDue;
        cut = other.cut;
    }

    /**
     * Reads one character. What is still to be replayed is told first.
     *
     * @param codePoint the character; any number
     */
    public void feed(int codePoint) {
        if (replayDue) {
            replay(Long.MAX_VALUE);
        }
        reading(fed++);
        if (lineState == MUSIC && codePoint > '\r') {
            tune.music(codePoint);
            return;
        }
        if (codePoint == '\n' && afterReturn) {
            afterReturn = false;
            lineFrom = fed;
            return;
        }
        afterReturn = codePoint == '\r';
        if (codePoint == '\n' || codePoint == '\r') {
            endLine();
            line++;
            lineFrom = fed;
        } else if (lineState == MUSIC) {
            tune.music(codePoint);
        } else {
            lineCharacter(codePoint);
        }
    }

    /**
     * Reads some text, replaying what is repeated at once; the same as feeding its characters one by one.
     *
     * @param text any part of the input
     */
    public void feed(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            feed(text.charAt(i));
        }
    }

    /**
     * Reads some text, replaying what is repeated at once; the same as feeding its characters one by one, and faster.
     *
     * @param text holds any part of the input
     * @param from index of its first character
     * @param to index after its last character
     */
    public void feed(char[] text, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length);
        int i = from;
        while (i < to) {
            if (replayDue) {
                replay(Long.MAX_VALUE);
            }
            if (lineState == LINE_START && tune.playing() && beginsMusic(text, i, to)) {
                lineState = MUSIC;
                afterReturn = false;
            }
            if (lineState == MUSIC && tune.direct()) {
                turned = false;
                long before = fed - i;
                i = tune.music().feed(text, i, to, before);
                fed = before + i;
            } else if (lineState == FIELD || lineState == DIRECTIVE || lineState == SKIPPED) {
                i = restOfLine(text, i, to);
            }
            if (i < to) {
                feed(text[i++]);
            }
        }
    }

    /** Whether a line, of which two characters are at hand, is certainly one of music. */
    private static boolean beginsMusic(char[] s, int i, int to) {
        return i + 1 < to && s[i] > ' ' && s[i] != '%' && s[i] != '\u00A0' && s[i + 1] != ':';
    }

    private int restOfLine(char[] s, int from, int to) {
        int end = from;
        while (end < to && s[end] != '\n' && s[end] != '\r') {
            end++;
        }
        if (lineState != SKIPPED) {
            int room = text.addAll(s, from, end);
            reading(fed + room);
            if (room < end - from && !cut) {
                cut = true;
                report(AbcProblem.TEXT_TOO_LONG, "");
            }
        }
        fed += end - from;
        return end;
    }

    /** There is no more input: a tune that is open ends. Afterwards a further tune may be fed. */
    public void end() {
        replay(Long.MAX_VALUE);
        reading(fed);
        endLine();
        tune.end();
    }

    /** Tells, before a tune, that it has a single voice and no lyrics. */
    void alone(boolean isAlone) {
        tune.alone(isAlone);
    }

    // Asked by callers.

    /**
     * The earliest tick, in the current tune, at which an event that has not been told can lie, note-offs included. Never goes back within a tune.
     *
     * @return a tick; 0 outside of a tune
     */
    public long frontier() {
        return tune.inBody() && !options.allVoices()
                ? tune.music().part.performer.frontier()
                : 0;
    }

    /**
     * Whether remembered music is to be played before the next character is read.
     *
     * @return true while {@link #replay} has something to tell
     */
    public boolean replaying() {
        return tune.music().part.replaying();
    }

    /**
     * Tells remembered events, and moves the frontier.
     *
     * @param untilTick events at or after this tick are not told
     */
    public void replay(long untilTick) {
        tune.music().part.replay(untilTick);
        replayDue = tune.music().part.replaying();
    }

    /**
     * How many characters have been fed.
     *
     * @return the number of the next character
     */
    public long charactersFed() {
        return fed;
    }

    /**
     * Whether the music of a tune is being read.
     *
     * @return true from the {@code K:} field to the end of the tune
     */
    public boolean inTune() {
        return tune.inBody();
    }

    /**
     * Number of the current or last tune.
     *
     * @return from 1; 0 before the first
     */
    public int tune() {
        return tune.ordinal();
    }

    /**
     * Time since the last bar line, up to what is settled.
     *
     * @return ticks
     */
    public long positionInBar() {
        return Ticks.toTick(
                tune.music().part.performer.now() - tune.music().part.performer.barStart());
    }

    /**
     * Length of a bar by the meter.
     *
     * @return ticks; 0 where there is no meter
     */
    public long barLength() {
        return Ticks.toTick(tune.music().part.writtenMeter.barLength());
    }

    /**
     * Sharps of the key signature.
     *
     * @return -7 to 7, negative for flats
     */
    public int keySharps() {
        return tune.music().key.sharps;
    }

    /**
     * Whether the mode of the key is minor.
     *
     * @return true for minor, dorian, phrygian and locrian
     */
    public boolean keyMinor() {
        return tune.music().key.minor;
    }

    /**
     * Whether a chord is open.
     *
     * @return true from its opening bracket to its closing one
     */
    public boolean chordOpen() {
        return tune.music().chordOpen();
    }

    /**
     * Whether a tuplet wants further notes.
     *
     * @return true until its last note has begun
     */
    public boolean tupletOpen() {
        return tune.music().lengths.inTuplet();
    }

    /**
     * Whether a tie waits for the note that it leads to.
     *
     * @return true while it does
     */
    public boolean tieOpen() {
        return tune.music().sounder.tieOpen();
    }

    /**
     * Whether a quoted text is open.
     *
     * @return true from its opening quote to its closing one
     */
    public boolean quoteOpen() {
        return lineState == MUSIC && tune.music().quoteOpen();
    }

    /**
     * Whether a {@code |:} waits for its {@code :|}, or a first ending for the next.
     *
     * @return true while it does
     */
    public boolean repeatOpen() {
        return tune.music().part.repeatOpen();
    }

    // Asked by the parser of music.

    /** Number of the character that is being read. */
    long position() {
        return reading - ago;
    }

    /** The character of this number is read now. */
    void reading(long character) {
        reading = character;
    }

    /** Whether what was read last ends a run of characters that go straight to the music. */
    boolean turned() {
        return turned;
    }

    /** How many characters ago the one was fed that is read now. */
    int ago() {
        return ago;
    }

    /** The character that is read now was fed so many characters ago. */
    void reread(int charactersAgo) {
        ago = charactersAgo;
    }

    void report(AbcProblem problem, CharSequence words) {
        report(position(), problem, words);
    }

    /** Reports a problem of a character of this line. */
    void report(long position, AbcProblem problem, CharSequence words) {
        int column = (int) Math.max(1, Math.min(Integer.MAX_VALUE, position - lineFrom + 1));
        diagnostics.report(line, column, problem, words);
    }

    void odd(int c) {
        word.clear();
        word.add(c);
        report(AbcProblem.UNKNOWN_CHARACTER, word);
    }

    Music overlay(int bars, long character) {
        return tune.overlay(bars, character);
    }

    void replayDue() {
        replayDue = true;
        turned = true;
    }

    boolean withinOverlay(Music music) {
        return tune.withinOverlay(music);
    }

    Music overVoice(Music music, boolean atBarLine) {
        return tune.overVoice(music, atBarLine);
    }

    boolean accompanies(Music music) {
        return tune.accompanies(music);
    }

    /** An inline field: the letter, a colon, then the value. */
    void inlineField(Text field) {
        turned = true;
        text.clear();
        for (int i = 2; i < field.length(); i++) {
            text.add(field.charAt(i));
        }
        tune.bodyField(field.charAt(0), text);
        if (!tune.playing()) {
            lineState = SKIPPED;
        }
    }

    // Lines.

    private void lineCharacter(int c) {
        switch (lineState) {
            case LINE_START -> {
                if (c == '%') {
                    lineState = PERCENT;
                } else if (Text.isLetter(c) && lineFrom == position()) {
                    held = c;
                    lineState = LETTER;
                } else if (!Text.isSpace(c)) {
                    lineState = tune.playing() ? MUSIC : SKIPPED;
                    if (lineState == MUSIC) {
                        tune.music(c);
                    }
                }
            }
            case LETTER -> {
                if (c == ':') {
                    lineState = LETTER_COLON;
                } else {
                    musicAfterAll(1, c);
                }
            }
            case LETTER_COLON -> {
                if (tune.inBody() && (c == '|' || c == ':')) {
                    musicAfterAll(2, c);
                } else {
                    lineState = FIELD;
                    text.clear();
                    fieldCharacter(c);
                }
            }
            case PERCENT -> {
                text.clear();
                lineState = c == '%' ? DIRECTIVE : SKIPPED;
            }
            case FIELD, DIRECTIVE -> fieldCharacter(c);
            default -> {} // skipped to the end of the line
        }
    }

    private void fieldCharacter(int c) {
        if (!text.add(c) && !cut) {
            cut = true;
            report(AbcProblem.TEXT_TOO_LONG, "");
        }
    }

    /** What looked like a field is music: the characters that were held are read now. */
    private void musicAfterAll(int heldCharacters, int c) {
        if (!tune.playing()) {
            lineState = SKIPPED;
            return;
        }
        lineState = MUSIC;
        reread(heldCharacters);
        tune.music(held);
        if (heldCharacters == 2) {
            reread(1);
            tune.music(':');
        }
        reread(0);
        tune.music(c);
    }

    private void endLine() {
        switch (lineState) {
            case MUSIC -> tune.endMusicLine();
            case LETTER -> {
                if (tune.playing()) {
                    reread(1);
                    tune.music(held);
                    reread(0);
                    tune.endMusicLine();
                }
            }
            case LETTER_COLON -> {
                text.clear();
                tune.field(held, text);
            }
            case FIELD -> {
                stripComment();
                tune.field(held, text);
            }
            case DIRECTIVE -> tune.directive(text);
            case LINE_START -> tune.blankLine();
            default -> {}
        }
        lineState = LINE_START;
        cut = false;
    }

    private void stripComment() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && (i == 0 || text.charAt(i - 1) != '\\')) {
                text.truncate(i);
            }
        }
        text.truncate(Text.trimEnd(text));
    }
}
