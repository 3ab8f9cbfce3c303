package org.lilt.engine;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcEvents;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;
import org.lilt.abc.AbcProblem;
import org.lilt.abc.NormalForm;

/**
 * Why a tune is no good to learn from. A network repeats what it is shown, so a tune is refused whose text is broken: a quote or an inline field is never
 * closed, or chords time and again, its meter, unit length or key cannot be read, it has no note, or most of it is no music. What is merely odd is learnt:
 * bars that do not add up, an unknown decoration or chord symbol, a tie into nothing.
 *
 * @param line line in the file that is to blame, from 1
 * @param reason a phrase without a full stop
 */
record Refusal(int line, String reason) {
    /** To the end of the line the music is lost. */
    private static final Set<AbcProblem> BROKEN = EnumSet.of(AbcProblem.UNCLOSED_QUOTE, AbcProblem.UNCLOSED_FIELD);

    /** The reader closes these at the next bar line: a slip of the pen that costs one bar. */
    private static final Set<AbcProblem> SLIPS = EnumSet.of(AbcProblem.UNCLOSED_CHORD, AbcProblem.UNCLOSED_GRACE);

    /** One slip in so many bars is forgiven, as is a bar that does not add up; more are a tune that teaches leaving things open. */
    private static final int BARS_TO_A_SLIP = 16;

    private static final AbcOptions MELODIES = AbcOptions.FILE.withAccompaniment(false);

    /** Longest part of a title that a message repeats. */
    private static final int LONGEST_NAME = 60;

    /**
     * Judges a tune.
     *
     * @param block a block with a field X: or K:
     * @return why it is refused; empty when the reader can read it
     */
    static Optional<Refusal> of(NormalForm.Block block) {
        if (!block.has('K')) {
            return Optional.of(new Refusal(block.line(), "it has no field K:"));
        }
        Judge judge = new Judge(block);
        AbcFile.read(block.text(), judge, judge, MELODIES);
        return Optional.ofNullable(judge.refusal());
    }

    /** The title of a tune, or else its number, for a message: of one line and not too long. */
    static String name(NormalForm.Block block) {
        return field(block, "T:")
                .or(() -> field(block, "X:").map(number -> "X:" + number))
                .orElse("without a title");
    }

    private static Optional<String> field(NormalForm.Block block, String field) {
        return block.text()
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length())
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip())
                .filter(value -> !value.isEmpty())
                .map(value -> value.length() <= LONGEST_NAME ? value : value.substring(0, LONGEST_NAME) + "...")
                .findFirst();
    }

    /** Hears one tune. */
    private static final class Judge implements AbcEvents, AbcDiagnostics {
        private final NormalForm.Block block;
        private Refusal broken;
        private Refusal slip;
        private long slips;
        private long bars;
        /** As played, repeats included. */
        private long notes;

        private long unknown;

        Judge(NormalForm.Block block) {
            this.block = block;
        }

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
            notes++;
        }

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {
            // Only beginnings are counted.
        }

        @Override
        public void bar(long tick) {
            bars++;
        }

        @Override
        public void report(long line, int column, AbcProblem problem, CharSequence words) {
            if (problem == AbcProblem.UNKNOWN_CHARACTER) {
                unknown++;
            } else if (SLIPS.contains(problem)) {
                slips++;
                slip = slip == null ? new Refusal(at(line), problem.meaning()) : slip;
            } else if (broken == null && BROKEN.contains(problem)) {
                broken = new Refusal(at(line), problem.meaning());
            } else if (broken == null && problem == AbcProblem.BAD_FIELD) {
                String text = block.text().lines().skip(line - 1).findFirst().orElse("");
                if (text.startsWith("M:") || text.startsWith("L:") || text.startsWith("K:")) {
                    broken = new Refusal(at(line), "field " + text.charAt(0) + ": cannot be read");
                }
            }
        }

        private int at(long line) {
            return block.line() + (int) line - 1;
        }

        Refusal refusal() {
            if (broken != null) {
                return broken;
            }
            if (slips * BARS_TO_A_SLIP > bars) {
                return slip;
            }
            if (notes == 0) {
                return new Refusal(block.line(), "no note in it");
            }
            return unknown <= notes
                    ? null
                    : new Refusal(block.line(), "more characters mean nothing than there are notes");
        }
    }
}
