package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lilt.engine.accompany.Drone;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Score;
import org.lilt.midi.Destination;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

class PartsTest {
    private static final long RATE = 48_000;
    private static final long MILLISECOND = RATE / 1000;

    private final Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, 120, false, "bpm");
    private final TestDestination destination = new TestDestination(RATE, 5 * MILLISECOND);

    private Part part(String name, Generator generator, Optional<Destination> to, Integer... channels) {
        return new Part(name, generator, new Chain(List.of()), new Score(), to, List.of(channels), false);
    }

    private OfflinePerformance performance(Part... parts) {
        return new OfflinePerformance(
                List.of(parts), destination, Setup.free(tempo, Setup.transposeParameter(), 0.1), List.of());
    }

    private void play(OfflinePerformance performance, double seconds) {
        long end = destination.clock().now() + (long) (seconds * RATE);
        for (long now = destination.clock().now(); now < end; now += MILLISECOND) {
            destination.clock().moveTo(now);
            performance.doWork();
        }
    }

    private long notes(int channel, long from) {
        return destination.noteOns().stream()
                .filter(m -> (m.status() & 0xF) == channel && m.time() >= from)
                .count();
    }

    /** Channel volume first, then quavers. */
    private static Generator loud() {
        ScaleGenerator scale = new ScaleGenerator();
        return new Generator() {
            private boolean said;

            @Override
            public List<Parameter> parameters() {
                return List.of();
            }

            @Override
            public void start(long tick) {
                scale.start(tick);
            }

            @Override
            public long advance(long until, EventSink out) {
                if (!said) {
                    said = true;
                    out.accept(0, Event.Kind.CONTROL, 0, 7, 80, 0);
                }
                return scale.advance(until, out);
            }
        };
    }

    @Test
    void partsPlayTogetherEachOnItsChannel() {
        OfflinePerformance performance = performance(
                part("a", new ScaleGenerator(), Optional.empty(), 3, 4), part("b", loud(), Optional.empty(), 6, -1));
        play(performance, 4);
        assertEquals(notes(3, 0), notes(6, 0));
        assertTrue(notes(3, 0) > 14 && notes(4, 0) > 2, "both channels of a");
        assertEquals(
                List.of(3, 4, 6),
                destination.noteOns().stream()
                        .map(m -> m.status() & 0xF)
                        .distinct()
                        .sorted()
                        .toList());
        performance.stop();
        assertEquals(0, destination.sounding());
    }

    @Test
    void aMutedPartIsSilentAtOnceAndSoloSilencesTheOthers() {
        Part a = part("a", new ScaleGenerator(), Optional.empty(), 0, 1);
        Part b = part("b", new ScaleGenerator(), Optional.empty(), 5, 6);
        OfflinePerformance performance = performance(a, b);
        play(performance, 2);
        a.mute().set(1);
        long muted = destination.clock().now();
        play(performance, 2);
        assertEquals(0, notes(0, muted + 10 * MILLISECOND));
        assertTrue(notes(5, muted) > 5);
        assertTrue(
                destination.messages.stream()
                        .filter(m -> m.isNoteOff() && (m.status() & 0xF) == 0 && m.time() >= muted)
                        .allMatch(m -> m.time() <= muted + 10 * MILLISECOND),
                "what sounds is ended within 10 ms");
        a.mute().set(0);
        a.solo().set(1);
        long alone = destination.clock().now();
        play(performance, 2);
        assertTrue(notes(0, alone) > 5);
        assertEquals(0, notes(5, alone + 10 * MILLISECOND));
        performance.stop();
        assertEquals(0, destination.sounding());
    }

    @Test
    void theLevelIsSentAsVolumeOnceForEachTurn() {
        Part a = part("a", loud(), Optional.empty(), 2, 1);
        OfflinePerformance performance = performance(a);
        play(performance, 1);
        a.level().set(50);
        long turned = destination.clock().now();
        play(performance, 1);
        List<TestDestination.Message> volumes = destination.messages.stream()
                .filter(m -> m.status() == 0xB2 && m.data1() == 7)
                .toList();
        assertEquals(
                List.of(80, 40),
                volumes.stream().map(TestDestination.Message::data2).toList());
        assertTrue(volumes.get(1).time() - turned < 10 * MILLISECOND);
    }

    @Test
    void aPartThatNeverSaysHowLoudItIsHasALevelToo() {
        Part a = part("a", new ScaleGenerator(), Optional.empty(), 0, 1);
        a.level().set(50); // of the usual volume, which is 100
        OfflinePerformance performance = performance(a);
        play(performance, 1);
        a.level().set(20);
        play(performance, 1);
        a.level().set(100);
        play(performance, 1);
        assertEquals(
                List.of(50, 20, 100),
                destination.messages.stream()
                        .filter(m -> m.status() == 0xB0 && m.data1() == 7)
                        .map(TestDestination.Message::data2)
                        .toList());
        int first = destination.messages.indexOf(destination.noteOns().get(0));
        assertTrue(
                destination.messages.subList(0, first).stream().anyMatch(m -> m.status() == 0xB0 && m.data1() == 7),
                "the first note is as loud as the others");
    }

    @Test
    void aPartWithADestinationOfItsOwnPlaysThere() {
        TestDestination other = new TestDestination(RATE, 0);
        Part a = part("a", new ScaleGenerator(), Optional.empty(), 0, 1);
        Part b = part("b", new ScaleGenerator(), Optional.of(other), 0, 1);
        OfflinePerformance performance = performance(a, b);
        play(performance, 3);
        assertEquals(destination.noteOns().size(), other.noteOns().size());
        performance.stop();
        assertEquals(0, other.sounding());
    }

    @Test
    void aPartThatIsLeftOutHoldsNobodyUp() {
        Part a = part("a", new ScaleGenerator(), Optional.empty(), 0, 1);
        Part b = part("b", new ScaleGenerator(), Optional.empty(), 5, 6);
        OfflinePerformance performance = performance(a, b);
        play(performance, 2);
        b.bypass("tired");
        long then = destination.clock().now();
        play(performance, 2);
        assertEquals(0, notes(5, then + 10 * MILLISECOND));
        assertTrue(notes(0, then) > 5);
        assertFalse(b.fault().isEmpty());
        b.takeIn();
        long again = destination.clock().now();
        play(performance, 2);
        assertTrue(notes(5, again) > 5, "taken in again it plays");
        performance.stop();
        assertEquals(0, destination.sounding());
    }

    @Test
    void whatIsKnownOfAFaultIsToldAndNotWhatThePlayerSuspects() {
        Part part = part("a", new ScaleGenerator(), Optional.empty());
        part.suspect("late");
        assertTrue(part.bypassed());
        assertEquals("late", part.fault());
        part.bypass("ended");
        assertEquals("ended", part.fault());
        part.suspect("late");
        assertEquals("ended", part.fault());
        part.takeIn();
        assertFalse(part.bypassed());
        assertEquals("", part.fault());
    }

    @Test
    void aPartThatFollowsKeepsUpWithAHorizonOfAHundredMilliseconds() throws Exception {
        Part tune = part("tune", new TuneOfScales(), Optional.empty(), 0, 1);
        Drone drone = new Drone();
        Part below = part("drone", drone, Optional.empty(), 8);
        OfflinePerformance performance = performance(tune, below);
        drone.activate(new TestHost(tune.score()));
        play(performance, 10);
        assertEquals(2, notes(8, 0), "key note and fifth");
        assertEquals(0, performance.timing().underruns() + performance.timing().jumps());
    }

    @Test
    void aPartThatFollowsTakesNothingOfTheTuneBefore() throws Exception {
        Part tune = part("tune", new TuneOfScales(), Optional.empty(), 0, 1);
        Drone drone = new Drone();
        Part below = part("drone", drone, Optional.empty(), 8);
        OfflinePerformance performance = performance(below, tune); // which begins and writes later
        drone.activate(new TestHost(tune.score()));
        play(performance, 1);
        performance.nextTune();
        play(performance, 1);
        int d = 38;
        int e = 40;
        assertEquals(
                List.of(d, d + 7, e, e + 7),
                destination.noteOns().stream()
                        .filter(m -> (m.status() & 0xF) == 8)
                        .map(TestDestination.Message::data1)
                        .toList());
    }

    /** A tune in D that never ends; the one after it is in E. */
    private static final class TuneOfScales implements Generator {
        private final ScaleGenerator scale = new ScaleGenerator();
        private int sharps;
        private long begins;
        private boolean said;

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public void start(long tick) {
            scale.start(tick);
            sharps += 2;
            begins = tick;
            said = false;
        }

        @Override
        public long advance(long until, EventSink out) {
            if (!said) {
                said = true;
                out.accept(begins, Event.Kind.TUNE_START, 0, 1, 0, 0);
                out.accept(begins, Event.Kind.KEY, 0, sharps, 0, 0);
            }
            return scale.advance(until, out);
        }
    }
}
