package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What live playing relies on: events as early as the notation allows, repeats by tick, state that can be copied. */
class StreamingTest {
    private static final String HEADER = "X:1\nM:4/4\nL:1/4\nK:C\n";

    /** Feeds as the live player does: a repeat is told in small steps, nothing before the frontier that was promised. */
    private static List<String> live(String abc, long step) {
        Log log = new Log();
        AbcReader reader = new AbcReader(log);
        for (int i = 0; i < abc.length(); i++) {
            log.promised = reader.frontier();
            reader.feed(abc.charAt(i));
            long until = reader.frontier();
            while (reader.replaying()) {
                until += step;
                log.promised = checkedFrontier(reader, log);
                int told = log.lines.size();
                reader.replay(until);
                for (String line : log.lines.subList(told, log.lines.size())) {
                    assertTrue(
                            Long.parseLong(line.substring(0, line.indexOf(' '))) < until,
                            () -> "too much is told: " + line);
                }
            }
            checkedFrontier(reader, log);
        }
        log.promised = reader.frontier();
        reader.end();
        return log.lines;
    }

    private static long checkedFrontier(AbcReader reader, Log log) {
        long frontier = reader.frontier();
        assertTrue(frontier >= log.promised || !reader.inTune() || frontier == 0, "the frontier went back");
        return frontier;
    }

    @Test
    void replayingTickByTickTellsTheSameAsReadingAFile() throws IOException {
        List<String> tunes = Tunes.all();
        String some = String.join("", tunes.subList(0, 150));
        assertEquals(Log.of(some), live(some, 100_000));
        String others = String.join("", tunes.subList(tunes.size() - 50, tunes.size()));
        assertEquals(Log.of(others), live(others, 977));
    }

    @Test
    void charactersLinesAndWholeTextsTellTheSame() throws IOException {
        for (String tune : Tunes.all().subList(100, 300)) {
            Log lines = new Log();
            AbcReader reader = new AbcReader(lines);
            tune.lines().forEach(line -> reader.feed(line + "\n"));
            reader.end();
            Log whole = new Log();
            AbcReader other = new AbcReader(whole);
            other.feed(tune);
            other.end();
            List<String> byCharacter = live(tune, 5_000);
            assertEquals(byCharacter, lines.lines);
            assertEquals(byCharacter, whole.lines);
        }
    }

    @Test
    void aFileOfOneVoiceTellsTheSameAsLiveReading() throws IOException {
        for (String tune : Tunes.all().subList(0, 200)) {
            Log all = new Log();
            AbcReader reader = new AbcReader(all, AbcDiagnostics.NONE, AbcOptions.FILE);
            tune.chars().forEach(reader::feed);
            reader.end();
            Log file = new Log();
            AbcFile.read(tune, file, AbcDiagnostics.NONE, AbcOptions.FILE);
            assertEquals(Log.of(tune), all.lines);
            assertEquals(all.lines, file.lines);
        }
    }

    @Test
    void aRepeatIsToldByTickAndNoFurther() {
        Log log = new Log();
        AbcReader reader = new AbcReader(log);
        (HEADER + "|:CDEF:").chars().forEach(reader::feed);
        int before = log.lines.size();
        reader.feed('|');
        assertTrue(reader.replaying());
        reader.replay(5 * AbcReader.TICKS_PER_QUARTER);
        List<String> told = log.lines.subList(before, log.lines.size());
        assertTrue(told.stream().anyMatch(l -> l.equals("40320 on 0 60 105 from 22")), told::toString);
        assertTrue(told.stream().noneMatch(l -> l.contains("on 0 62")), told::toString);
        assertEquals(5 * AbcReader.TICKS_PER_QUARTER, reader.frontier());
        reader.replay(Long.MAX_VALUE);
        assertEquals(8 * AbcReader.TICKS_PER_QUARTER, reader.frontier());
    }

    @Test
    void aTieIntoASecondEndingJoinsTheReplayedNoteToTheNewOne() {
        List<String> told = live(HEADER + "|:CDEF-|[1F4:|[2F4|\n", 100);
        assertTrue(
                told.contains(12 * AbcReader.TICKS_PER_QUARTER + 4 * AbcReader.TICKS_PER_QUARTER + " off 0 65 from 25"),
                told::toString);
    }

    @Test
    void aNoteBeginsAtMostTwoCharactersAfterItsLetterAndEndsSoon() throws IOException {
        for (String abc : Tunes.files()) {
            List<Long> beginnings = new ArrayList<>();
            List<Long> ends = new ArrayList<>();
            delays(abc, beginnings, ends);
            assertTrue(
                    beginnings.stream().allMatch(d -> d <= 2),
                    () -> "latest note-on " + beginnings.stream().max(Long::compare));
            double soon = beginnings.stream().filter(d -> d <= 1).count() / (double) beginnings.size();
            assertTrue(soon >= 0.99, () -> "note-ons within a character: " + soon);
            double ended = ends.stream().filter(d -> d <= 5).count() / (double) ends.size();
            assertTrue(ended >= 0.98, () -> "ends within 5 characters: " + ended);
        }
    }

    /** Characters between a note's letter and its note-on, and between the end of what is written of it and its note-off; first passes only. */
    private static void delays(String abc, List<Long> beginnings, List<Long> ends) {
        AbcReader[] reader = new AbcReader[1];
        boolean[] replayed = new boolean[1];
        AbcEvents events = new AbcEvents() {
            private long last = -1;

            @Override
            public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
                if (channel == 0 && !replayed[0] && character != last) {
                    last = character; // the first note of an ornament
                    beginnings.add(reader[0].charactersFed() - 1 - character);
                }
            }

            @Override
            public void noteOff(long tick, int channel, int pitch, long character) {
                if (channel == 0 && !replayed[0]) {
                    ends.add(reader[0].charactersFed() - 1 - character);
                }
            }
        };
        reader[0] = new AbcReader(events);
        for (int i = 0; i < abc.length(); i++) {
            reader[0].feed(abc.charAt(i));
            replayed[0] = true;
            reader[0].replay(Long.MAX_VALUE);
            replayed[0] = false;
        }
    }

    @Test
    void aCopyGoesOnAsTheOriginalWouldAndNeverDisturbsIt() throws IOException {
        String abc = String.join("", Tunes.all().subList(0, 40));
        Log reference = new Log();
        AbcReader original = new AbcReader(reference);
        Log ahead = new Log();
        AbcReader copy = new AbcReader(ahead);
        Random random = new Random(5);
        List<String> whole = Log.of(abc);
        for (int i = 0; i < abc.length(); i++) {
            copy.copyFrom(original);
            ahead.startAgain();
            int told = reference.lines.size();
            if (random.nextInt(400) == 0) {
                ahead = new Log();
                copy = original.copy(ahead);
                for (int j = i; j < abc.length() && j < i + 500; j++) {
                    copy.feed(abc.charAt(j));
                }
                assertEquals(whole.subList(told, told + ahead.lines.size()), ahead.lines);
            } else {
                for (int j = 0; j < 3; j++) {
                    copy.feed("AbZ:|[]()3/2>-\"\n^{}".charAt(random.nextInt(19)));
                }
            }
            original.feed(abc.charAt(i));
        }
        original.end();
        assertEquals(whole, reference.lines);
    }
}
