package org.lilt.engine.effects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lilt.engine.effects.ChainBench.EIGHTH;
import static org.lilt.engine.effects.ChainBench.MILLISECOND;
import static org.lilt.engine.effects.ChainBench.QUARTER;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lilt.engine.effects.ChainBench.Note;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Event.Kind;

class EffectsTest {
    private static ChainBench scaleThrough(String id, Object... settings) {
        ChainBench bench = new ChainBench().through(id, settings).tuneInG();
        int[] scale = {67, 69, 71, 72, 74, 76, 78, 79};
        for (int i = 0; i < scale.length; i++) {
            bench.note(i * EIGHTH, (i + 1) * EIGHTH, 0, scale[i]);
        }
        return bench.event(8 * EIGHTH, Kind.TUNE_END, 0, 1, 0).play();
    }

    // transpose

    @Test
    void transposeMovesBySemitonesAndLeavesDrumsAlone() {
        ChainBench bench = new ChainBench().through("transpose", "semitones", 3);
        bench.note(0, 10, 0, 60).note(20, 30, 9, 38).note(40, 50, 0, 126).play();
        assertEquals(List.of(63, 38, 117), bench.pitches());
    }

    @Test
    void transposeLockedToTheKeyStaysInIt() {
        assertEquals(
                List.of(71, 72, 74, 76, 78, 79, 81, 83),
                scaleThrough("transpose", "semitones", 4, "lock", 1).pitches());
    }

    @Test
    void aTransposedNoteEndsWhereItBeganWhateverIsTurnedMeanwhile() {
        Effect effect = ChainBench.effect("transpose", "semitones", 5);
        ChainBench bench = new ChainBench().through("transpose", effect);
        bench.event(0, Kind.NOTE_ON, 0, 60, 80).play();
        effect.parameters().get(0).set(-7);
        bench.event(100, Kind.NOTE_OFF, 0, 60, 0).play();
        assertEquals(List.of(new Note(0, 100, 0, 65, 80)), bench.notes());
    }

    // quantise

    @Test
    void quantiseMovesToTheNearestNoteOfTheTunesKey() {
        ChainBench bench = new ChainBench().through("quantise").tuneInG();
        bench.note(0, 10, 0, 65).note(20, 30, 0, 66).note(40, 50, 0, 70).play();
        assertEquals(List.of(64, 66, 69), bench.pitches());
    }

    @Test
    void quantiseMovesToAChosenScale() {
        ChainBench bench = new ChainBench().through("quantise", "scale", 5, "tonic", 3); // pentatonic on D: D E F# A B
        IntStream.range(60, 72).forEach(p -> bench.note(p * 100, p * 100 + 50, 0, p));
        assertEquals(
                List.of(59, 62, 62, 62, 64, 64, 66, 66, 69, 69, 69, 71),
                bench.play().pitches());
    }

    // humanise

    @Test
    void humaniseAccentsTheBarAndThePulse() {
        ChainBench bench = scaleThrough("humanise", "accent", 20, "dynamics", 0, "timing", 0);
        assertEquals(
                List.of(100, 70, 90, 70, 90, 70, 90, 70),
                bench.notes().stream().map(Note::velocity).toList());
    }

    @Test
    void humaniseIsLateByChanceWithinItsBoundsAndTheSameForTheSameSeed() {
        List<Long> first = scaleThrough("humanise", "timing", 30).onsets();
        assertEquals(first, scaleThrough("humanise", "timing", 30).onsets());
        for (int i = 0; i < 8; i++) {
            long late = first.get(i) - i * EIGHTH;
            assertTrue(late >= 0 && late <= 30 * MILLISECOND, "late by " + late);
        }
        ChainBench other = new ChainBench();
        other.seed = 2;
        other.through("humanise", "timing", 30).note(0, EIGHTH, 0, 67).play();
        assertNotEquals(first.get(0), other.onsets().get(0));
    }

    // swing

    @Test
    void swingDelaysEverySecondQuaver() {
        ChainBench bench = scaleThrough("swing", "amount", 66);
        long late = Math.round(QUARTER * 0.66) - EIGHTH;
        assertEquals(
                IntStream.range(0, 8).mapToObj(i -> i * EIGHTH + i % 2 * late).toList(), bench.onsets());
        assertEquals(EIGHTH + late, bench.notes().get(0).off(), "the first lasts until the second");
    }

    @Test
    void swingLeavesQuaversInThreesAlone() {
        ChainBench bench = new ChainBench().through("swing", "amount", 75).event(0, Kind.METER, 0, 6, 8);
        for (int i = 0; i < 6; i++) {
            bench.note(i * EIGHTH, (i + 1) * EIGHTH, 0, 60 + i);
        }
        assertEquals(
                IntStream.range(0, 6).mapToObj(i -> i * EIGHTH).toList(),
                bench.play().onsets());
    }

    // harmonise

    @ParameterizedTest
    @CsvSource({"1, 71, 72", "2, 64, 66", "3, 76, 78", "4, 59, 60"})
    void harmoniseAddsAVoiceWithinTheKey(int voice, int withG, int withA) {
        List<Integer> pitches = scaleThrough("harmonise", "voice", voice).pitches();
        assertEquals(List.of(67, withG, 69, withA), pitches.subList(0, 4));
        assertEquals(16, pitches.size());
    }

    @Test
    void theDroneSoundsFromTheFirstNoteToTheEndOfTheTune() {
        ChainBench bench = scaleThrough("harmonise", "voice", 0, "drone", 1);
        List<Note> low = bench.notes().stream().filter(n -> n.pitch() < 60).toList();
        assertEquals(List.of(new Note(0, 8 * EIGHTH, 0, 43, 56), new Note(0, 8 * EIGHTH, 0, 50, 56)), low);
    }

    @Test
    void theDroneFollowsTheKey() {
        ChainBench bench =
                new ChainBench().through("harmonise", "voice", 0, "drone", 1).tuneInG();
        bench.note(0, 100, 0, 67).event(150, Kind.KEY, 0, 2, 0).note(200, 300, 0, 69);
        bench.event(400, Kind.TUNE_END, 0, 1, 0).play();
        assertTrue(
                bench.notes().contains(new Note(0, 200, 0, 43, 56)),
                bench.notes().toString());
        assertTrue(
                bench.notes().contains(new Note(200, 400, 0, 50, 56)),
                bench.notes().toString());
    }

    // ornament

    @Test
    void anIrishCutStandsBeforeTheNoteAndTakesItsTime() {
        ChainBench bench = new ChainBench()
                .through("ornament", "density", 100, "length", 40)
                .tuneInG();
        bench.note(EIGHTH, 2 * EIGHTH, 0, 71).play();
        long cut = Math.round(40 * MILLISECOND);
        assertEquals(
                List.of(new Note(EIGHTH, EIGHTH + cut, 0, 72, 80), new Note(EIGHTH + cut, 2 * EIGHTH, 0, 71, 80)),
                bench.notes());
    }

    @Test
    void anIrishRollDividesADottedCrotchetByCutAndTap() {
        ChainBench bench = new ChainBench().through("ornament", "density", 100).tuneInG();
        bench.note(0, 3 * EIGHTH, 0, 71).play();
        assertEquals(List.of(71, 72, 71, 69, 71), bench.pitches());
        assertEquals(
                List.of(0L, EIGHTH, 2 * EIGHTH),
                List.of(
                        bench.onsets().get(0),
                        bench.onsets().get(1),
                        bench.onsets().get(3)));
        assertEquals(3 * EIGHTH, bench.notes().get(4).off());
    }

    @Test
    void aShortNoteIsNotRolled() {
        ChainBench bench = new ChainBench().through("ornament", "density", 100).tuneInG();
        assertEquals(List.of(71), bench.note(0, EIGHTH, 0, 71).play().pitches());
    }

    @ParameterizedTest
    @CsvSource({"1, '78,72,71'", "2, '69,71'", "3, '71,72,71'"})
    void otherTraditionsGraceInTheirWay(int tradition, String expected) {
        ChainBench bench = new ChainBench()
                .through("ornament", "density", 100, "tradition", tradition)
                .tuneInG();
        String pitches = bench.note(0, EIGHTH, 0, 71).play().pitches().toString();
        assertEquals("[" + expected.replace(",", ", ") + "]", pitches);
    }

    @Test
    void withoutDensityNothingIsGraced() {
        assertEquals(8, scaleThrough("ornament", "density", 0).notes().size());
    }

    // arpeggio

    @ParameterizedTest
    @CsvSource({"0, '48,52,55,48'", "1, '55,52,48,55'", "2, '48,52,55,52'"})
    void anArpeggioPlaysTheChordNoteByNoteWhileItIsHeld(int pattern, String expected) {
        ChainBench bench = new ChainBench().through("arpeggio", "pattern", pattern, "rate", 1);
        bench.note(0, 4 * EIGHTH, 2, 52)
                .note(0, 4 * EIGHTH, 2, 48)
                .note(0, 4 * EIGHTH, 2, 55)
                .play();
        assertEquals("[" + expected.replace(",", ", ") + "]", bench.pitches().toString());
        assertEquals(IntStream.range(0, 4).mapToObj(i -> i * EIGHTH).toList(), bench.onsets());
        assertEquals(Math.round(EIGHTH * 0.8), bench.notes().get(0).off());
    }

    @Test
    void anArpeggioBeginsAnewWithTheNextChordAndLeavesTheMelodyAlone() {
        ChainBench bench = new ChainBench().through("arpeggio", "rate", 1);
        bench.note(0, 3 * EIGHTH, 2, 48).note(0, 3 * EIGHTH, 2, 52);
        bench.note(3 * EIGHTH, 4 * EIGHTH, 2, 50).note(0, 4 * EIGHTH, 0, 80).play();
        assertEquals(
                List.of(48, 52, 48, 50),
                bench.notes().stream()
                        .filter(n -> n.channel() == 2)
                        .map(Note::pitch)
                        .toList());
        assertTrue(bench.notes().contains(new Note(0, 4 * EIGHTH, 0, 80, 80)));
    }

    // octave, strum, echo, map, range

    @Test
    void octaveDoublesWhatHasRoom() {
        ChainBench bench = new ChainBench().through("octave", "octaves", -1, "level", 50);
        bench.note(0, 100, 0, 60).note(200, 300, 0, 5).play();
        assertEquals(
                List.of(new Note(0, 100, 0, 60, 80), new Note(0, 100, 0, 48, 40), new Note(200, 300, 0, 5, 80)),
                bench.notes());
    }

    @Test
    void strumSpreadsAChordDownAndThenUp() {
        ChainBench bench = new ChainBench().through("strum", "spread", 10);
        for (long t : new long[] {0, QUARTER}) {
            bench.note(t, t + EIGHTH, 2, 55).note(t, t + EIGHTH, 2, 48).note(t, t + EIGHTH, 2, 52);
        }
        long s = Math.round(10 * MILLISECOND);
        bench.play();
        assertEquals(List.of(48, 52, 55, 55, 52, 48), bench.pitches());
        assertEquals(List.of(0L, s, 2 * s, QUARTER, QUARTER + s, QUARTER + 2 * s), bench.onsets());
        assertEquals(EIGHTH + 2 * s, bench.notes().get(2).off(), "as long as it was");
    }

    @Test
    void echoRepeatsSofterInTime() {
        ChainBench bench = new ChainBench().through("echo", "time", 1, "repeats", 2, "feedback", 50);
        bench.note(0, 100, 0, 60).play();
        assertEquals(
                List.of(
                        new Note(0, 100, 0, 60, 80),
                        new Note(EIGHTH, EIGHTH + 100, 0, 60, 40),
                        new Note(2 * EIGHTH, 2 * EIGHTH + 100, 0, 60, 20)),
                bench.notes());
    }

    @Test
    void mapSendsAChannelElsewhereWithItsControlsAndProgram() {
        ChainBench bench = new ChainBench().through("map", "channel", 1, "to", 5, "program", 40);
        bench.event(0, Kind.PROGRAM, 0, 21, 0)
                .event(0, Kind.CONTROL, 0, 7, 99)
                .note(0, 10, 0, 60)
                .note(0, 10, 1, 40);
        bench.play();
        assertTrue(
                bench.out.stream().filter(e -> e.kind == Kind.PROGRAM).allMatch(e -> e.channel == 4 && e.data1 == 40));
        assertTrue(bench.out.stream().anyMatch(e -> e.kind == Kind.CONTROL && e.channel == 4 && e.data2 == 99));
        assertEquals(List.of(new Note(0, 10, 4, 60, 80), new Note(0, 10, 1, 40, 80)), bench.notes());
    }

    @Test
    void rangeMovesByOctavesOrLeavesOut() {
        ChainBench moved = new ChainBench().through("range", "lowest", 60, "highest", 80);
        assertEquals(
                List.of(62, 71, 60),
                moved.note(0, 9, 0, 50)
                        .note(10, 19, 0, 95)
                        .note(20, 29, 0, 60)
                        .play()
                        .pitches());
        ChainBench out = new ChainBench().through("range", "lowest", 60, "highest", 80, "outside", 1);
        assertEquals(
                List.of(60),
                out.note(0, 9, 0, 50)
                        .note(10, 19, 0, 95)
                        .note(20, 29, 0, 60)
                        .play()
                        .pitches());
    }

    @Test
    void aNoteStruckTwiceEndsWithTheLastOfItsEnds() {
        ChainBench bench = new ChainBench().through("transpose", "semitones", 2);
        bench.event(0, Kind.NOTE_ON, 0, 60, 80).event(10, Kind.NOTE_ON, 0, 60, 80);
        bench.event(20, Kind.NOTE_OFF, 0, 60, 0)
                .event(30, Kind.NOTE_OFF, 0, 60, 0)
                .play();
        assertEquals(List.of(new Note(0, 10, 0, 62, 80), new Note(10, 30, 0, 62, 80)), bench.notes());
    }

    @Test
    void everyEffectIsDescribedAndMadeByItsIdAlone() {
        BuiltInEffects factory = new BuiltInEffects();
        assertEquals(12, factory.descriptors().size());
        Executable[] makes = factory.descriptors().stream()
                .map(d -> (Executable)
                        () -> assertTrue(factory.create(d.id()).parameters().size() > 1, d.id()))
                .toArray(Executable[]::new);
        org.junit.jupiter.api.Assertions.assertAll(makes);
    }
}
