package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lilt.midi.ClockSource;
import org.lilt.midi.ClockState;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.clock.ClockFollower;
import org.lilt.midi.clock.ClockSender;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

/** The notes that leave a player which follows the MIDI clock of another, on a simulated clock. */
class FollowingTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = SECOND / 1000;
    private static final long LEAD = 5 * STEP;
    private static final double EIGHTHS_PER_QUARTER = 2;

    private final Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, 120, false, "bpm");
    private final TestDestination destination = new TestDestination(SECOND, LEAD);
    private final ScaleGenerator generator = new ScaleGenerator();
    private final Random random = new Random(5);
    private ClockFollower follower = new ClockFollower(ClockFollower.OnLoss.STOP);
    private final OfflinePerformance performance = new OfflinePerformance(
            generator,
            destination,
            new Setup(tempo, Setup.transposeParameter(), 0.1, Optional.of(new Host()), Optional.empty()),
            List.of());
    private long now = SECOND;
    private double pulse;

    private final class Host implements ClockSource {
        @Override
        public ClockState state() {
            return follower.state(destination.clock().now());
        }

        @Override
        public MediaClock clock() {
            return destination.clock();
        }

        @Override
        public boolean leadsTempo() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private void playUntil(double time) {
        for (; now < time; now += STEP) {
            destination.clock().moveTo(now);
            performance.doWork();
        }
    }

    private void send(int status) {
        send(status, 0, 0);
    }

    private void send(int status, int data1, int data2) {
        follower.message(now, status, data1, data2);
        performance.doWork();
    }

    /** So many pulses, each off by up to the jitter; the first is due at {@link #pulse}, and so is the one after the last then. */
    private void pulses(int count, double bpm, double jitter) {
        for (int i = 0; i < count; i++) {
            double at = pulse + (2 * random.nextDouble() - 1) * jitter;
            playUntil(at);
            follower.message((long) at, 0xF8, 0, 0);
            pulse += 60.0 * SECOND / bpm / 24;
        }
    }

    private void start() {
        playUntil(2 * SECOND);
        send(0xFA);
        pulse = now + 2 * STEP;
    }

    private List<Long> times() {
        return destination.noteOns().stream()
                .filter(m -> m.status() == 0x90)
                .map(TestDestination.Message::time)
                .toList();
    }

    private static double deviation(List<Double> errors) {
        double mean = errors.stream().mapToDouble(e -> e).average().orElseThrow();
        return Math.sqrt(errors.stream()
                .mapToDouble(e -> (e - mean) * (e - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void jitterOfAMillisecondOnThePulsesLeavesLessThanAThirdOfItInTheNotesAfterFourBeats() {
        for (double bpm : new double[] {60, 120, 200}) {
            follower = new ClockFollower(ClockFollower.OnLoss.STOP);
            int before = destination.messages.size();
            playUntil(now + SECOND);
            send(0xFA);
            double origin = now + 2 * STEP;
            pulse = origin;
            pulses(100 * 24, bpm, STEP);
            double eighth = 60.0 * SECOND / bpm / EIGHTHS_PER_QUARTER;
            List<Double> errors = new ArrayList<>();
            for (TestDestination.Message m : destination.messages.subList(before, destination.messages.size())) {
                double eighths = (m.time() - origin) / eighth;
                if (m.status() == 0x90 && eighths > 4 * EIGHTHS_PER_QUARTER - 0.5) {
                    errors.add((eighths - Math.rint(eighths)) * eighth / STEP);
                }
            }
            assertTrue(errors.size() > 185, "notes " + errors.size());
            assertTrue(deviation(errors) < 0.3, deviation(errors) + " ms at " + bpm);
            assertTrue(errors.stream().allMatch(e -> Math.abs(e) < 1.2), "no note is off its beat: " + errors);
        }
    }

    @Test
    void aTempoStepIsFollowedWithinTwoBeats() {
        start();
        double[][] steps = {{16, 120}, {16, 140}, {16, 100}, {16, 180}, {16, 90}};
        for (double[] step : steps) {
            double from = pulse;
            int before = times().size();
            pulses((int) step[0] * 24, step[1], STEP);
            double eighth = 60.0 * SECOND / step[1] / EIGHTHS_PER_QUARTER;
            List<Long> times = times();
            int checked = 0;
            for (long time : times.subList(before, times.size())) {
                double eighths = (time - from) / eighth;
                if (eighths > 2 * EIGHTHS_PER_QUARTER - 0.5) {
                    assertEquals(Math.rint(eighths), eighths, 2.0 * STEP / eighth, "at " + step[1]);
                    checked++;
                }
            }
            assertTrue(checked > 20, "notes " + checked);
        }
        assertEquals(90, tempo.get(), 1, "the parameter shows what is followed");
    }

    @Test
    void theFirstNoteOfATuneThatWasWrittenBeforeTheStartFallsOnTheFirstBeat() {
        start();
        double first = pulse;
        pulses(48, 120, 0);
        // The tempo is known after the second pulse, which is when the notes before it are sent.
        assertEquals(first, times().get(0), 60.0 * SECOND / 120 / 24 + STEP);
        assertEquals(first + SECOND / 4, times().get(1), STEP / 100.0);
    }

    @Test
    void stopEndsTheNotesAndContinueGoesOnWithTheNextNoteOnItsBeat() {
        start();
        double origin = pulse;
        pulses(24 * 4 + 5, 120, 0);
        send(0xFC);
        playUntil(now + 3 * STEP);
        assertEquals(0, destination.sounding());
        int before = times().size();
        double stopped = pulse;
        for (int i = 0; i < 240; i++) {
            pulses(1, 120, 0); // many go on while they stand
        }
        assertEquals(before, times().size(), "silence");
        send(0xFB);
        origin += pulse - stopped;
        pulses(24 * 4, 120, 0);
        List<TestDestination.Message> melody =
                destination.noteOns().stream().filter(m -> m.status() == 0x90).toList();
        for (int i = before; i < melody.size(); i++) {
            assertEquals(60 + i % 12, melody.get(i).data1(), "no note is lost");
            assertEquals(origin + i * SECOND / 4.0, melody.get(i).time(), STEP / 10.0);
        }
        assertEquals(1, generator.starts);
    }

    @Test
    void aSongPositionBeginsAnotherTuneThere() {
        start();
        pulses(24 * 4 + 5, 120, 0);
        send(0xFC);
        playUntil(now + 50 * STEP);
        send(0xF2, 4 * 32, 0);
        playUntil(now + 50 * STEP);
        assertEquals(2, generator.starts, "written before the start");
        int before = times().size();
        send(0xFB);
        pulse = now + 2 * STEP;
        double origin = pulse;
        pulses(24 * 4, 120, 0);
        assertEquals(origin + SECOND / 4.0, times().get(before + 1), STEP / 10.0);
    }

    @Test
    void aPauseHereIsFollowedByTheSameTuneAtItsPlaceInTheBar() {
        start();
        double origin = pulse;
        pulses(24 * 4 + 5, 120, 0);
        performance.pause(true);
        pulses(24 * 3 + 7, 120, 0);
        assertEquals(0, destination.sounding());
        int before = times().size();
        performance.pause(false);
        pulses(24 * 4, 120, 0);
        assertEquals(1, generator.starts);
        List<TestDestination.Message> melody =
                destination.noteOns().stream().filter(m -> m.status() == 0x90).toList();
        assertTrue(melody.size() > before + 5);
        for (int i = before; i < melody.size(); i++) {
            assertEquals(60 + i % 12, melody.get(i).data1(), "no note is lost");
            double quarters = (melody.get(i).time() - origin) / (SECOND / 2.0) - i / 2.0;
            assertEquals(Math.rint(quarters), quarters, 1e-3, "note " + i);
        }
    }

    @Test
    void aJumpByAPartOfABarWaitsForThePlaceInTheBar() {
        start();
        double origin = pulse;
        pulses(24 * 8, 120, 0);
        int before = times().size();
        send(0xF2, 4 * 4 + 2, 0);
        pulses(24 * 4, 120, 0);
        List<TestDestination.Message> melody =
                destination.noteOns().stream().filter(m -> m.status() == 0x90).toList();
        assertTrue(melody.size() > before + 5);
        for (int i = before + 1; i < melody.size(); i++) {
            // The host's quarters now lie between those of before.
            double quarters = (melody.get(i).time() - origin) / (SECOND / 2.0)
                    + 0.5
                    - (melody.get(i).data1() - 60) / 2.0;
            assertEquals(Math.rint(quarters), quarters, 1e-3, "note " + i);
        }
        assertEquals(1, generator.starts);
    }

    @Test
    void aJumpByWholeBarsIsNotHeard() {
        start();
        double origin = pulse;
        pulses(24 * 8, 120, 0);
        send(0xF2, 4 * 4, 0);
        pulses(24 * 4, 120, 0);
        List<Long> times = times();
        for (int i = 0; i < times.size(); i++) {
            assertEquals(origin + i * SECOND / 4.0, times.get(i), i == 0 ? 22.0 * STEP : STEP / 10.0, "note " + i);
        }
        assertEquals(1, generator.starts);
    }

    @Test
    void withoutPulsesTheMusicStopsOrGoesOnAsChosen() {
        start();
        pulses(24 * 8, 120, 0);
        playUntil(now + SECOND);
        assertEquals(0, destination.sounding());
        long last = times().get(times().size() - 1);
        assertTrue(last < now - SECOND / 2, "it has stopped");

        follower = new ClockFollower(ClockFollower.OnLoss.CONTINUE);
        playUntil(now + SECOND);
        send(0xFA);
        pulse = now + 2 * STEP;
        double origin = pulse;
        int before = times().size();
        pulses(24 * 8, 120, 0);
        playUntil(now + 2 * SECOND);
        pulse += 2.0 * SECOND; // they come back as if they had always been there
        pulses(24 * 8, 120, 0);
        List<Long> times = times().subList(before + 1, times().size());
        assertEquals(2 * (8 + 4 + 8) - 1, times.size(), 1);
        for (int i = 0; i < times.size(); i++) {
            assertEquals(origin + (i + 1) * SECOND / 4.0, times.get(i), STEP / 10.0, "note " + i);
        }
    }

    @Test
    void theNextTuneBeginsWhileTheBeatGoesOn() {
        start();
        double origin = pulse;
        pulses(24 * 4 + 5, 120, 0);
        performance.nextTune();
        pulses(24 * 4, 120, 0);
        assertEquals(2, generator.starts);
        List<Long> times = times();
        assertTrue(times.size() > 14);
        double nanos = times.get(times.size() - 1) - times.get(times.size() - 2);
        assertEquals(SECOND / 4.0, nanos, STEP / 10.0);
        assertTrue(times.get(times.size() - 1) > origin + 3 * SECOND);
    }

    @Test
    void notesThatComeTooLateAreLeftOutAndTheBeatStays() {
        start();
        double origin = pulse;
        pulses(24 * 8, 120, 0);
        int before = times().size();
        for (int i = 0; i < 24 * 4; i++) { // the machine is asleep, the pulses come nevertheless
            follower.message((long) pulse, 0xF8, 0, 0);
            now = (long) pulse;
            pulse += 60.0 * SECOND / 120 / 24;
        }
        pulses(24 * 4, 120, 0);
        List<Long> since = times().subList(before, times().size());
        assertTrue(since.size() >= 7 && since.size() <= 10, since.toString());
        double eighths = (since.get(since.size() - 1) - origin) / (SECOND / 4.0);
        assertEquals(Math.rint(eighths), eighths, 1e-3);
        assertTrue(performance.timing().jumps() > 0);
        performance.stop();
        assertEquals(0, destination.sounding());
        assertEquals(Event.TICKS_PER_QUARTER / 2, ScaleGenerator.EIGHTH);
    }

    @Test
    void followingAndSendingAllocateNothing() {
        Silence silence = new Silence();
        Setup setup = new Setup(
                tempo, Setup.transposeParameter(), 0.1, Optional.of(new Host()), Optional.of(new ClockSender(silence)));
        OfflinePerformance quiet = new OfflinePerformance(generator, silence, setup, List.of());
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int i = 0; i < 20_000; i++) {
            now += STEP;
            destination.clock().moveTo(now);
            if (i == 0) {
                follower.message(now, 0xFA, 0, 0);
            }
            if (i % 21 == 0 && i % 5000 < 4000) { // and lost for a while
                follower.message(now, 0xF8, 0, 0);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            quiet.doWork();
            long after = threads.getCurrentThreadAllocatedBytes();
            allocated += i < 10_000 ? 0 : after - before;
        }
        assertTrue(silence.sent > 800, "sent " + silence.sent);
        assertEquals(0, allocated, "bytes");
    }

    private final class Silence implements Destination {
        private int sent;

        @Override
        public String name() {
            return "silence";
        }

        @Override
        public MediaClock clock() {
            return destination.clock();
        }

        @Override
        public long lead() {
            return LEAD;
        }

        @Override
        public boolean send(long time, int status, int data1, int data2) {
            sent++;
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
