package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lilt.midi.MediaClock;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;

class GeneratorAgentTest {
    private static final double HORIZON_SECONDS = 0.1;
    private static final int SLOW = 60;
    private static final int FAST = 400;

    private final Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, SLOW, false, "bpm");
    private final Transport transport = new Transport(SLOW);
    private final Part part = Part.alone(new ScaleGenerator());
    private final GeneratorAgent agent = agent();

    private GeneratorAgent agent() {
        part.queue(new EventQueue(Part.QUEUE_CAPACITY));
        transport.admit(0, 0);
        GeneratorAgent made = new GeneratorAgent(
                part, transport, Setup.free(tempo, Setup.transposeParameter(), HORIZON_SECONDS), () -> {});
        made.begin(0);
        return made;
    }

    private static long ticks(double seconds, double quartersPerMinute) {
        return (long) (seconds * quartersPerMinute / 60 * Event.TICKS_PER_QUARTER);
    }

    private long write() {
        long nanos = 0;
        while (nanos == 0) {
            nanos = agent.doWork();
        }
        return nanos;
    }

    @Test
    void writesUpToTheHorizonAndThenWaitsAsLongAsThereIsNothingToDo() {
        long nanos = write();
        assertEquals(
                ScaleGenerator.EIGHTH, part.frontier(0)); // half a second at this tempo, of which a tenth is wanted
        assertEquals(TimeUnit.MILLISECONDS.toNanos(50), nanos);
    }

    @Test
    void aTempoThatWasTurnedUpHoldsBeforeThePlayerHasHeededIt() {
        write();
        tempo.set(FAST);
        write();
        assertEquals(SLOW, transport.tempo());
        assertTrue(part.frontier(0) >= ticks(HORIZON_SECONDS, FAST), "written up to " + part.frontier(0));
    }

    @Test
    void goesByWhereThePlayHeadIsNowAndNotWhereThePlayerHasSeenIt() {
        write();
        long now = System.nanoTime();
        // The player has looked a second ago, and is to look again in a second.
        transport.playHead(
                0,
                ticks(2, SLOW),
                MediaClock.SYSTEM,
                now - TimeUnit.SECONDS.toNanos(1),
                ticks(1, SLOW) / (double) TimeUnit.SECONDS.toNanos(1));
        write();
        assertTrue(part.frontier(0) >= ticks(1 + HORIZON_SECONDS, SLOW), "written up to " + part.frontier(0));
    }
}
