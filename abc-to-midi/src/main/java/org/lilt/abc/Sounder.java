package org.lilt.abc;

/**
 * Turns notes, chords, rests and grace notes into sound: a note begins as soon as its pitch is fixed, and what is open gets its length when the next thing begins.
 */
final class Sounder {
    /** No accidental is written. */
    static final int PLAIN = Integer.MIN_VALUE;

    private static final int MOST_BARS_REST = 999;
    static final int HIGHEST_STEP = 83;

    /** Pitch of each staff step without accidentals. */
    private static final int[] NATURAL = new int[HIGHEST_STEP + 1];

    static {
        int[] semitones = {0, 2, 4, 5, 7, 9, 11};
        for (int step = 0; step < NATURAL.length; step++) {
            NATURAL[step] = 12 * (step / 7) + semitones[step % 7];
        }
    }

    private final Music music;
    private final AbcReader reader;
    private final Part part;
    private final Performer performer;
    private final Group group = new Group();
    private final Lengths lengths;
    private final KeySignature key;
    private final Accidentals accidentals;
    private final Dynamics dynamics;
    private final Swing swing;

    /** Decorations of the next note. */
    private int pending;

    Sounder(Music music, AbcReader reader, Part part) {
        this.music = music;
        this.reader = reader;
        this.part = part;
        performer = part.performer;
        lengths = music.lengths;
        key = music.key;
        accidentals = music.accidentals;
        dynamics = music.dynamics;
        swing = music.swing;
    }

    void copyFrom(Sounder other) {
        group.copyFrom(other.group);
        pending = other.pending;
    }

    void reset() {
        group.reset();
        pending = 0;
    }

    /** A note, chord or rest has no settled length yet. */
    boolean open() {
        return group.open;
    }

    /** The next note has a decoration. */
    void decorate(int meaning) {
        pending |= meaning;
    }

    /** The open chord has a decoration. */
    void decorateChord(int meaning) {
        group.decorations |= meaning & ~Decorations.ORNAMENTS;
    }

    /** Decorations do not reach over a bar line. */
    void dropDecorations() {
        pending = 0;
    }

    void dropGraces() {
        group.graces = 0;
    }

    /** A note, chord or rest begins. */
    void begin() {
        settle();
        group.begin(lengths.next());
        if (pending != 0) {
            int ornaments = pending & Decorations.ORNAMENTS;
            group.decorations =
                    pending & ~Decorations.ORNAMENTS | Integer.lowestOneBit(ornaments); // one ornament a note
            pending = 0;
        }
    }

    /**
     * The pitch of a note is fixed: unless grace notes make it wait, it begins to sound.
     *
     * @param step staff step, seven to the octave, middle C is 35
     * @param accidental semitones of the accidental before it, or {@link #PLAIN}
     */
    void note(int step, int accidental, long character, boolean inChord) {
        int pitch = pitch(step, accidental);
        if (!inChord && group.graces == 0 && group.decorations == 0) { // as most often
            solo(step, pitch, character);
            return;
        }
        if (group.notes == Group.MOST_NOTES) {
            reader.report(AbcProblem.TOO_MANY_NOTES, "");
            return;
        }
        if (group.notes == 0) {
            beginToSound(character);
        }
        if (inChord) {
            group.decorations &= ~Decorations.ORNAMENTS;
        }
        if (group.graces == 0 && !strike(step, pitch, character, inChord)) {
            reader.report(AbcProblem.TOO_MANY_NOTES, "");
            return;
        }
        group.add(step, pitch, character);
    }

    /** Whether nothing is open, and a note by itself that comes now sounds as it is written, so that {@link #single} may be called. */
    boolean singlesMayCome() {
        return pending == 0
                && group.graces == 0
                && !swing.on()
                && music.lyrics == null
                && performer.atEase()
                && !performer.hasDroppedTies(); // in a replay; to be reported at the next note
    }

    /**
     * A note by itself, of which all is known, from its beginning to its end: what {@link #begin}, {@link #note}, {@link #length} and {@link #settle} do.
     * Only where {@link #singlesMayCome}, or after another; then {@link #singlesAreOver}.
     */
    void single(int step, int accidental, int numerator, int denominator, long character) {
        int pitch = untiedPitch(step, accidental);
        long now = performer.now();
        int velocity = dynamics.velocity(now - performer.barStart(), now, part.writtenMeter, 0);
        long length = lengths.length(numerator, denominator, lengths.next(), 0);
        part.single(step, pitch, velocity, Math.max(length, 1), character);
    }

    void singlesAreOver() {
        performer.tell();
    }

    private void solo(int step, int pitch, long character) {
        beginToSound(character);
        group.struck = true;
        boolean struck = part.soloBegins(step, pitch, group.velocity, character);
        reportTies();
        if (struck) {
            group.add(step, pitch, character);
            group.solo = !swing.on();
        } else {
            reader.report(AbcProblem.TOO_MANY_NOTES, "");
        }
    }

    /** The first note of what begins now says when and how loud it is. */
    private void beginToSound(long character) {
        long now = performer.now();
        group.velocity = dynamics.velocity(now - performer.barStart(), now, part.writtenMeter, group.decorations);
        if (music.lyrics != null) {
            music.lyrics.note(character);
        }
    }

    private boolean strike(int step, int pitch, long character, boolean inChord) {
        if (group.notes == 0) {
            part.begin();
            group.struck = true;
        }
        int ornament = group.decorations & Decorations.ORNAMENTS;
        int first = ornament == 0 ? pitch : neighbour(step, pitch, Ornament.step(ornament, 0));
        boolean struck = performer.strike(step, first, group.velocity, character);
        if (!inChord) {
            performer.settle();
            reportTies();
        }
        return struck;
    }

    /** A grace note. */
    void grace(int step, int accidental, long character) {
        int pitch = pitch(step, accidental);
        if (group.graces == Group.MOST_GRACES) {
            reader.report(AbcProblem.TOO_MANY_NOTES, "");
            return;
        }
        int i = group.graces++;
        group.graceSteps[i] = step;
        group.gracePitches[i] = pitch;
        group.graceNumerators[i] = 1;
        group.graceDenominators[i] = 1;
        group.graceCharacters[i] = character;
    }

    /** A rest by itself, of bars or of notes. */
    void rest(boolean bars) {
        begin();
        group.bars = bars;
        group.struck = true;
        part.begin();
        performer.settle();
        reportTies();
    }

    /** A rest within a chord. */
    void restInChord() {
        group.elements++;
    }

    /** The chord is complete. */
    void chordEnds() {
        if (group.notes == 0) {
            part.begin();
        }
        if (group.notes == 0 || group.struck) {
            performer.settle();
        }
        reportTies();
    }

    /** What is written after a note or rest by itself, or after a chord. */
    void length(int numerator, int denominator) {
        group.numerator = numerator;
        group.denominator = denominator;
    }

    /** What is written after a note within a chord: the first lends its length to all. */
    void lengthInChord(int numerator, int denominator) {
        if (group.elements == 1) {
            group.firstNumerator = numerator;
            group.firstDenominator = denominator;
        }
    }

    void lengthOfGrace(int numerator, int denominator) {
        if (group.graces > 0) {
            group.graceNumerators[group.graces - 1] = numerator;
            group.graceDenominators[group.graces - 1] = denominator;
        }
    }

    /** A broken rhythm follows what is open: dots above 0 for '>', below for '<'. */
    void broken(int dots) {
        group.dots = dots;
        settle();
        lengths.brokenFollows(dots);
    }

    /** Ties what is open or what came last. */
    void tie() {
        if (!group.open) {
            part.tie();
        }
        for (int i = 0; group.open && i < group.notes; i++) {
            group.tie(i);
        }
    }

    /** Ties the last note of the open chord. */
    void tieInChord() {
        if (group.notes > 0) {
            group.tie(group.notes - 1);
        }
    }

    /** Whether a tie waits for the note that it leads to. */
    boolean tieOpen() {
        return performer.hasTies() || group.open && group.hasTies();
    }

    /** As {@link #settle}, and no tie can follow any more. */
    void separate() {
        settle();
        performer.release();
    }

    // Pitch.

    private int pitch(int step, int accidental) {
        int tied = accidental == PLAIN ? performer.tiedPitch(step) : -1;
        return tied >= 0 ? tied : untiedPitch(step, accidental);
    }

    private int untiedPitch(int step, int accidental) {
        if (accidental == PLAIN) {
            return altered(step, accidentals.read(step));
        }
        accidentals.write(step, accidental);
        return altered(step, accidental);
    }

    private int altered(int step, int semitones) {
        int pitch = NATURAL[step] + semitones + key.transposition + music.midiShift + music.voiceShift;
        if (pitch < 0 || pitch > 127) {
            reader.report(AbcProblem.BAD_PITCH, "");
            pitch = pitch < 0 ? 11 - (-1 - pitch) % 12 : 116 + (pitch - 128) % 12;
        }
        return pitch;
    }

    /** Pitch of an ornament's note, so many steps from the written one. */
    private int neighbour(int step, int pitch, int shift) {
        int other = Math.max(0, Math.min(HIGHEST_STEP, step + shift));
        return shift == 0 ? pitch : altered(other, accidentals.read(other));
    }

    // Length.

    /** Whatever comes next begins: the length of what is open is settled, and the time moves on. */
    void settle() {
        if (group.open) {
            group.open = false;
            if (group.solo) {
                settleSolo();
            } else {
                settleAny();
            }
        }
    }

    private void settleSolo() {
        long length = lengths.length(group.numerator, group.denominator, group.factors, group.dots);
        part.soloEnds(group.code(0), group.velocity, Math.max(length, 1), group.characters[0]);
        reportTies();
    }

    private void settleAny() {
        long length = writtenLength();
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
            playNotes(length, graceTime);
        }
        swing.advance(written);
        reportTies();
    }

    private long writtenLength() {
        if (group.bars) {
            long bar = part.writtenMeter.barLength();
            return (bar == 0 ? Ticks.WHOLE : bar) * Math.min(group.numerator, MOST_BARS_REST);
        }
        return lengths.length(
                group.firstNumerator * group.numerator,
                group.firstDenominator * group.denominator,
                group.factors,
                group.dots);
    }

    private void playNotes(long length, long graceTime) {
        if (!group.struck && group.notes > 0) {
            part.begin();
            for (int i = 0; i < group.notes; i++) {
                performer.strike(group.step(i), group.pitch(i), group.velocity, group.characters[i]);
            }
        }
        long whole = Math.max(length - graceTime, 1);
        for (int i = 0; i < group.notes; i++) {
            boolean staccato = (group.decorations & Decorations.STACCATO) != 0 && !group.tied(i);
            long own = staccato ? (whole + 1) / 2 : whole;
            performer.shape(i, own, group.tied(i));
            part.remember(group.code(i), group.velocity, own, group.characters[i]);
        }
        part.advance(length - graceTime);
    }

    private void playOrnament(long length) {
        int size = Ornament.size(group.decorations, length);
        int step = group.step(0);
        for (int i = 0; i < size; i++) {
            int shift = Ornament.step(group.decorations, i);
            long own = Ornament.onset(group.decorations, i + 1, size, length)
                    - Ornament.onset(group.decorations, i, size, length);
            int pitch = neighbour(step, group.pitch(0), shift);
            if (i > 0 || !group.struck) {
                part.begin();
                performer.strike(step, pitch, group.velocity, group.characters[0]);
            }
            finishShort(step, pitch, own, group.tied(0) && i == size - 1, group.characters[0]);
        }
    }

    private void finishShort(int step, int pitch, long length, boolean tied, long character) {
        performer.shape(0, length, tied);
        int code = Score.code(step, pitch) | (tied ? Score.TIED : 0);
        part.remember(code, group.velocity, length, character);
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
        long allowed = music.graces.time(total, length);
        long before = 0;
        long begun = 0;
        for (int i = 0; i < group.graces; i++) {
            before += graceLength(i);
            long until = i == group.graces - 1 ? allowed : (long) ((double) before / total * allowed);
            part.begin();
            performer.strike(group.graceSteps[i], group.gracePitches[i], group.velocity, group.graceCharacters[i]);
            finishShort(group.graceSteps[i], group.gracePitches[i], until - begun, false, group.graceCharacters[i]);
            begun = until;
        }
        return allowed;
    }

    private long graceLength(int i) {
        return lengths.length(
                group.graceNumerators[i],
                group.graceDenominators[i] * music.graces.divider(),
                group.factors & ~0xFF | Lengths.UNBROKEN,
                0);
    }

    void reportTies() {
        if (performer.hasDroppedTies()) {
            for (int n = performer.takeDroppedTies(); n > 0; n--) {
                reader.report(AbcProblem.DROPPED_TIE, "");
            }
        }
    }
}
