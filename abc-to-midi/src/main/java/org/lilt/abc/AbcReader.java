package org.lilt.abc;

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

    private static final int LONGEST_FIELD = 1024;

    // What the current line has turned out to be so far.
    private static final int LINE_START = 0;
    private static final int LETTER = 1;
    private static final int LETTER_COLON = 2;
    private static final int FIELD = 3;
    private static final int PERCENT = 4;
    private static final int DIRECTIVE = 5;
    private static final int SKIPPED = 6;
    private static final int MUSIC = 7;

    // Where in a tune the reader is.
    private static final int BETWEEN_TUNES = 0;
    private static final int HEADER = 1;
    private static final int BODY = 2;

    private final AbcEvents events;
    private final AbcDiagnostics diagnostics;
    private final Music music;
    private final Text text = new Text(LONGEST_FIELD);
    private final Text word = new Text(LONGEST_FIELD);
    private final Text mainVoice = new Text(32);

    private long fed;
    private long at;
    private long line = 1;
    private long lineFrom;
    private int lineState;
    private int section;
    private int held;
    private boolean afterReturn;
    /** The field is longer than what is kept. */
    private boolean cut;

    private int ordinal;
    private boolean told;
    private boolean unitGiven;
    private boolean otherVoice;
    private boolean voiceReported;
    private double tempo;

    /**
     * A reader for live use, that keeps oddities to itself.
     *
     * @param events hears what is read
     */
    public AbcReader(AbcEvents events) {
        this(events, AbcDiagnostics.NONE);
    }

    /**
     * A reader.
     *
     * @param events hears what is read
     * @param diagnostics hears what is odd
     */
    public AbcReader(AbcEvents events, AbcDiagnostics diagnostics) {
        this.events = events;
        this.diagnostics = diagnostics;
        music = new Music(this, new Part(events, 0));
        music.part.reset();
    }

    /**
     * A reader in the same state, that goes its own way from here.
     *
     * @param other hears what the copy reads
     * @return the copy; it reports no oddities
     */
    public AbcReader copy(AbcEvents other) {
        AbcReader copy = new AbcReader(other);
        copy.copyFrom(this);
        return copy;
    }

    /**
     * Takes the state of another reader, which is not disturbed; listeners stay as they are. Allocates nothing unless the other remembers more music
     * than this one ever did.
     *
     * @param other the reader to be like
     */
    public void copyFrom(AbcReader other) {
        music.copyFrom(other.music);
        text.copyFrom(other.text);
        mainVoice.copyFrom(other.mainVoice);
        fed = other.fed;
        at = other.at;
        line = other.line;
        lineFrom = other.lineFrom;
        lineState = other.lineState;
        section = other.section;
        held = other.held;
        afterReturn = other.afterReturn;
        cut = other.cut;
        ordinal = other.ordinal;
        told = other.told;
        unitGiven = other.unitGiven;
        otherVoice = other.otherVoice;
        voiceReported = other.voiceReported;
        tempo = other.tempo;
    }

    /**
     * Reads one character. What is still to be replayed is told first.
     *
     * @param codePoint the character; any number
     */
    public void feed(int codePoint) {
        if (music.part.replaying()) {
            music.part.replay(Long.MAX_VALUE);
        }
        at = fed++;
        int c = codePoint;
        if (c == '\n' && afterReturn) {
            afterReturn = false;
            lineFrom = fed;
            return;
        }
        afterReturn = c == '\r';
        if (c == '\n' || c == '\r') {
            endLine();
            line++;
            lineFrom = fed;
        } else if (lineState == MUSIC) {
            music.feed(c);
        } else {
            lineCharacter(c);
        }
    }

    /** There is no more input: a tune that is open ends. Afterwards a further tune may be fed. */
    public void end() {
        if (music.part.replaying()) {
            music.part.replay(Long.MAX_VALUE);
        }
        endLine();
        endTune();
    }

    // Asked by callers.

    /**
     * The earliest tick, in the current tune, at which an event that has not been told can lie, note-offs included. Never goes back within a tune.
     *
     * @return a tick; 0 outside of a tune
     */
    public long frontier() {
        return section == BODY ? music.part.performer.frontier() : 0;
    }

    /**
     * Whether remembered music is to be played before the next character is read.
     *
     * @return true while {@link #replay} has something to tell
     */
    public boolean replaying() {
        return music.part.replaying();
    }

    /**
     * Tells remembered events, and moves the frontier.
     *
     * @param untilTick events at or after this tick are not told
     */
    public void replay(long untilTick) {
        music.part.replay(untilTick);
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
        return section == BODY;
    }

    /**
     * Number of the current or last tune.
     *
     * @return from 1; 0 before the first
     */
    public int tune() {
        return ordinal;
    }

    /**
     * Time since the last bar line, up to what is settled.
     *
     * @return ticks
     */
    public long positionInBar() {
        return Ticks.toTick(music.part.performer.now() - music.part.performer.barStart());
    }

    /**
     * Length of a bar by the meter.
     *
     * @return ticks; 0 where there is no meter
     */
    public long barLength() {
        return Ticks.toTick(music.part.writtenMeter.barLength());
    }

    /**
     * Sharps of the key signature.
     *
     * @return -7 to 7, negative for flats
     */
    public int keySharps() {
        return music.key.sharps;
    }

    /**
     * Whether the mode of the key is minor.
     *
     * @return true for minor, dorian, phrygian and locrian
     */
    public boolean keyMinor() {
        return music.key.minor;
    }

    /**
     * Whether a chord is open.
     *
     * @return true from its opening bracket to its closing one
     */
    public boolean chordOpen() {
        return music.chordOpen();
    }

    /**
     * Whether a tuplet wants further notes.
     *
     * @return true until its last note has begun
     */
    public boolean tupletOpen() {
        return music.lengths.inTuplet();
    }

    /**
     * Whether a tie waits for the note that it leads to.
     *
     * @return true while it does
     */
    public boolean tieOpen() {
        return music.part.performer.hasTies();
    }

    /**
     * Whether a quoted text is open.
     *
     * @return true from its opening quote to its closing one
     */
    public boolean quoteOpen() {
        return lineState == MUSIC && music.quoteOpen();
    }

    /**
     * Whether a {@code |:} waits for its {@code :|}, or a first ending for the next.
     *
     * @return true while it does
     */
    public boolean repeatOpen() {
        return music.part.repeatOpen();
    }

    // Asked by the parser of music.

    /** Number of the character that is being read. */
    long position() {
        return at;
    }

    /** The character that is read now was fed so many characters ago. */
    void reread(int charactersAgo) {
        at = fed - 1 - charactersAgo;
    }

    void report(AbcProblem problem, CharSequence words) {
        diagnostics.report(line, (int) Math.min(Integer.MAX_VALUE, at - lineFrom + 1), problem, words);
    }

    void odd(int c) {
        word.clear();
        word.add(c);
        report(AbcProblem.UNKNOWN_CHARACTER, word);
    }

    void overlay() {
        report(AbcProblem.OVERLAY_SKIPPED, "");
        music.skipBar();
    }

    // Lines.

    private void lineCharacter(int c) {
        switch (lineState) {
            case LINE_START -> {
                if (c == '%') {
                    lineState = PERCENT;
                } else if (Text.isSpace(c)) {
                    // still a blank line
                } else if (Text.isLetter(c) && lineFrom == at) {
                    held = c;
                    lineState = LETTER;
                } else {
                    lineState = section == BODY && !otherVoice ? MUSIC : SKIPPED;
                    if (lineState == MUSIC) {
                        music.feed(c);
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
                if (section == BODY && (c == '|' || c == ':')) {
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
        if (section != BODY || otherVoice) {
            lineState = SKIPPED;
            return;
        }
        lineState = MUSIC;
        reread(heldCharacters);
        music.feed(held);
        if (heldCharacters == 2) {
            reread(1);
            music.feed(':');
        }
        reread(0);
        music.feed(c);
    }

    private void endLine() {
        switch (lineState) {
            case MUSIC -> music.endLine();
            case LETTER -> {
                if (section == BODY && !otherVoice) {
                    reread(1);
                    music.feed(held);
                    reread(0);
                    music.endLine();
                }
            }
            case LETTER_COLON -> {
                text.clear();
                field();
            }
            case FIELD -> {
                stripComment();
                field();
            }
            case LINE_START -> {
                if (section == HEADER || section == BODY) {
                    endTune();
                }
            }
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
    }

    // Fields.

    private void field() {
        if (held == 'X') {
            endTune();
            beginHeader();
            startTune();
        } else if (section == BODY) {
            if (!otherVoice || held == 'V') {
                bodyField(held, text);
            }
        } else {
            if (section == BETWEEN_TUNES) {
                beginHeader();
            }
            headerField();
        }
    }

    private void beginHeader() {
        section = HEADER;
        told = false;
        unitGiven = false;
        otherVoice = false;
        voiceReported = false;
        tempo = 0;
        mainVoice.clear();
        music.start();
        music.key.reset();
        music.part.writtenMeter.set(4, 4, true);
        music.lengths.unit(1, 8);
    }

    private void startTune() {
        if (!told) {
            told = true;
            ordinal++;
            events.tuneStart(ordinal, 0);
        }
    }

    private void headerField() {
        switch (held) {
            case 'K' -> {
                startTune();
                key(text);
                beginBody();
            }
            case 'M' -> {
                if (!music.part.writtenMeter.parse(text)) {
                    report(AbcProblem.BAD_FIELD, text);
                }
            }
            case 'L' -> {
                if (music.lengths.parseUnit(text)) {
                    unitGiven = true;
                } else {
                    report(AbcProblem.BAD_FIELD, text);
                }
            }
            case 'Q' -> tempo = readTempo(text);
            default -> words(held, text);
        }
    }

    private double readTempo(CharSequence value) {
        double read = Tempo.parse(value, music.lengths.unit());
        if (read < 0) {
            report(AbcProblem.BAD_FIELD, value);
        }
        return Math.max(read, 0);
    }

    private void beginBody() {
        section = BODY;
        if (!unitGiven) {
            music.lengths.unit(1, music.part.writtenMeter.small() ? 16 : 8);
        }
        music.part.meter();
        music.part.key(music.key.sharps, music.key.minor);
        if (tempo > 0) {
            music.part.tempo(tempo);
        }
    }

    private void key(CharSequence value) {
        if (!music.key.parse(value)) {
            report(AbcProblem.BAD_FIELD, value);
        }
    }

    /** An inline field: the letter, then the value. */
    void inlineField(Text field) {
        word.clear();
        for (int i = 1; i < field.length(); i++) {
            word.add(field.charAt(i));
        }
        bodyField(field.charAt(0), word);
    }

    private void bodyField(int letter, Text value) {
        music.settle();
        switch (letter) {
            case 'K' -> {
                key(value);
                music.accidentals.clear();
                music.part.key(music.key.sharps, music.key.minor);
            }
            case 'M' -> {
                if (music.part.writtenMeter.parse(value)) {
                    music.part.meter();
                } else {
                    report(AbcProblem.BAD_FIELD, value);
                }
            }
            case 'L' -> {
                if (!music.lengths.parseUnit(value)) {
                    report(AbcProblem.BAD_FIELD, value);
                }
            }
            case 'Q' -> {
                double read = readTempo(value);
                if (read > 0) {
                    music.part.tempo(read);
                }
            }
            case 'V' -> voice(value);
            default -> words(letter, value);
        }
    }

    private void voice(Text value) {
        int from = Text.skipSpaces(value, 0);
        int to = Text.wordEnd(value, from);
        if (mainVoice.length() == 0) {
            for (int i = from; i < to; i++) {
                mainVoice.add(value.charAt(i));
            }
        }
        boolean same = to - from == mainVoice.length();
        for (int i = 0; same && i < mainVoice.length(); i++) {
            same = value.charAt(from + i) == mainVoice.charAt(i);
        }
        otherVoice = !same;
        if (otherVoice && !voiceReported) {
            voiceReported = true;
            report(AbcProblem.VOICE_SKIPPED, value);
        }
    }

    private void words(int letter, Text value) {
        AbcText kind = switch (letter) {
            case 'T' -> AbcText.NAME;
            case 'P' -> AbcText.MARKER;
            case 'C', 'O', 'A', 'N', 'B', 'D', 'S', 'Z', 'H', 'F', 'G', 'R' -> AbcText.TEXT;
            case 'w', 'W', 's', 'r', 'V', 'U', 'm', 'I', 'X' -> null;
            default -> {
                report(AbcProblem.UNKNOWN_FIELD, value);
                yield null;
            }
        };
        if (kind != null && told && !(kind == AbcText.MARKER && section == HEADER)) {
            events.text(section == BODY ? music.part.performer.tick() : 0, 0, kind, value);
        }
    }

    private void endTune() {
        long end = section == BODY ? music.stop() : 0;
        if (told) {
            events.tuneEnd(ordinal, end);
        }
        told = false;
        section = BETWEEN_TUNES;
        mainVoice.clear();
        otherVoice = false;
    }
}
