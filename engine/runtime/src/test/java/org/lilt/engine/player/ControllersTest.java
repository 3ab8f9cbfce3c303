package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lilt.plugin.Event;
import org.lilt.plugin.EventSink;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/** Everything but notes that a generator says of its channels, on its way to the destination. */
class ControllersTest {
    private static final long RATE = 48_000;

    /** Bank, program, volume, pan, expression, pedal and bend, then one long note. */
    private static final class Organist implements Generator {
        private long tick;

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public void start(long newTick) {
            tick = newTick;
        }

        @Override
        public long advance(long until, EventSink out) {
            int[][] controls = {{0, 1}, {32, 5}, {7, 101}, {10, 20}, {11, 90}, {64, 127}};
            for (int[] control : controls) {
                out.accept(tick, Event.Kind.CONTROL, 2, control[0], control[1], 0);
            }
            out.accept(tick, Event.Kind.PROGRAM, 2, 19, 0, 0);
            out.accept(tick, Event.Kind.PITCH_BEND, 2, 0x1234, 0, 0);
            out.accept(tick, Event.Kind.NOTE_ON, 2, 60, 100, 0);
            tick += 100L * Event.TICKS_PER_QUARTER;
            out.accept(tick, Event.Kind.NOTE_OFF, 2, 60, 0, 0);
            return tick;
        }
    }

    @Test
    void allLeaveAsTheyWereSaidAndAStopLiftsThePedalAndTheBend() {
        TestDestination destination = new TestDestination(RATE, 240);
        Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, 120, false, "bpm");
        OfflinePerformance performance = new OfflinePerformance(new Organist(), destination, tempo, 0.1, List.of());
        for (long now = 0; now < RATE; now += 48) {
            destination.clock().moveTo(now);
            performance.doWork();
        }
        assertEquals(
                List.of(
                        "b2 0 1",
                        "b2 32 5",
                        "b2 7 101",
                        "b2 10 20",
                        "b2 11 90",
                        "b2 64 127",
                        "c2 19 0",
                        "e2 52 36",
                        "92 60 100"),
                sent(destination, 0));
        performance.stop();
        assertEquals(List.of("82 60 64", "b2 64 0", "e2 0 64"), sent(destination, 9));
    }

    private static List<String> sent(TestDestination destination, int from) {
        return destination.messages.subList(from, destination.messages.size()).stream()
                .map(m -> String.format("%02x %d %d", m.status(), m.data1(), m.data2()))
                .toList();
    }
}
