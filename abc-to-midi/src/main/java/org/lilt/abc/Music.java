package org.lilt.abc;

/**
 * Reads the lines of music, character by character. A note begins to sound when the character after its letter shows that no octave mark follows; its length is
 * settled by whatever begins next.
 */
final class Music {
    private static final int NEUTRAL = 0;
    private static final int ACCIDENTAL = 1;
    private static final int NOTE = 2;
    private static final int LENGTH = 3;
    private static final int DENOMINATOR = 4;
    private static final int BROKEN = 5;
    private static final int PARENTHESIS = 6;
    private static final int TUPLET = 7;
    private static final int BRACKET = 8;
    private static final int BRACKET_LETTER = 9;
    private static final int INLINE_FIELD = 10;
    private static final int QUOTE = 11;
    private static final int DECORATION = 12;
    private static final int BAR = 13;
    private static final int ENDING = 14;
    private static final int COMMENT = 15;
    private static final int SPACER = 16;
    private static final int SKIP_BAR = 17;

    private static final int MIDDLE_C_STEP = 35;
    private static final int LONGEST_NUMBER = 9999;
    private static final int MOST_BARS_REST = 999;
    private static final int[] SEMITONES = {0, 2, 4, 5, 7, 9, 11};

    /** No accidental is written. */
    private static final int PLAIN = Integer.MIN_VALUE;

    private final AbcReader reader;
    final Part part;
    final Lengths lengths = new Lengths();
    final KeySignature key = new KeySignature();
    final Accidentals accidentals = new Accidentals();
    final Dynamics dynamics = new Dynamics();
    final Decorations decorations = new Decorations();
    final Swing swing = new Swing();
    final Graces graces = new Graces();
    private final Group group = new Group();
    private final Text text = new Text(256);

    /** Semitones by {@code %%MIDI transpose}. */
    int midiShift;
    /** Semitones by the clef or octave of a {@code V:} field. */
    int voiceShift;
    /** Whether bars that are too short or too long are reported. */
    boolean barsMatter;

    /** Decorations of the next note. */
    private int pending;
    /** The bar began within another one, so that nothing can be said of its length. */
    private boolean uncertain;

    private int state;
    private int accidental;
    private int letter;
    private int octave;
    private long letterAt;
    private int numerator;
    private int denominator;
    private int slashes;
    private int count;
    private boolean inChord;
    private boolean inGrace;
    private final int[] tuplet = new int[3];
    private int colons;
    private boolean afterBar;
    /** The bar line is double, thick or part of a repeat sign. */
    private boolean soft;

    private boolean barTold;
    private long barAt;
    private int endingPasses;
    private int endingFrom;
    private int closingMark;

    Music(AbcReader reader, Part part) {
        this.reader = reader;
        this.part = part;
    }

    void copyFrom(Music other) {
        inherit(other);
        swing.copyFrom(other.swing);
        pending = other.pending;
        uncertain = other.uncertain;
        group.copyFrom(other.group);
        text.copyFrom(other.text);
        part.copyFrom(other.part);
        state = other.state;
        accidental = other.accidental;
        letter = other.letter;
        octave = other.octave;
        letterAt = other.letterAt;
        numerator = other.numerator;
        denominator = other.denominator;
        slashes = other.slashes;
        count = other.count;
        inChord = other.inChord;
        inGrace = other.inGrace;
        System.arraycopy(other.tuplet, 0, tuplet, 0, 3);
        colons = other.colons;
        afterBar = other.afterBar;
        soft = other.soft;
        barTold = other.barTold;
        barAt = other.barAt;
        endingPasses = other.endingPasses;
        endingFrom = other.endingFrom;
        closingMark = other.closingMark;
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

    /** Becomes an overlay of another voice, from the beginning of the bar in which that is. */
    void overlay(Music above) {
        inherit(above);
        part.overlay(above.part);
    }

    void channel(int channel) {
        part.performer.channel(channel);
    }

    void start() {
        state = NEUTRAL;
        inChord = false;
        inGrace = false;
        accidental = PLAIN;
        group.reset();
        lengths.reset();
        accidentals.clear();
        accidentals.reach = Accidentals.Reach.LETTER;
        dynamics.reset();
        decorations.reset();
        graces.reset();
        pending = 0;
        midiShift = 0;
        voiceShift = 0;
        barsMatter = true;
        uncertain = false;
        part.reset();
    }

    /** The tune is over. Returns the tick of its last event. */
    long stop() {
        endLine();
        settle();
        group.graces = 0;
        long end = part.performer.stop();
        reportTies();
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
            case DECORATION -> unfinishedDecoration();
            case INLINE_FIELD -> reader.report(AbcProblem.UNCLOSED_FIELD, text);
            case COMMENT -> {}
            default -> feed(' ');
        }
        if (!inChord) {
            separate();
        }
        state = NEUTRAL;
    }

    void feed(int c) {
        switch (state) {
            case NEUTRAL -> neutral(c);
            case ACCIDENTAL -> accidental(c);
            case NOTE -> note(c);
            case LENGTH, DENOMINATOR -> length(c);
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
            case SKIP_BAR -> skipBar(c);
            default -> {} // a comment goes on to the end of the line
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
                accidental = PLAIN;
                state = ACCIDENTAL;
                accidental(c);
            }
            case 'z', 'x', 'Z', 'X' -> rest(c);
            case 'y' -> state = SPACER;
            case '|', ':' -> beginBar(c);
            case '"' -> {
                if (!inChord) {
                    separate();
                }
                text.clear();
                letterAt = reader.position();
                state = QUOTE;
            }
            case '[' -> {
                if (!inChord) {
                    separate();
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
                    separate();
                }
                state = PARENTHESIS;
            }
            case ')', '`', '$', '*' -> {}
            case '\\' -> part.performer.release();
            case '>', '<' -> {
                if (group.open && !inChord && !inGrace) {
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
                    separate();
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
                    separate();
                }
                closingMark = c;
                text.clear();
                state = DECORATION;
            }
            case '%' -> state = COMMENT;
            case '&' -> {
                closeAll();
                part.performer.release();
                reader.overlay();
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
                    separate();
                }
                decorate(meaning);
            }
        }
    }

    // Notes, rests and chords.

    private void accidental(int c) {
        switch (c) {
            case '^' -> accidental = accidental == PLAIN ? 1 : Math.min(2, accidental + 1);
            case '_' -> accidental = accidental == PLAIN ? -1 : Math.max(-2, accidental - 1);
            case '=' -> accidental = accidental == PLAIN ? 0 : accidental;
            default -> {
                if (Text.isLetter(c) && (c & ~0x20) <= 'G') {
                    beginNote(c, reader.position());
                } else {
                    accidental = PLAIN;
                    reader.odd(c);
                    again(c);
                }
            }
        }
    }

    private void beginNote(int c, long character) {
        if (!inChord && !inGrace) {
            beginGroup();
        }
        letter = ((c & ~0x20) - 'A' + 5) % 7;
        octave = c >= 'a' ? 6 : 5;
        letterAt = character;
        state = NOTE;
    }

    private void note(int c) {
        if (c == '\'') {
            octave = Math.min(octave + 1, 11);
        } else if (c == ',') {
            octave = Math.max(octave - 1, 0);
        } else {
            soundNote();
            beginLength();
            length(c);
        }
    }

    /** The pitch is fixed: unless grace notes make it wait, the note begins. */
    private void soundNote() {
        int step = octave * 7 + letter;
        int pitch = pitchOf(step);
        accidental = PLAIN;
        if (inGrace) {
            if (group.graces == Group.MOST_GRACES) {
                reader.report(AbcProblem.TOO_MANY_NOTES, "");
                return;
            }
            group.graceSteps[group.graces] = step;
            group.gracePitches[group.graces] = pitch;
            group.graceNumerators[group.graces] = 1;
            group.graceDenominators[group.graces] = 1;
            group.graceCharacters[group.graces] = letterAt;
            group.graces++;
            return;
        }
        if (group.notes == Group.MOST_NOTES) {
            reader.report(AbcProblem.TOO_MANY_NOTES, "");
            return;
        }
        if (group.notes == 0) {
            Performer performer = part.performer;
            group.velocity = dynamics.velocity(
                    performer.now() - performer.barStart(), performer.now(), part.writtenMeter, group.decorations);
        }
        if (group.notes == 0) {
            reader.noteWritten(letterAt);
        }
        if (inChord) {
            group.decorations &= ~Decorations.ORNAMENTS;
        }
        if (group.graces == 0) {
            if (group.notes == 0) {
                part.begin();
                group.struck = true;
            }
            int ornament = group.decorations & Decorations.ORNAMENTS;
            int first = ornament == 0 ? pitch : ornamented(step, pitch, Ornament.step(ornament, 0));
            if (!part.performer.strike(step, first, group.velocity, letterAt)) {
                reader.report(AbcProblem.TOO_MANY_NOTES, "");
                return;
            }
            if (!inChord) {
                part.performer.settle();
                reportTies();
            }
        }
        group.elements++;
        int i = group.notes++;
        group.steps[i] = step;
        group.pitches[i] = pitch;
        group.numerators[i] = 1;
        group.denominators[i] = 1;
        group.characters[i] = letterAt;
        group.tied[i] = false;
    }

    private int pitchOf(int step) {
        int altered;
        if (accidental != PLAIN) {
            accidentals.write(step, accidental);
            altered = accidental;
        } else {
            int tied = part.performer.tiedPitch(step);
            if (tied >= 0) {
                return tied;
            }
            altered = accidentals.read(step, key);
        }
        return pitchOf(step, altered);
    }

    private int pitchOf(int step, int altered) {
        int pitch = 12 * (step / 7) + SEMITONES[step % 7] + altered + key.transposition + midiShift + voiceShift;
        if (pitch < 0 || pitch > 127) {
            reader.report(AbcProblem.BAD_PITCH, "");
            pitch = pitch < 0 ? 11 - (-1 - pitch) % 12 : 116 + (pitch - 128) % 12;
        }
        return pitch;
    }

    private void rest(int c) {
        if (inGrace) {
            reader.odd(c);
            return;
        }
        if (!inChord) {
            beginGroup();
            group.bars = c == 'Z' || c == 'X';
            part.begin();
            part.performer.settle();
            reportTies();
            group.struck = true;
        }
        letter = -1;
        group.elements++;
        beginLength();
    }

    private void spacer(int c) {
        if (!Text.isDigit(c) && c != '/') {
            again(c);
        }
    }

    /** An overlay that is not played: skipped to the end of the bar. */
    void skipBar() {
        state = SKIP_BAR;
    }

    private void skipBar(int c) {
        if (c == '|' || c == ':') {
            again(c);
        }
    }

    private void beginGroup() {
        settle();
        group.begin(lengths.next());
        int ornaments = pending & Decorations.ORNAMENTS;
        group.decorations = pending & ~Decorations.ORNAMENTS | Integer.lowestOneBit(ornaments); // one ornament a note
        pending = 0;
    }

    /** A length may follow; in a chord, the first thing lends its length to the whole. */
    private void beginLength() {
        numerator = 0;
        denominator = 0;
        slashes = 0;
        state = LENGTH;
    }

    private void length(int c) {
        if (Text.isDigit(c)) {
            if (slashes == 0) {
                numerator = Math.min(numerator * 10 + c - '0', LONGEST_NUMBER);
            } else {
                denominator = Math.min(denominator * 10 + c - '0', LONGEST_NUMBER);
            }
        } else if (c == '/') {
            slashes = Math.min(slashes + 1, 12);
        } else {
            if (numerator != 0 || slashes != 0) {
                endLength();
            }
            again(c);
        }
    }

    private void endLength() {
        int above = numerator == 0 ? 1 : numerator;
        int below = denominator > 0 ? denominator : 1 << slashes;
        if (inGrace) {
            int i = group.graces - 1;
            if (i >= 0) {
                group.graceNumerators[i] = above;
                group.graceDenominators[i] = below;
            }
        } else if (inChord) {
            int i = group.notes - 1;
            if (letter >= 0 && i >= 0) {
                group.numerators[i] = above;
                group.denominators[i] = below;
            }
            if (group.elements == 1) {
                group.firstNumerator = above;
                group.firstDenominator = below;
            }
        } else {
            group.numerator = above;
            group.denominator = below;
        }
        numerator = 0;
        slashes = 0;
    }

    private void broken(int c) {
        if (c == letter) {
            count = Math.min(count + 1, 3);
        } else {
            int dots = letter == '>' ? count : -count;
            group.dots = dots;
            settle();
            lengths.brokenFollows(dots);
            again(c);
        }
    }

    private void tie() {
        if (inGrace) {
            return;
        }
        if (inChord) {
            if (group.notes > 0) {
                group.tied[group.notes - 1] = true;
            }
        } else if (group.open) {
            for (int i = 0; i < group.notes; i++) {
                group.tied[i] = true;
            }
        } else {
            part.tie();
        }
    }

    private void beginChord() {
        beginGroup();
        inChord = true;
    }

    private void endChord() {
        inChord = false;
        if (group.notes == 0) {
            part.begin();
            part.performer.settle();
        } else if (group.struck) {
            part.performer.settle();
        }
        reportTies();
        letter = 0;
        beginLength();
    }

    /** As {@link #settle}, and no tie can follow any more. */
    private void separate() {
        settle();
        part.performer.release();
    }

    /** Whatever comes next begins: the length of what is open is settled, and the time moves on. */
    void settle() {
        if (!group.open) {
            return;
        }
        group.open = false;
        int firstN = group.firstNumerator;
        int firstD = group.firstDenominator;
        long length;
        if (group.bars) {
            long bar = part.writtenMeter.barLength();
            length = (bar == 0 ? Ticks.WHOLE : bar) * Math.min(group.numerator, MOST_BARS_REST);
        } else {
            length = lengths.length(firstN * group.numerator, firstD * group.denominator, group.factors, group.dots);
        }
        if (group.notes == 1 && group.graces == 0 && group.decorations == 0 && group.elements == 1 && !swing.on()) {
            part.solo(
                    group.steps[0],
                    group.pitches[0],
                    group.velocity,
                    group.tied[0],
                    Math.max(length, 1),
                    group.characters[0]);
            reportTies();
            return;
        }
        if ((group.decorations & Decorations.FERMATA) != 0) {
            length *= 2;
        }
        long written = length;
        boolean swings = swing.on() && group.factors == Lengths.PLAIN && group.dots == 0 && !group.bars;
        if (swings) {
            length = swing.length(length, part.writtenMeter);
        }
        long graceTime = group.struck ? 0 : playGraces(length);
        group.graces = 0;
        if (group.notes == 1 && (group.decorations & Decorations.ORNAMENTS) != 0) {
            playOrnament(length - graceTime);
        } else {
            playNotes(length, graceTime, swings);
        }
        swing.advance(written);
        reportTies();
    }

    private void playNotes(long length, long graceTime, boolean swings) {
        if (!group.struck && group.notes > 0) {
            part.begin();
            for (int i = 0; i < group.notes; i++) {
                part.performer.strike(group.steps[i], group.pitches[i], group.velocity, group.characters[i]);
            }
        }
        for (int i = 0; i < group.notes; i++) {
            long own = length;
            if (group.numerators[i] * group.firstDenominator != group.denominators[i] * group.firstNumerator) {
                own = lengths.length(
                        group.numerators[i] * group.numerator,
                        group.denominators[i] * group.denominator,
                        group.factors,
                        group.dots);
                own = swings ? swing.length(own, part.writtenMeter) : own;
            }
            own = Math.max(own - graceTime, 1);
            if ((group.decorations & Decorations.STACCATO) != 0 && !group.tied[i]) {
                own = (own + 1) / 2;
            }
            part.performer.shape(i, own, group.tied[i]);
            part.remember(group.steps[i], group.pitches[i], group.velocity, group.tied[i], own, group.characters[i]);
        }
        part.advance(length - graceTime);
    }

    private void playOrnament(long length) {
        int size = Ornament.size(group.decorations, length);
        int step = group.steps[0];
        for (int i = 0; i < size; i++) {
            int shift = Ornament.step(group.decorations, i);
            long own = Ornament.onset(group.decorations, i + 1, size, length)
                    - Ornament.onset(group.decorations, i, size, length);
            int pitch = ornamented(step, group.pitches[0], shift);
            if (i > 0 || !group.struck) {
                part.begin();
                part.performer.strike(step, pitch, group.velocity, group.characters[0]);
            }
            finishShort(step, pitch, own, group.tied[0] && i == size - 1, group.characters[0]);
        }
    }

    /** Pitch of an ornament's note, so many steps from the written one. */
    private int ornamented(int step, int pitch, int shift) {
        int neighbour = Math.max(0, Math.min(83, step + shift));
        return shift == 0 ? pitch : pitchOf(neighbour, accidentals.read(neighbour, key));
    }

    private void finishShort(int step, int pitch, long length, boolean tied, long character) {
        part.performer.shape(0, length, tied);
        part.remember(step, pitch, group.velocity, tied, length, character);
        part.advance(length);
    }

    /** Grace notes take their time from the note that they decorate; together at most half of it where it is too short for them. */
    private long playGraces(long length) {
        long total = 0;
        for (int i = 0; i < group.graces; i++) {
            total += graceLength(i);
        }
        if (total == 0 || group.notes == 0) {
            return 0;
        }
        long allowed = graces.time(total, length);
        long before = 0;
        long begun = 0;
        for (int i = 0; i < group.graces; i++) {
            before += graceLength(i);
            long until = i == group.graces - 1 ? allowed : (long) ((double) before / total * allowed);
            part.begin();
            part.performer.strike(group.graceSteps[i], group.gracePitches[i], group.velocity, group.graceCharacters[i]);
            finishShort(group.graceSteps[i], group.gracePitches[i], until - begun, false, group.graceCharacters[i]);
            begun = until;
        }
        return allowed;
    }

    private long graceLength(int i) {
        return lengths.length(
                group.graceNumerators[i],
                group.graceDenominators[i] * graces.divider(),
                group.factors & ~0xFF | Lengths.UNBROKEN,
                0);
    }

    private void reportTies() {
        if (part.performer.hasDroppedTies()) {
            for (int n = part.performer.takeDroppedTies(); n > 0; n--) {
                reader.report(AbcProblem.DROPPED_TIE, "");
            }
        }
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
            Music voice = reader.overVoice(this);
            voice.closeAll();
            voice.beginEnding();
            voice.ending(c);
        } else if (c == '|') {
            state = NEUTRAL;
            beginBar('[');
            reader.overVoice(this).bar(c);
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

    private void quote(int c) {
        if (c == '"') {
            state = NEUTRAL;
            chordSymbol();
        } else if (!text.add(c)) {
            text.truncate(text.length()); // the rest cannot be a chord symbol
        }
    }

    private void chordSymbol() {
        if (text.length() == 0 || "^_<>@".indexOf(text.charAt(0)) >= 0) {
            return;
        }
        if (!reader.accompanies(this)) {
            return;
        }
        int symbol = ChordSymbol.parse(text);
        if (symbol == ChordSymbol.UNKNOWN) {
            reader.report(AbcProblem.UNKNOWN_CHORD_SYMBOL, text);
        } else {
            part.chord(symbol, letterAt);
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
                group.decorations |= meaning & ~Decorations.ORNAMENTS;
            } else {
                pending |= meaning;
            }
        }
    }

    /** A lone mark, the line break of old: what follows it is music after all. */
    private void unfinishedDecoration() {
        state = NEUTRAL;
        reader.odd(closingMark);
        int length = text.length();
        for (int i = 0; i < length; i++) {
            reader.reread(length - i);
            feed(text.charAt(i));
        }
        reader.reread(0);
    }

    // Bar lines, repeats, endings.

    private void beginBar(int c) {
        Music voice = reader.overVoice(this);
        if (voice != this) {
            closeAll();
            state = NEUTRAL;
            voice.beginBar(c);
            return;
        }
        if (inChord) {
            if (c == ':') {
                reader.odd(c);
                return;
            }
            reader.report(AbcProblem.UNCLOSED_CHORD, "");
        }
        closeAll();
        colons = 0;
        barAt = reader.position();
        afterBar = false;
        soft = c == '[';
        barTold = false;
        state = BAR;
        if (c != '[') {
            bar(c);
        }
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
        if (group.open) {
            settle();
        }
        accidental = PLAIN;
    }

    private void bar(int c) {
        if (c == '|' || c == ']' && colons == 1) {
            if (colons == 0) {
                soft |= afterBar;
            } else if (afterBar) {
                startRepeat(colons + 1);
            } else if (colons == 1) {
                softBar();
                endRepeat();
            } else {
                part.playInAll(colons + 1);
                reader.replayDue();
            }
            colons = 0;
            afterBar = true;
        } else if (c == ':') {
            colons++;
            if (!afterBar && colons == 2) {
                softBar();
                endRepeat();
            } else if (!afterBar && colons > 2) {
                part.playInAll(colons);
                reader.replayDue();
            }
        } else if (c == ']') {
            soft = true;
        } else {
            endBar();
            if (Text.isDigit(c) && afterBar) {
                beginEnding();
                ending(c);
            } else {
                again(c);
            }
        }
    }

    /** Only now it is clear what kind of bar line it was. */
    private void endBar() {
        if (colons > 0 && afterBar) {
            startRepeat(colons + 1);
        } else if (colons > 1) {
            startRepeat(2);
        } else if (colons == 1) {
            reader.odd(':');
        } else if (!barTold) {
            barLine(!soft);
            if (soft) {
                part.thickBar();
            }
        }
        colons = 0;
    }

    private void barLine(boolean hard) {
        accidentals.clear();
        pending = 0;
        reader.barWritten();
        long length = part.performer.now() - part.performer.barStart();
        boolean first = !part.performer.barBegun();
        if (!part.bar(hard)) {
            uncertain = true;
            return;
        }
        swing.bar();
        long wanted = part.writtenMeter.barLength();
        if (barsMatter && wanted > 0 && length > 0 && !uncertain) {
            if (length > wanted) {
                reader.report(barAt, AbcProblem.BAR_TOO_LONG, "");
            } else if (length < wanted && !first) {
                reader.report(barAt, AbcProblem.BAR_TOO_SHORT, "");
            }
        }
        uncertain = false;
    }

    private void startRepeat(int times) {
        if (!barTold) {
            softBar();
        }
        part.startRepeat(times);
    }

    private void softBar() {
        barLine(false);
        barTold = true;
    }

    /** Goes back at once: what follows the sign is read when the section has been played again. */
    private void endRepeat() {
        reader.replayDue();
        if (!part.endRepeat()) {
            reader.report(AbcProblem.SECTION_TOO_LONG, "");
        }
    }

    private void beginEnding() {
        part.expectEnding();
        reader.replayDue();
        endingPasses = 0;
        endingFrom = 0;
        count = 0;
        state = ENDING;
    }

    /** Reads {@code 1}, {@code 1,3}, {@code 1-3}; bit n stands for pass n. */
    private void ending(int c) {
        if (Text.isDigit(c)) {
            count = Math.min(count * 10 + c - '0', 30);
            return;
        }
        for (int pass = endingFrom == 0 ? count : endingFrom; count > 0 && pass <= count; pass++) {
            endingPasses |= 1 << pass;
        }
        endingFrom = 0;
        if (c == '-' && count > 0) {
            endingFrom = count;
            count = 0;
        } else if (c == ',') {
            count = 0;
        } else {
            if (!part.ending(endingPasses)) {
                reader.report(AbcProblem.STRAY_ENDING, "");
            }
            again(c);
        }
    }
}
