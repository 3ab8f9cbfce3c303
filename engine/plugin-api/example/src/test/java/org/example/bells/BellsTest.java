package org.example.bells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lilt.plugin.Block;
import org.lilt.plugin.Event;

class BellsTest {
    @Test
    void bellsRingInOrderAndEachEnds() {
        Bells bells = new Bells();
        bells.start(1000);
        List<Event> written = new ArrayList<>();
        long frontier = 1000;
        while (frontier < 100 * Event.TICKS_PER_QUARTER) {
            long next = bells.advance(frontier + 5000, (tick, kind, channel, data1, data2, source) -> {
                assertTrue(Block.valid(kind, channel, data1, data2));
                written.add(new Event().set(tick, kind, channel, data1, data2, source));
            });
            assertTrue(next > frontier);
            frontier = next;
        }
        assertTrue(written.size() > 100);
        long last = 0;
        int sounding = 0;
        for (Event e : written) {
            assertTrue(e.tick >= last);
            last = e.tick;
            sounding += e.kind == Event.Kind.NOTE_ON ? 1 : -1;
        }
        assertEquals(0, sounding);
    }

    @Test
    void withoutDensityNothingRings() {
        Bells bells = new Bells();
        bells.parameters().get(0).set(0);
        bells.start(0);
        for (int i = 0; i < 50; i++) {
            bells.advance(0, (tick, kind, channel, data1, data2, source) -> {
                throw new AssertionError("a note");
            });
        }
    }
}
