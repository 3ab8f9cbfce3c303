package org.lilt.abc;

/** The {@code %%} lines that sound: {@code %%propagate-accidentals} and {@code %%MIDI}, as abc2midi knows them. Others concern the page and are skipped. */
final class Directives {
    /** What a directive changes: a voice, and what belongs to the whole tune. */
    interface Target {
        /** The voice that the directive stands in. */
        Music music();

        /** A program for a channel. */
        void program(int channel, int program);
    }

    private final int[] numbers = new int[8];
    private int count;

    /** Reads a line without its two percent signs. Returns false if it is a {@code %%MIDI} line that means nothing. */
    boolean read(Text line, Target target) {
        int from = Text.skipSpaces(line, 0);
        int to = Text.wordEnd(line, from);
        if (Text.matches(line, from, to, "propagate-accidentals")) {
            from = Text.skipSpaces(line, to);
            to = Text.wordEnd(line, from);
            target.music().accidentals.reach = Text.matches(line, from, to, "not")
                    ? Accidentals.Reach.NOTE
                    : Text.matches(line, from, to, "octave") ? Accidentals.Reach.OCTAVE : Accidentals.Reach.LETTER;
            return true;
        }
        if (!Text.matches(line, from, to, "midi")) {
            return true;
        }
        from = Text.skipSpaces(line, to);
        if (from < line.length() && line.charAt(from) == '=') {
            from = Text.skipSpaces(line, from + 1);
        }
        to = Text.wordEnd(line, from);
        return midi(line, from, to, target);
    }

    private boolean midi(Text line, int from, int to, Target target) {
        Music music = target.music();
        Accompaniment accompaniment = music.part.performer.accompaniment;
        readNumbers(line, to);
        if (Text.matches(line, from, to, "program")) {
            boolean withChannel = count > 1;
            int program = withChannel ? numbers[1] : numbers[0];
            int channel = withChannel ? numbers[0] - 1 : music.part.performer.channel();
            return count > 0 && inRange(program, 0, 127) && inRange(channel, 0, 15) && set(target, channel, program);
        }
        if (Text.matches(line, from, to, "bassprog")) {
            return one(0, 127) && set(target, Accompaniment.BASS_CHANNEL, numbers[0]);
        }
        if (Text.matches(line, from, to, "chordprog")) {
            return one(0, 127) && set(target, Accompaniment.CHORD_CHANNEL, numbers[0]);
        }
        if (Text.matches(line, from, to, "channel")) {
            if (!one(1, 16)) {
                return false;
            }
            music.channel(numbers[0] - 1);
            return true;
        }
        if (Text.matches(line, from, to, "transpose") || Text.matches(line, from, to, "rtranspose")) {
            if (!one(-60, 60)) {
                return false;
            }
            boolean relative = line.charAt(from) == 'r' || line.charAt(from) == 'R';
            music.midiShift = Math.max(-60, Math.min(60, numbers[0] + (relative ? music.midiShift : 0)));
            return true;
        }
        if (Text.matches(line, from, to, "gchord")) {
            int begin = Text.skipSpaces(line, to);
            return accompaniment.pattern(line, begin, Text.wordEnd(line, begin), music.part.writtenMeter);
        }
        if (Text.matches(line, from, to, "gchordon") || Text.matches(line, from, to, "gchordoff")) {
            accompaniment.chords(Text.matches(line, from, to, "gchordon"));
            return true;
        }
        if (Text.matches(line, from, to, "chordvol") || Text.matches(line, from, to, "bassvol")) {
            if (!one(0, 127)) {
                return false;
            }
            if (Text.matches(line, from, to, "bassvol")) {
                accompaniment.bassVelocity(numbers[0]);
            } else {
                accompaniment.chordVelocity(numbers[0]);
            }
            return true;
        }
        if (Text.matches(line, from, to, "drum")) {
            return accompaniment.drumPattern(line, Text.skipSpaces(line, to), music.part.writtenMeter);
        }
        if (Text.matches(line, from, to, "drumon") || Text.matches(line, from, to, "drumoff")) {
            accompaniment.drums(Text.matches(line, from, to, "drumon"));
            return true;
        }
        return notes(line, from, to, music);
    }

    /** Directives about the notes themselves. */
    private boolean notes(Text line, int from, int to, Music music) {
        if (Text.matches(line, from, to, "beat")) {
            if (count < 3
                    || !inRange(numbers[0], 1, 127)
                    || !inRange(numbers[1], 1, 127)
                    || !inRange(numbers[2], 1, 127)) {
                return false;
            }
            music.dynamics.beat(
                    numbers[0], numbers[1], numbers[2], count > 3 && inRange(numbers[3], 0, 64) ? numbers[3] : 0);
            return true;
        }
        if (Text.matches(line, from, to, "beatstring")) {
            int begin = Text.skipSpaces(line, to);
            return music.dynamics.beatString(line, begin, Text.wordEnd(line, begin));
        }
        if (Text.matches(line, from, to, "beataccents") || Text.matches(line, from, to, "nobeataccents")) {
            music.dynamics.flat(Text.matches(line, from, to, "nobeataccents"));
            return true;
        }
        if (Text.matches(line, from, to, "grace")) {
            if (count != 2 || !inRange(numbers[0], 1, 64) || !inRange(numbers[1], numbers[0] + 1, 128)) {
                return false;
            }
            music.graces.fraction(numbers[0], numbers[1]);
            return true;
        }
        if (Text.matches(line, from, to, "gracedivider")) {
            if (!one(1, 64)) {
                return false;
            }
            music.graces.divider(numbers[0]);
            return true;
        }
        if (Text.matches(line, from, to, "ratio")) {
            if (count != 2 || !inRange(numbers[0], 1, 16) || !inRange(numbers[1], 1, 16)) {
                return false;
            }
            music.lengths.ratio(numbers[0], numbers[1]);
            return true;
        }
        if (Text.matches(line, from, to, "nobarlines") || Text.matches(line, from, to, "barlines")) {
            boolean without = Text.matches(line, from, to, "nobarlines");
            music.barsMatter = !without;
            music.accidentals.reach = without ? Accidentals.Reach.NOTE : Accidentals.Reach.LETTER;
            return true;
        }
        return false;
    }

    private static boolean set(Target target, int channel, int program) {
        target.program(channel, program);
        return true;
    }

    private boolean one(int low, int high) {
        return count == 1 && inRange(numbers[0], low, high);
    }

    private static boolean inRange(int n, int low, int high) {
        return n >= low && n <= high;
    }

    /** Reads the numbers up to the first word that is none; a fraction counts as two. */
    private void readNumbers(Text line, int from) {
        count = 0;
        int i = from;
        while (count < numbers.length) {
            i = Text.skipSpaces(line, i);
            if (i < line.length() && line.charAt(i) == '/') {
                i++;
            }
            boolean negative = i < line.length() && line.charAt(i) == '-';
            int begin = negative ? i + 1 : i;
            i = begin;
            while (i < line.length() && Text.isDigit(line.charAt(i))) {
                i++;
            }
            if (i == begin) {
                return;
            }
            int n = Text.number(line, begin, i);
            numbers[count++] = negative ? -n : n;
        }
    }
}
