package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lilt.midi.clock.ClockSender;
import org.lilt.plugin.Parameter;

/** A player that sends clock to others, on a simulated clock. */
class LeadingTest {
    private static final long RATE = 48_000;
    private static final long STEP = RATE / 1000;
    private static final double BPM = 100;
    private static final double PULSE_FRAMES = RATE * 60 / BPM / 24;

    private final Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, BPM, false, "bpm");
    private final TestDestination destination = new TestDestination(RATE, 5 * STEP);
    private final ScaleGenerator generator = new ScaleGenerator();
    private final OfflinePerformance performance = new OfflinePerformance(
            generator,
            destination,
            new Setup(
                    tempo,
                    Setup.transposeParameter(),
                    0.1,
                    Optional.empty(),
                    Optional.of(new ClockSender(destination))),
            List.of());

    private void playUntil(double seconds) {
        for (long now = destination.clock().now(); now < seconds * RATE; now += STEP) {
            destination.clock().moveTo(now);
            performance.doWork();
        }
    }

    private List<TestDestination.Message> of(int status) {
        return destination.messages.stream().filter(m -> m.status() == status).toList();
    }

    @Test
    void twentyFourPulsesAQuarterAreSentOnTheFramesOfTheNotes() {
        playUntil(60);
        List<TestDestination.Message> pulses = of(0xF8);
        assertEquals(1, of(0xFA).size());
        assertTrue(pulses.size() >= 60 * BPM / 60 * 24 - 10, "pulses " + pulses.size());
        long origin = pulses.get(0).time();
        for (int i = 0; i < pulses.size(); i++) {
            assertEquals(origin + Math.round(i * PULSE_FRAMES), pulses.get(i).time(), "pulse " + i);
        }
        List<TestDestination.Message> notes = of(0x90);
        for (int i = 0; i < notes.size(); i++) {
            assertEquals(pulses.get(12 * i).time(), notes.get(i).time(), "note " + i);
        }
        long last = 0;
        for (TestDestination.Message m : destination.messages) {
            assertTrue(m.time() >= last, "in order");
            last = m.time();
        }
    }

    @Test
    void aPauseStopsThoseWhoFollowAndTheyContinueWithTheMusic() {
        playUntil(10.1);
        performance.pause(true);
        playUntil(12);
        assertEquals(1, of(0xFC).size());
        long pulses = of(0xF8).size();
        playUntil(13);
        assertEquals(pulses, of(0xF8).size());
        performance.pause(false);
        playUntil(14);
        assertEquals(1, of(0xFB).size());
        TestDestination.Message position = of(0xF2).get(0);
        long sixteenths = position.data2() << 7 | position.data1();
        // The first pulse after it is at the position that was named, and the notes are where they are on that scale.
        long first = of(0xF8).get((int) pulses).time();
        TestDestination.Message note =
                of(0x90).stream().filter(m -> m.time() >= first).findFirst().orElseThrow();
        double eighths = (sixteenths * 6 + (note.time() - first) / PULSE_FRAMES) / 12;
        assertEquals(Math.rint(eighths), eighths, 0.01);
    }

    @Test
    void theNextTuneBeginsOnABarLineAndThePulsesGoOn() {
        playUntil(10.1);
        performance.nextTune();
        playUntil(20);
        assertEquals(2, generator.starts);
        assertEquals(0, of(0xFC).size());
        List<TestDestination.Message> pulses = of(0xF8);
        for (int i = 0; i < pulses.size(); i++) {
            assertEquals(
                    pulses.get(0).time() + Math.round(i * PULSE_FRAMES),
                    pulses.get(i).time(),
                    "pulse " + i);
        }
        TestDestination.Message first = of(0x90).stream()
                .filter(m -> m.time() > 10.1 * RATE)
                .findFirst()
                .orElseThrow();
        double quarters = (first.time() - pulses.get(0).time()) / PULSE_FRAMES / 24;
        assertEquals(Math.rint(quarters), quarters, 1e-3, "the bars of this generator are quarters");
        performance.stop();
        assertEquals(1, of(0xFC).size());
        assertEquals(0, destination.sounding());
    }
}
