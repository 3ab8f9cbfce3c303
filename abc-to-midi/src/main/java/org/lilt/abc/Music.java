package org.lilt.abc;

/**
 * Reads the lines of music, character by character. A note begins to sound when the character after its letter shows that no octave mark follows; its length is
 * settled by whatever begins next.
 */
final class Music {
    // What has been begun: the state of the reading.
    private static final int NEUTRAL = 0;
    private static final int ACCIDENTAL = 1;
    private static final int NOTE = 2;
    private static final int LENGTH = 3;
    private static final int BROKEN = 4;
    private static final int PARENTHESIS = 5;
    private static final int TUPLET = 6;
    private static final int BRACKET = 7;
    private static final int BRACKET_LETTER = 8;
    private static final int INLINE_FIELD = 9;
    private static final int QUOTE = 10;
    private static final int DECORATION = 11;
    private static final int BAR = 12;
    private static final int ENDING = 13;
    private static final int COMMENT = 14;
    private static final int SPACER = 15;
    private static final int SKIP_BARS = 16;
    private static final int OVERLAY = 17;

    private static final int LONGEST_NUMBER = 9999;

    private final AbcReader reader;
    final Part part;
    final Lengths lengths = new Lengths();
    final KeySignature key = new KeySignature();
    final Accidentals accidentals = new Accidentals();
    final Dynamics dynamics = new Dynamics();
    final Decorations decorations = new Decorations();
    final Swing swing = new Swing();
    final Graces graces = new Graces();
    final Sounder sounder;
    /** Takes the notes to be sung; null where there is nothing to sing. */
    Lyrics lyrics;

    private final BarReader bars;
    private final Runs runs;
    private final Spelling spelling = new Spelling();
    private final Text text = new Text(256);
    private final ChordSymbols symbols = new ChordSymbols();

    /** Semitones by {@code %%MIDI transpose}. */
    int midiShift;
    /** Semitones by the clef or octave of a {@code V:} field. */
    int voiceShift;
    /** Whether bars that are too short or too long are reported. */
    boolean barsMatter;

    private int state;
    private int accidental;
    private int letter;
    private long letterAt;
    private int count;
    private boolean inChord;
    private boolean inGrace;
    private final int[] tuplet = new int[3];
    private int closingMark;
    /** What is skipped is within a bar line, that may be of several characters. */
    private boolean inBarLine;

    Music(AbcReader reader, Part part) {
        this.reader = reader;
        this.part = part;
        sounder = new Sounder(this, reader, part);
        bars = new BarReader(this, reader, part);
        runs = new Runs(this, reader);
    }

    void copyFrom(Music other) {
        inherit(other);
        swing.copyFrom(other.swing);
        sounder.copyFrom(other.sounder);
        bars.copyFrom(other.bars);
        text.copyFrom(other.text);
        part.copyFrom(other.part);
        state = other.state;
        accidental = other.accidental;
        letter = other.letter;
        letterAt = other.letterAt;
        spelling.copyFrom(other.spelling);
        count = other.count;
        inChord = other.inChord;
        inGrace = other.inGrace;
        System.arraycopy(other.tuplet, 0, tuplet, 0, 3);
        closingMark = other.closingMark;
        inBarLine = other.inBarLine;
    }

    /** Takes over what a header has settled for all voices. */
    void inherit(Music other) {
        lengths.copyFrom(other.lengths);
        key.copyFrom(other.key);
        accidentals.copyFrom(other.accidentals);
        dynamics.copyFrom(other.dynamics);
        decorations.copyFrom(other.decorations);
        graces.copyFrom(other.graces);
        midiShift = other.midiShift;
        voiceShift = other.voiceShift;
        barsMatter = other.barsMatter;
        part.writtenMeter.copyFrom(other.part.writtenMeter);
    }

    /** Becomes an overlay of another voice, so many bar lines before the place where that is. */
    void overlay(Music above, int bars) {
        inherit(above);
        part.overlay(above.part, bars);
    }

    void resetKey() {
        key.reset();
        accidentals.set(key);
    }

    /** Reads the value of a {@code K:} field; false if something in it is not understood, which is then left out. */
    boolean parseKey(CharSequence value) {
        boolean understood = key.parse(value);
        accidentals.set(key);
        return understood;
    }

    void channel(int channel) {
        part.performer.channel(channel);
    }

    void start() {
        state = NEUTRAL;
        spelling.noLength();
        inChord = false;
        inGrace = false;
        accidental = Sounder.PLAIN;
        sounder.reset();
        bars.reset();
        lengths.reset();
        accidentals.set(key);
        accidentals.reach = Accidentals.Reach.LETTER;
        dynamics.reset();
        decorations.reset();
        graces.reset();
        midiShift = 0;
        voiceShift = 0;
        barsMatter = true;
        part.reset();
    }

    /** The tune is over. Returns the tick of its last event. */
    long stop() {
        endLine();
        settle();
        bars.answerRepeat();
        sounder.dropGraces();
        long end = part.performer.stop();
        sounder.reportTies();
        return end;
    }

    boolean chordOpen() {
        return inChord;
    }

    boolean quoteOpen() {
        return state == QUOTE;
    }

    /** A line of music is over. */
    void endLine() {
        switch (state) {
            case QUOTE -> {
                reader.report(AbcProblem.UNCLOSED_QUOTE, text);
                chordSymbol();
            }
            case DECORATION -> {
                unfinishedDecoration();
                feed(' ');
            }
            case INLINE_FIELD -> reader.report(AbcProblem.UNCLOSED_FIELD, text);
            case COMMENT -> {}
            default -> feed(' ');
        }
        if (!inChord) {
            sounder.separate();
        }
        if (state != SKIP_BARS) {
            state = NEUTRAL;
        }
    }

    void feed(int c) {
        switch (state) {
            case NEUTRAL -> neutral(c);
            case ACCIDENTAL -> altered(c);
            case NOTE -> note(c);
            case LENGTH -> length(c);
            case BROKEN -> broken(c);
            case PARENTHESIS -> parenthesis(c);
            case TUPLET -> tuplet(c);
            case BRACKET -> bracket(c);
            case BRACKET_LETTER -> bracketLetter(c);
            case INLINE_FIELD -> inlineField(c);
            case QUOTE -> quote(c);
            case DECORATION -> decoration(c);
            case BAR -> bar(c);
            case ENDING -> ending(c);
            case SPACER -> spacer(c);
            case SKIP_BARS -> skipped(c);
            case OVERLAY -> overlay(c);
            default -> {} // a comment goes on to the end of the line
        }
    }

    /**
     * Reads characters of one line; the same as feeding them one by one.
     *
     * @param before how many characters were fed before the array's first
     * @return index of the first character that is not read: the end of the line, or what follows something that turns the reading elsewhere
     */
    int feed(char[] s, int from, int to, long before) {
        return runs.feed(s, from, to, before);
    }

    /** Nothing has been begun that the next character belongs to. */
    boolean neutral() {
        return state == NEUTRAL;
    }

    /** Whether a note that begins now is one by itself. */
    boolean singlesMayCome() {
        return state == NEUTRAL && !inChord && !inGrace;
    }

    /** A bar line or a note is over, if there is one, because the next character, which belongs to neither, shows it. */
    void finish(int next) {
        switch (state) {
            case BAR -> {
                bars.bar(next);
                state = NEUTRAL;
            }
            case NOTE -> {
                pitchIsFixed();
                state = NEUTRAL;
            }
            case LENGTH -> {
                endLength();
                state = NEUTRAL;
            }
            default -> {}
        }
    }

    private void again(int c) {
        state = NEUTRAL;
        neutral(c);
    }

    private void neutral(int c) {
        switch (c) {
            case ' ', '\t', '\u00A0' -> {}
            case 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'a', 'b', 'c', 'd', 'e', 'f', 'g' ->
                beginNote(c, reader.position());
            case '^', '_', '=' -> {
                accidental = Sounder.PLAIN;
                state = ACCIDENTAL;
                altered(c);
            }
            case 'z', 'x', 'Z', 'X' -> rest(c);
            case 'y' -> state = SPACER;
            case '|', ':' -> beginBar(c);
            case '"' -> beginQuote();
            case '[' -> {
                if (!inChord) {
                    sounder.separate();
                }
                letterAt = reader.position();
                state = BRACKET;
            }
            case ']' -> {
                if (inChord) {
                    endChord();
                } else {
                    reader.odd(c);
                }
            }
            case '(' -> {
                if (!inChord) {
                    sounder.separate();
                }
                state = PARENTHESIS;
            }
            case ')', '`', '$', '*' -> {}
            case '\\' -> part.performer.release();
            case '>', '<' -> {
                if (sounder.open() && !inChord && !inGrace) {
                    letter = c;
                    count = 1;
                    state = BROKEN;
                } else {
                    reader.odd(c);
                }
            }
            case '-' -> tie();
            case '{' -> {
                if (inChord || inGrace) {
                    reader.odd(c);
                } else {
                    sounder.separate();
                    inGrace = true;
                }
            }
            case '}' -> {
                if (inGrace) {
                    inGrace = false;
                } else {
                    reader.odd(c);
                }
            }
            case '!', '+' -> {
                if (inChord && c == '+') {
                    reader.odd(c);
                    return;
                }
                if (!inChord) {
                    sounder.separate();
                }
                closingMark = c;
                text.clear();
                state = DECORATION;
            }
            case '%' -> state = COMMENT;
            case '&' -> {
                closeAll();
                part.performer.release();
                letterAt = reader.position();
                count = 1;
                state = OVERLAY;
            }
            default -> {
                if (inGrace && c == '/') {
                    return; // an acciaccatura
                }
                int meaning = c < 128 ? decorations.ofLetter(c) : Decorations.UNKNOWN;
                if (meaning == Decorations.UNKNOWN) {
                    reader.odd(c);
                    return;
                }
                if (!inChord) {
                    sounder.separate();
                }
                decorate(meaning);
            }
        }
    }

    // Notes, rests and chords.

    /** Semitones of an accidental. */
    static int accidental(int c) {
        return c == '^' ? 1 : c == '_' ? -1 : 0;
    }

    private void altered(int c) {
        switch (c) {
            case '^', '_', '=' ->
                accidental = accidental == Sounder.PLAIN
                        ? accidental(c)
                        : Math.max(-2, Math.min(2, accidental + accidental(c)));
            default -> {
                if (Text.isLetter(c) && (c & ~0x20) <= 'G') {
                    beginNote(c, reader.position());
                } else {
                    accidental = Sounder.PLAIN;
                    reader.odd(c);
                    again(c);
                }
            }
        }
    }

    private void beginNote(int c, long character) {
        if (!inChord && !inGrace) {
            sounder.begin();
        }
        spelling.letter(c);
        letterAt = character;
        state = NOTE;
    }

    private void note(int c) {
        if (!spelling.octave(c)) {
            pitchIsFixed();
            length(c);
        }
    }

    private void pitchIsFixed() {
        if (inGrace) {
            sounder.grace(spelling.step(), accidental, letterAt);
        } else {
            sounder.note(spelling.step(), accidental, letterAt, inChord);
        }
        accidental = Sounder.PLAIN;
        beginLength();
    }

    private void rest(int c) {
        if (inGrace) {
            reader.odd(c);
            return;
        }
        if (inChord) {
            sounder.restInChord();
        } else {
            sounder.rest(c == 'Z' || c == 'X');
        }
        beginLength();
    }

    private void spacer(int c) {
        if (!Text.isDigit(c) && c != '/') {
            again(c);
        }
    }

    /** Each {@code &} goes back by one bar line. */
    private void overlay(int c) {
        if (c == '&') {
            count = Math.min(count + 1, LONGEST_NUMBER);
        } else {
            state = NEUTRAL;
            reader.overlay(count, letterAt).feed(c);
        }
    }

    /** An overlay that is not played: skipped to the end of its last bar. */
    void skipBars(int bars) {
        state = SKIP_BARS;
        count = bars;
        inBarLine = false;
    }

    private void skipped(int c) {
        boolean barLine = c == '|' || c == ':';
        if (barLine && !inBarLine) {
            count--;
        }
        inBarLine = barLine;
        if (count == 0) {
            again(c);
        }
    }

    /** A length may follow; in a chord, the first thing lends its length to the whole. */
    private void beginLength() {
        state = LENGTH;
    }

    private void length(int c) {
        if (!spelling.length(c)) {
            endLength();
            again(c);
        }
    }

    private void endLength() {
        if (!spelling.hasLength()) {
            return;
        }
        int above = spelling.numerator();
        int below = spelling.denominator();
        if (inGrace) {
            sounder.lengthOfGrace(above, below);
        } else if (inChord) {
            sounder.lengthInChord(above, below);
        } else {
            sounder.length(above, below);
        }
        spelling.noLength();
    }

    private void broken(int c) {
        if (c == letter) {
            count = Math.min(count + 1, 3);
        } else {
            sounder.broken(letter == '>' ? count : -count);
            again(c);
        }
    }

    private void tie() {
        if (inChord) {
            sounder.tieInChord();
        } else if (!inGrace) {
            sounder.tie();
        }
    }

    private void beginChord() {
        sounder.begin();
        inChord = true;
    }

    private void endChord() {
        inChord = false;
        sounder.chordEnds();
        beginLength();
    }

    /** Whatever comes next begins: the length of what is open is settled, and the time moves on. */
    void settle() {
        sounder.settle();
    }

    // What begins with a bracket or a parenthesis.

    private void parenthesis(int c) {
        if (Text.isDigit(c)) {
            tuplet[0] = c - '0';
            tuplet[1] = 0;
            tuplet[2] = 0;
            count = 0;
            state = TUPLET;
        } else {
            again(c);
        }
    }

    private void tuplet(int c) {
        if (Text.isDigit(c)) {
            tuplet[count] = Math.min(tuplet[count] * 10 + c - '0', 999);
        } else if (c == ':' && count < 2) {
            count++;
        } else {
            if (lengths.inTuplet()) {
                reader.report(AbcProblem.UNFINISHED_TUPLET, "");
            }
            if (!lengths.tuplet(tuplet[0], tuplet[1], tuplet[2], part.writtenMeter.compound())) {
                reader.report(AbcProblem.BAD_LENGTH, "");
            }
            again(c);
        }
    }

    private void bracket(int c) {
        if (Text.isDigit(c)) {
            closeAll();
            state = NEUTRAL;
            Music voice = reader.overVoice(this, false);
            voice.closeAll();
            voice.beginEnding();
            voice.ending(c);
        } else if (c == '|') {
            beginBar('[').bar(c);
        } else if (c == '"') {
            beginChordUnless(inChord);
            again(c);
        } else if (Text.isLetter(c) && !inChord) {
            letter = c;
            state = BRACKET_LETTER;
        } else if (c == ']') {
            state = NEUTRAL; // an invisible bar line or an empty chord
        } else {
            beginChordUnless(inChord);
            again(c);
        }
    }

    private void beginChordUnless(boolean open) {
        if (open) {
            reader.odd('[');
        } else {
            beginChord();
        }
    }

    private void bracketLetter(int c) {
        int first = letter;
        if (c == ':') {
            text.clear();
            text.add(first);
            text.add(c);
            state = INLINE_FIELD;
            return;
        }
        beginChord();
        state = NEUTRAL;
        if (Text.isLetter(first) && (first & ~0x20) <= 'G') {
            beginNote(first, letterAt + 1);
        } else {
            neutral(first);
        }
        feed(c);
    }

    private void inlineField(int c) {
        if (c == ']') {
            state = NEUTRAL;
            reader.inlineField(text);
        } else {
            text.add(c);
        }
    }

    /** Returns the text that takes what is quoted. */
    Text beginQuote() {
        if (!inChord) {
            sounder.separate();
        }
        text.clear();
        letterAt = reader.position();
        state = QUOTE;
        return text;
    }

    private void quote(int c) {
        if (c == '"') {
            state = NEUTRAL;
            chordSymbol();
        } else {
            text.add(c); // what is too long to be kept is no chord symbol either
        }
    }

    private static boolean isAnnotation(char first) {
        return first == '^' || first == '_' || first == '<' || first == '>' || first == '@';
    }

    private void chordSymbol() {
        if (text.length() == 0 || isAnnotation(text.charAt(0)) || !reader.accompanies(this)) {
            return;
        }
        int symbol = symbols.parse(text);
        if (symbol == ChordSymbol.UNKNOWN) {
            reader.report(AbcProblem.UNKNOWN_CHORD_SYMBOL, text);
        } else {
            // Chords follow a transposition, but not a clef into another octave.
            int shift = midiShift + key.transposition % 12 + voiceShift % 12;
            part.chord(shift == 0 ? symbol : ChordSymbol.transposed(symbol, shift), letterAt);
        }
    }

    private void decoration(int c) {
        if (c == closingMark) {
            state = NEUTRAL;
            int meaning = Decorations.named(text);
            if (meaning == Decorations.UNKNOWN) {
                reader.report(AbcProblem.UNKNOWN_DECORATION, text);
            } else {
                decorate(meaning);
            }
        } else if (c <= ' '
                || c == '|'
                || c == ':'
                || c == '['
                || c == '"'
                || text.length() > 0 && (c == '!' || c == '+')
                || !text.add(c)) {
            unfinishedDecoration();
            feed(c);
        }
    }

    private void decorate(int meaning) {
        if ((meaning & (Decorations.DYNAMIC | Decorations.CRESCENDO | Decorations.DIMINUENDO | Decorations.END_HAIRPIN))
                != 0) {
            dynamics.mark(meaning, part.performer.now());
        } else if (meaning != Decorations.SILENT && !inGrace) {
            if (inChord) {
                sounder.decorateChord(meaning);
            } else {
                sounder.decorate(meaning);
            }
        }
    }

    /** A lone mark, the line break of old: what follows it is music after all. */
    private void unfinishedDecoration() {
        state = NEUTRAL;
        reader.odd(closingMark);
        int length = text.length();
        int ago = reader.ago();
        for (int i = 0; i < length; i++) {
            reader.reread(ago + length - i);
            feed(text.charAt(i));
        }
        reader.reread(ago);
    }

    // Bar lines and endings.

    /** Returns the voice whose bar line it is. */
    private Music beginBar(int c) {
        boolean within = reader.withinOverlay(this);
        Music voice = reader.overVoice(this, true);
        if (voice != this) {
            closeAll();
            state = NEUTRAL;
            return voice.beginBar(c);
        }
        if (inChord) {
            if (c == ':') {
                reader.odd(c);
                return this;
            }
            reader.report(AbcProblem.UNCLOSED_CHORD, "");
        }
        closeAll();
        state = BAR;
        bars.begin(c == '[', within);
        if (c != '[') {
            bar(c);
        }
        return this;
    }

    /** Time stands still at a bar line: everything open is closed, but a tie may still follow. */
    private void closeAll() {
        if (inGrace) {
            reader.report(AbcProblem.UNCLOSED_GRACE, "");
            inGrace = false;
        }
        if (inChord) {
            endChord();
            state = NEUTRAL;
        }
        sounder.settle();
        accidental = Sounder.PLAIN;
    }

    private void bar(int c) {
        if (bars.bar(c)) {
            return;
        }
        if (Text.isDigit(c) && bars.endingMayFollow()) {
            beginEnding();
            ending(c);
        } else {
            again(c);
        }
    }

    private void beginEnding() {
        bars.beginEnding();
        state = ENDING;
    }

    private void ending(int c) {
        if (!bars.ending(c)) {
            again(c);
        }
    }
}
