package org.lilt.abc;

/**
 * One voice in the order in which it sounds: plays what is written, remembers it, and plays it again at the end of a repeat. A replay goes as far as it is
 * asked to, so that a live player never gets more than it needs.
 */
final class Part {
    private static final int MOST_ENDINGS = 16;
    private static final int MOST_RANGES = 64;
    static final int MOST_PASSES = 31;
    private static final int MOST_LINES = 16;

    final Performer performer;
    private final Score score = new Score();

    /** As the text has it at the place that has been read, whatever is being replayed. */
    final Meter writtenMeter = new Meter();

    private double writtenTempo;
    private long writtenKey;

    /** The section begins with a repeat sign. */
    private boolean explicit;

    private int times;
    private int pass;
    /** How often a section without endings has been played. */
    private int played;
    /** Where the first ending of this section begins, or -1. */
    private int common;

    private final int[] endingFrom = new int[MOST_ENDINGS];
    private final int[] endingTo = new int[MOST_ENDINGS];
    private final int[] endingPasses = new int[MOST_ENDINGS];
    private int endings;
    private int openEnding;
    /** An ending was closed by a repeat sign; whether to go back shows in what follows. */
    private boolean undecided;

    private final int[] rangeFrom = new int[MOST_RANGES];
    private final int[] rangeTo = new int[MOST_RANGES];
    private int ranges;
    private int range;
    private int cursor;
    /** The section has been played as often as it should. */
    private boolean over;

    /** The overlay that follows this part through bars and repeats, or null. */
    private Part overlay;

    /** Where the last bar lines of the section stand, in a ring: time, and index in the score. An overlay begins at one of them. */
    private final long[] lineTimes = new long[MOST_LINES];

    private final int[] lineIndices = new int[MOST_LINES];
    private int lastLine;
    private int lines;

    Part(AbcEvents events) {
        performer = new Performer(events);
    }

    /** Takes the state of another part, but not its overlay. */
    void copyFrom(Part other) {
        lines = other.lines;
        lastLine = other.lastLine;
        System.arraycopy(other.lineTimes, 0, lineTimes, 0, MOST_LINES);
        System.arraycopy(other.lineIndices, 0, lineIndices, 0, MOST_LINES);
        performer.copyFrom(other.performer);
        score.copyFrom(other.score);
        writtenMeter.copyFrom(other.writtenMeter);
        writtenTempo = other.writtenTempo;
        writtenKey = other.writtenKey;
        explicit = other.explicit;
        times = other.times;
        pass = other.pass;
        played = other.played;
        common = other.common;
        endings = other.endings;
        openEnding = other.openEnding;
        undecided = other.undecided;
        System.arraycopy(other.endingFrom, 0, endingFrom, 0, endings);
        System.arraycopy(other.endingTo, 0, endingTo, 0, endings);
        System.arraycopy(other.endingPasses, 0, endingPasses, 0, endings);
        ranges = other.ranges;
        range = other.range;
        cursor = other.cursor;
        over = other.over;
        System.arraycopy(other.rangeFrom, 0, rangeFrom, 0, ranges);
        System.arraycopy(other.rangeTo, 0, rangeTo, 0, ranges);
    }

    void reset() {
        performer.reset();
        overlay = null;
        lineTimes[lastLine] = 0;
        ranges = 0;
        range = 0;
        writtenTempo = 0;
        writtenKey = Long.MIN_VALUE;
        newSection(2);
    }

    /** The music is about to begin, with the meter, key and tempo that have been told. */
    void restart() {
        newSection(2);
    }

    /** What follows is what the next repeat goes back to. */
    private void newSection(int newTimes) {
        score.clear();
        score.add(Score.BEGIN, performer.barBegun() ? 1 : 0, -1);
        score.add(Score.METER, writtenMeter.packed(), -1);
        score.add(Score.TEMPO, Double.doubleToRawLongBits(writtenTempo), -1);
        score.add(Score.KEY, writtenKey, -1);
        lineIndices[lastLine] = score.size();
        lines = 1;
        times = newTimes;
        pass = 1;
        common = -1;
        endings = 0;
        openEnding = -1;
        undecided = false;
        over = false;
        explicit = false;
    }

    /** Something sounds here that is not an ending: whether to go back once more is decided. */
    void decide() {
        if (undecided || over) {
            newSection(2);
        }
    }

    /** Whether an overlay can begin so many bar lines ago. */
    boolean remembers(int bars) {
        return bars <= lines;
    }

    /** Begins as an overlay of another part, silent until so many bar lines before the place where that is, and follows it from there. */
    void overlay(Part above, int bars) {
        int channel = performer.channel();
        copyFrom(above);
        performer.channel(channel);
        goBackBy(bars - 1);
        score.mute();
        above.overlay = this;
    }

    /** Goes back by so many bar lines, the first of which is the last one read. Returns false, and stays, if it has sounded since. */
    boolean goBack(int bars) {
        if (!remembers(bars)) {
            return false;
        }
        int line = lastLine + 1 - bars & MOST_LINES - 1;
        if (lineTimes[line] < performer.now()) {
            if (performer.sounds() || score.sounds(lineIndices[line])) {
                return false;
            }
            goBackBy(bars - 1);
        }
        return true;
    }

    /** Goes back to the last bar line, or to one of those before it. */
    private void goBackBy(int before) {
        lines -= before;
        lastLine = lastLine - before & MOST_LINES - 1;
        performer.goBack(lineTimes[lastLine]);
        score.truncate(lineIndices[lastLine]);
        common = Math.min(common, score.size());
        for (int i = 0; i < endings; i++) {
            endingFrom[i] = Math.min(endingFrom[i], score.size());
            endingTo[i] = Math.min(endingTo[i], score.size());
        }
    }

    /** Rests until a time, if that has not been reached. */
    private void rest(long time) {
        if (performer.now() < time) {
            begin();
            advance(time - performer.now());
        }
    }

    /** Before anything about the shape of the tune: the overlay and this part wait for each other. */
    private void together() {
        if (overlay != null) {
            overlay.together();
            rest(overlay.performer.now());
            overlay.rest(performer.now());
        }
    }

    private void markLine() {
        lines = Math.min(lines + 1, MOST_LINES);
        lastLine = lastLine + 1 & MOST_LINES - 1;
        lineTimes[lastLine] = performer.now();
        lineIndices[lastLine] = score.size();
    }

    // What is written, as it comes: played and remembered.

    void begin() {
        decide();
        performer.begin();
    }

    /** A note, whose step, pitch and tie {@link Score#code} tells, begins now and is so long; time stands still. */
    void remember(int code, int velocity, long length, long character) {
        score.note(Score.NOTE, code, velocity, length, character);
    }

    /** As {@link Performer#single}: a note that is not tied. */
    void single(int step, int pitch, int velocity, long length, long character) {
        decide();
        performer.single(step, pitch, velocity, false, length, character);
        score.note(Score.SOLO, Score.code(step, pitch), velocity, length, character);
    }

    /** A note by itself begins now. Returns false if too many sound already. */
    boolean soloBegins(int step, int pitch, int velocity, long character) {
        decide();
        return performer.soloBegins(step, pitch, velocity, character);
    }

    /** The one note that begins now gets its length, and time moves on. */
    void soloEnds(int code, int velocity, long length, long character) {
        performer.soloEnds(length, Score.isTied(code));
        score.note(Score.SOLO, code, velocity, length, character);
    }

    void advance(long length) {
        performer.advance(length);
        score.add(Score.ADVANCE, length, -1);
    }

    void tie() {
        performer.tie();
        score.tie();
    }

    /** A bar line; returns whether a new bar begins. */
    boolean bar(boolean hard) {
        together();
        boolean begun = performer.bar(hard);
        score.add(Score.BAR, hard ? 1 : 0, -1);
        markLine();
        if (overlay != null) {
            overlay.bar(hard);
        }
        return begun;
    }

    void chord(int symbol, long character) {
        decide();
        performer.chord(symbol, character);
        score.add(Score.CHORD, symbol, character);
    }

    void meter() {
        if (overlay != null) {
            overlay.writtenMeter.copyFrom(writtenMeter);
            overlay.meter();
        }
        score.add(Score.METER, writtenMeter.packed(), -1);
        performer.setMeter(writtenMeter.packed());
    }

    void key(int sharps, boolean minor) {
        writtenKey = sharps * 2L + (minor ? 1 : 0);
        score.add(Score.KEY, writtenKey, -1);
        performer.setKey(writtenKey);
    }

    void tempo(double quartersPerMinute) {
        writtenTempo = quartersPerMinute;
        score.add(Score.TEMPO, Double.doubleToRawLongBits(quartersPerMinute), -1);
        performer.setTempo(quartersPerMinute);
    }

    void program(int channel, int program) {
        score.add(Score.PROGRAM, channel << 8 | program, -1);
        performer.program(channel, program);
    }

    // The shape of the tune.

    /** {@code |:}, or {@code |::} to play it three times. */
    void startRepeat(int newTimes) {
        newSection(newTimes);
        explicit = true;
        if (overlay != null) {
            overlay.startRepeat(newTimes);
        }
    }

    /** The repeat sign that began this section is not the tune's own: nobody misses its answer. */
    void implyRepeat() {
        explicit = false;
    }

    /** {@code ||} or {@code |]}: ends a last ending. */
    void thickBar() {
        if (openEnding >= 0 && pass > 1) {
            newSection(2);
        }
        if (overlay != null) {
            overlay.thickBar();
        }
    }

    /** An ending is about to begin: if it is that of a further pass, what precedes the endings is played again now. */
    void expectEnding() {
        if (overlay != null) {
            overlay.expectEnding();
        }
        if (over) {
            newSection(2);
        }
        if (undecided) {
            undecided = false;
            pass++;
            addRange(0, common);
        }
    }

    /** {@code [1}, {@code [1,3}: bit n stands for pass n. Returns false if there are too many. */
    boolean ending(int passes) {
        if (overlay != null) {
            overlay.ending(passes);
        }
        if (endings == MOST_ENDINGS) {
            return false;
        }
        if (common < 0) {
            common = score.size();
        }
        closeEnding();
        lines = 1; // what is heard in one pass only does not go back into what all share
        openEnding = endings;
        endingFrom[endings] = score.size();
        endingPasses[endings] = passes;
        endings++;
        return true;
    }

    private void closeEnding() {
        if (openEnding >= 0) {
            endingTo[openEnding] = score.size();
            openEnding = -1;
        }
    }

    /** {@code :|}: arranges for the section to be played again. Returns false if it is longer than what is remembered. */
    boolean endRepeat() {
        if (overlay != null) {
            overlay.endRepeat();
        }
        decide();
        if (score.overflowed()) {
            newSection(2);
            return false;
        }
        if (openEnding < 0) {
            over = true;
            played = 1;
            playInAll(times);
            return true;
        }
        closeEnding();
        boolean known = true;
        while (known && pass < MOST_PASSES) {
            int ending = endingOf(pass + 1);
            known = ending >= 0;
            if (known) {
                addRange(0, common);
                addRange(endingFrom[ending], endingTo[ending]);
                pass++;
            }
        }
        if (pass == 1) {
            addRange(0, common);
            pass = 2;
        } else {
            undecided = true;
        }
        return true;
    }

    /** {@code ::|}: what has just been repeated is played again until it has been played so often. */
    void playInAll(int passes) {
        if (overlay != null) {
            overlay.playInAll(passes);
        }
        for (; over && played < passes; played++) {
            addRange(0, score.size());
        }
    }

    private int endingOf(int ofPass) {
        for (int i = 0; i < endings; i++) {
            if ((endingPasses[i] >> ofPass & 1) != 0) {
                return i;
            }
        }
        return -1;
    }

    private void addRange(int from, int to) {
        if (from < to && ranges < MOST_RANGES) {
            if (ranges == 0) {
                cursor = from;
            }
            rangeFrom[ranges] = from;
            rangeTo[ranges] = to;
            ranges++;
        }
    }

    /** Whether an ending of these passes comes where nothing has been played for the first time. */
    boolean strayEnding(int passes) {
        return endings == 0 && (passes >> 1 & 1) == 0;
    }

    /** Whether the section begins with a repeat sign and nothing in it has answered that. */
    boolean repeatUnanswered() {
        return explicit && !over && endings == 0;
    }

    boolean repeatOpen() {
        return explicit && !over || openEnding >= 0 && pass == 1 || undecided;
    }

    // Playing again.

    boolean replaying() {
        return ranges > 0;
    }

    /** Plays what is remembered, up to but without a tick. */
    void replay(long untilTick) {
        if (overlay != null) {
            overlay.replay(untilTick);
        }
        if (ranges == 0) {
            return;
        }
        performer.limit(untilTick);
        while (ranges > 0 && performer.tick() < untilTick) {
            int end = rangeTo[range];
            if (cursor < end) {
                play(end, untilTick);
            } else if (++range < ranges) {
                cursor = rangeFrom[range];
            } else {
                endReplay();
            }
        }
    }

    private void endReplay() {
        ranges = 0;
        range = 0;
        performer.limit(Long.MAX_VALUE);
        performer.setMeter(writtenMeter.packed());
        performer.setKey(writtenKey);
        performer.setTempo(writtenTempo);
        markLine();
    }

    /** Plays on, up to but without an entry or a tick. */
    private void play(int to, long untilTick) {
        do {
            if (score.kind(cursor) == Score.SOLO && performer.atEase()) {
                playSingles(to, untilTick);
            } else {
                play(cursor++);
            }
        } while (cursor < to && performer.tick() < untilTick);
    }

    /** Plays notes by themselves, up to and with the first that is tied. */
    private void playSingles(int to, long untilTick) {
        int i = cursor;
        boolean tied;
        do {
            tied = score.tied(i);
            performer.single(
                    score.step(i), score.pitch(i), score.velocity(i), tied, score.value(i), score.character(i));
            i++;
        } while (!tied && i < to && score.kind(i) == Score.SOLO && performer.tick() < untilTick);
        cursor = i;
        performer.tell();
    }

    private void play(int i) {
        switch (score.kind(i)) {
            case Score.NOTE -> {
                if (i == 0 || score.kind(i - 1) != Score.NOTE) {
                    performer.begin();
                }
                performer.replayNote(
                        score.step(i),
                        score.pitch(i),
                        score.velocity(i),
                        score.tied(i),
                        score.value(i),
                        score.character(i));
            }
            case Score.ADVANCE -> {
                if (i == 0 || score.kind(i - 1) != Score.NOTE) {
                    performer.begin(); // a rest
                }
                performer.advance(score.value(i));
            }
            case Score.SOLO -> {
                performer.soloBegins(score.step(i), score.pitch(i), score.velocity(i), score.character(i));
                performer.soloEnds(score.value(i), score.tied(i));
            }
            case Score.BAR -> performer.bar(score.value(i) != 0);
            case Score.CHORD -> performer.chord((int) score.value(i), score.character(i));
            case Score.METER -> performer.setMeter(score.value(i));
            case Score.KEY -> performer.setKey(score.value(i));
            case Score.TEMPO -> performer.setTempo(Double.longBitsToDouble(score.value(i)));
            case Score.BEGIN -> performer.barBegun(score.value(i) != 0);
            case Score.PROGRAM -> performer.program((int) score.value(i) >> 8, (int) score.value(i) & 127);
            default -> {} // silence
        }
    }
}
