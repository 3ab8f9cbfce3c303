package org.lilt.abc;

/** Reads bar lines, repeat signs and the numbers of endings, and checks the lengths of bars. What kind of bar line it was shows when something else follows. */
final class BarReader {
    private final Music music;
    private final AbcReader reader;
    private final Part part;

    private int colons;
    private boolean afterBar;
    /** The bar line may stand within a bar. */
    private boolean soft;
    /** The bar line is double or thick, and ends a last ending. */
    private boolean thick;

    private boolean told;
    /** The bar line is one within an overlay: it divides the time, but nothing is repeated there. */
    private boolean within;

    private long at;
    /** The bar began within another one, so that nothing can be said of its length. */
    private boolean uncertain;

    private int number;
    private int passes;
    private int firstPass;

    BarReader(Music music, AbcReader reader, Part part) {
        this.music = music;
        this.reader = reader;
        this.part = part;
    }

    void copyFrom(BarReader other) {
        colons = other.colons;
        afterBar = other.afterBar;
        soft = other.soft;
        thick = other.thick;
        told = other.told;
        within = other.within;
        at = other.at;
        uncertain = other.uncertain;
        number = other.number;
        passes = other.passes;
        firstPass = other.firstPass;
    }

    void reset() {
        uncertain = false;
    }

    /** A bar line begins with this character, which is still to be fed unless it is a bracket. */
    void begin(boolean bracket, boolean withinOverlay) {
        colons = 0;
        at = reader.position();
        afterBar = false;
        soft = bracket;
        thick = bracket;
        told = false;
        within = withinOverlay;
    }

    /** The next character. Returns whether it belongs to the bar line; if not, the bar line is over. */
    boolean bar(int c) {
        if (within) {
            return barWithin(c);
        }
        if (c == '|' || c == ']' && colons == 1) {
            pipe();
        } else if (c == ':') {
            colon();
        } else if (c == ']') {
            soft = true;
            thick = true;
        } else {
            end();
            return false;
        }
        return true;
    }

    private boolean barWithin(int c) {
        if (c == '|' || c == ':' || c == ']') {
            return true;
        }
        barLine(true);
        return false;
    }

    /** Whether a number that follows is that of an ending. */
    boolean endingMayFollow() {
        return afterBar;
    }

    private void pipe() {
        if (colons == 0) {
            thick |= afterBar;
            soft ^= afterBar; // of three lines, the third is one by itself
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
    }

    private void colon() {
        colons++;
        if (!afterBar && colons == 2) {
            softBar();
            endRepeat();
        } else if (!afterBar && colons > 2) {
            part.playInAll(colons);
            reader.replayDue();
        }
    }

    /** Only now it is clear what kind of bar line it was. */
    private void end() {
        if (colons > 0 && afterBar) {
            startRepeat(colons + 1);
        } else if (colons > 1) {
            startRepeat(2);
        } else if (colons == 1) {
            reader.odd(':');
        } else if (!told) {
            barLine(!soft);
            if (thick) {
                part.thickBar();
            }
        }
        colons = 0;
    }

    private void barLine(boolean hard) {
        music.accidentals.bar(music.key);
        music.sounder.dropDecorations();
        if (music.lyrics != null) {
            music.lyrics.bar();
        }
        long length = part.performer.now() - part.performer.barStart();
        boolean first = !part.performer.barBegun();
        if (!part.bar(hard)) {
            uncertain = true;
            return;
        }
        music.swing.bar();
        long wanted = part.writtenMeter.barLength();
        if (music.barsMatter && wanted > 0 && length > 0 && !uncertain) {
            if (length > wanted) {
                reader.report(at, AbcProblem.BAR_TOO_LONG, "");
            } else if (length < wanted && !first) {
                reader.report(at, AbcProblem.BAR_TOO_SHORT, "");
            }
        }
        uncertain = false;
    }

    private void startRepeat(int times) {
        if (!told) {
            softBar();
        }
        answerRepeat();
        part.startRepeat(times);
    }

    /** What begins with a repeat sign ends here, or the tune does. */
    void answerRepeat() {
        if (part.repeatUnanswered()) {
            reader.report(AbcProblem.UNANSWERED_REPEAT, "");
        }
    }

    private void softBar() {
        barLine(false);
        told = true;
    }

    /** Goes back at once: what follows the sign is read when the section has been played again. */
    private void endRepeat() {
        reader.replayDue();
        if (!part.endRepeat()) {
            reader.report(AbcProblem.SECTION_TOO_LONG, "");
        }
    }

    /** The number of an ending is about to come. */
    void beginEnding() {
        part.expectEnding();
        reader.replayDue();
        passes = 0;
        firstPass = 0;
        number = 0;
    }

    /** Reads {@code 1}, {@code 1,3}, {@code 1-3}; bit n stands for pass n. Returns whether the character belongs to it. */
    boolean ending(int c) {
        if (Text.isDigit(c)) {
            number = Math.min(number * 10 + c - '0', Part.MOST_PASSES - 1);
            return true;
        }
        for (int pass = firstPass == 0 ? number : firstPass; number > 0 && pass <= number; pass++) {
            passes |= 1 << pass;
        }
        boolean range = c == '-' && number > 0;
        firstPass = range ? number : 0;
        number = 0;
        if (range || c == ',') {
            return true;
        }
        boolean stray = part.strayEnding(passes);
        if (!part.ending(passes) || stray) {
            reader.report(AbcProblem.STRAY_ENDING, "");
        }
        return false;
    }
}
