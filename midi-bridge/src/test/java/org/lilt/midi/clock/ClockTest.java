package org.lilt.midi.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lilt.midi.ClockState;
import org.lilt.midi.KeptDestination;

class ClockTest {
    private static final double SECOND = 1e9;
    private static final int QUARTER = 10_080;

    private final ClockFollower follower = new ClockFollower(ClockFollower.OnLoss.STOP);
    private final Random random = new Random(11);
    private double now = 100 * SECOND;

    /** Feeds pulses at a tempo, each displaced by up to so much either way; returns the true time of the last. */
    private double pulses(int count, double tempo, double jitter) {
        double at = now;
        for (int i = 0; i < count; i++) {
            at = now;
            follower.message((long) (now + (2 * random.nextDouble() - 1) * jitter), 0xF8, 0, 0);
            now += 60 * SECOND / tempo / 24;
        }
        return at;
    }

    private static double deviation(double[] errors) {
        double sum = 0;
        double squares = 0;
        for (double e : errors) {
            sum += e;
            squares += e * e;
        }
        double mean = sum / errors.length;
        return Math.sqrt(squares / errors.length - mean * mean);
    }

    @Test
    void jitterOfAMillisecondLeavesLessThanAThirdOfItInTheNotes() {
        for (double tempo : new double[] {60, 120, 200}) {
            double start = now;
            follower.message((long) now, 0xFA, 0, 0);
            pulses(4 * 24, tempo, 1e6);
            double[] errors = new double[64 * 24];
            for (int i = 0; i < errors.length; i++) {
                pulses(1, tempo, 1e6);
                // A note is handed over about a sixteenth of a beat before it is due.
                double tick = (4 * 24 + i + 1.5) * ClockState.TICKS_PER_PULSE;
                double due = start + tick / QUARTER * 60 * SECOND / tempo;
                errors[i] = follower.state((long) now).nanosAt(tick) - due;
            }
            double millis = deviation(errors) / 1e6;
            assertTrue(millis < 0.3, millis + " ms at " + tempo);
            now += SECOND;
        }
    }

    @Test
    void aTempoStepIsFollowedWithinTwoBeats() {
        for (double[] step : new double[][] {{120, 140}, {120, 100}, {90, 180}, {180, 90}, {120, 122}}) {
            follower.message((long) now, 0xFA, 0, 0);
            pulses(8 * 24, step[0], 1e6);
            double last = pulses(2 * 24, step[1], 1e6);
            ClockState state = follower.state((long) last);
            assertEquals(step[1], state.quartersPerMinute(), step[1] * 0.02, step[0] + " to " + step[1]);
            assertEquals(0, (state.nanos() - last) / 1e6, 1.0, "ms of phase, " + step[0] + " to " + step[1]);
            now += SECOND;
        }
    }

    @Test
    void positionComesFromStartContinueAndSongPosition() {
        assertFalse(follower.state((long) now).rolling());
        pulses(10, 120, 0);
        assertEquals(0, follower.state((long) now).tick(), "pulses before the start do not move");
        follower.message((long) now, 0xFA, 0, 0);
        double last = pulses(25, 120, 0);
        assertEquals(QUARTER, follower.state((long) last).tick());
        assertEquals(
                QUARTER + 210, follower.state((long) last).tickAt((long) (last + 0.5 * 60 * SECOND / 120 / 24)), 1);
        follower.message((long) now, 0xFC, 0, 0);
        pulses(5, 120, 0);
        assertEquals(QUARTER, follower.state((long) now).tick(), "stopped");
        follower.message((long) now, 0xF2, 16, 1);
        follower.message((long) now, 0xFB, 0, 0);
        last = pulses(1, 120, 0);
        assertEquals((128 + 16) * QUARTER / 4, follower.state((long) last).tick());
        assertTrue(follower.state((long) last).rolling());
    }

    @Test
    void aClockThatStaysAwayStopsTheMusicOrNotAsChosen() {
        follower.message((long) now, 0xFA, 0, 0);
        double last = pulses(48, 120, 0);
        assertTrue(follower.state((long) (last + 0.1 * SECOND)).rolling());
        assertFalse(follower.state((long) (last + 0.2 * SECOND)).rolling());

        ClockFollower wheel = new ClockFollower(ClockFollower.OnLoss.CONTINUE);
        wheel.message(0, 0xFA, 0, 0);
        for (int i = 0; i <= 48; i++) {
            wheel.message(i * 20_000_000L, 0xF8, 0, 0);
        }
        ClockState state = wheel.state(1_960_000_000L);
        assertTrue(state.rolling());
        assertEquals(98 * 420, state.tickAt(1_960_000_000L), 1, "goes on at the latest tempo");
    }

    @Test
    void afterALossTheNextPulsesAreBelievedAtOnce() {
        follower.message((long) now, 0xFA, 0, 0);
        pulses(48, 120, 0);
        now += 2 * SECOND;
        double last = pulses(12, 90, 0);
        assertEquals(90, follower.state((long) last).quartersPerMinute(), 0.1);
        assertEquals(last, follower.state((long) last).nanos(), 1e5);
    }

    @Test
    void theSenderSendsTwentyFourPulsesAQuarterAtTheirTimes() {
        KeptDestination wire = new KeptDestination();
        ClockSender sender = new ClockSender(wire);
        sender.advance(QUARTER, tick -> tick);
        assertEquals(0, wire.sent.size(), "nothing before the start");
        sender.start(0, -5);
        sender.advance(2L * QUARTER, tick -> tick * 1000);
        sender.stop(2L * QUARTER * 1000 + 7);
        sender.advance(4L * QUARTER, tick -> tick * 1000);
        assertEquals(0xFA, wire.sent.get(0).status());
        assertEquals(49, wire.sent.stream().filter(m -> m.status() == 0xF8).count());
        assertEquals(420_000L, wire.sent.get(2).time());
        assertEquals(0xFC, wire.sent.get(50).status());
        assertEquals(51, wire.sent.size());
    }

    @Test
    void liltFollowsLilt() {
        KeptDestination wire = new KeptDestination();
        ClockSender sender = new ClockSender(wire);
        double nanosPerTick = 60e9 / 133 / QUARTER;
        long begin = 5L * QUARTER + 777;
        sender.start(begin, 0);
        sender.advance(20L * QUARTER, tick -> (long) (tick * nanosPerTick));
        for (int i = 0; i < wire.sent.size(); i++) {
            KeptDestination.Sent m = wire.sent.get(i);
            follower.message(m.time(), m.status(), m.data1(), m.data2());
        }
        ClockState state = follower.state(wire.sent.get(wire.sent.size() - 1).time());
        assertEquals(20L * QUARTER, state.tick());
        assertEquals(133, state.quartersPerMinute(), 0.01);
        assertEquals(30 * QUARTER * nanosPerTick, state.nanosAt(30 * QUARTER), 10_000);
    }
}
