package org.lilt.engine.accompany;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lilt.engine.parts.Score;
import org.lilt.plugin.Event;
import org.lilt.plugin.Event.Kind;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Host;
import org.lilt.plugin.Music;
import org.lilt.plugin.Transport;

class AccompanistsTest implements Host {
    private static final long QUARTER = Event.TICKS_PER_QUARTER;
    private static final long EIGHTH = QUARTER / 2;

    private final Score score = new Score();
    private final List<Event> written = new ArrayList<>();

    private void tune(long at, Kind kind, int data1, int data2) {
        score.accept(at, kind, 0, data1, data2, 0);
    }

    /** A jig in D after a pickup of a quaver, and then a tune in G. */
    private void twoTunes() {
        tune(0, Kind.TUNE_START, 1, 0);
        tune(0, Kind.METER, 6, 8);
        tune(0, Kind.KEY, 2, 0);
        for (int bar = 0; bar < 2; bar++) {
            tune(EIGHTH + bar * 6 * EIGHTH, Kind.BAR, 0, 0);
        }
        tune(13 * EIGHTH, Kind.TUNE_END, 1, 0);
        tune(17 * EIGHTH, Kind.TUNE_START, 2, 0);
        tune(17 * EIGHTH, Kind.METER, 4, 4);
        tune(17 * EIGHTH, Kind.KEY, 1, 0);
    }

    /** Writes in small steps, as far as the tunes are written then. */
    private void play(Generator generator) {
        try {
            generator.activate(this);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        generator.start(0);
        long frontier = 0;
        for (long until = 0; until <= 25 * EIGHTH; until += 700) {
            score.written(until);
            long next = frontier;
            long before;
            do { // a little at a time, as far as it is known
                before = next;
                next = generator.advance(until + 5000, (tick, kind, channel, data1, data2, source) -> {
                    long last = written.isEmpty() ? 0 : written.get(written.size() - 1).tick;
                    assertTrue(tick >= last, "order");
                    written.add(new Event().set(tick, kind, channel, data1, data2, source));
                });
                assertTrue(next >= before && next <= until, "the frontier grows, and not beyond that of the tunes");
            } while (next > before);
            for (Event e : written) {
                assertTrue(e.tick < next || next == frontier, "behind the frontier");
            }
            frontier = next;
        }
    }

    private List<String> told(Kind kind) {
        return written.stream()
                .filter(e -> e.kind == kind)
                .map(e -> e.data1 + "@" + e.tick / (double) EIGHTH)
                .toList();
    }

    @Test
    void theDroneHoldsKeyNoteAndFifthRestsBetweenTunesAndFollowsTheKey() {
        twoTunes();
        play(new Drone());
        assertEquals(List.of("38@0.0", "45@0.0", "43@17.0", "50@17.0"), told(Kind.NOTE_ON));
        assertEquals(List.of("38@13.0", "45@13.0"), told(Kind.NOTE_OFF));
    }

    @Test
    void theBodhranBeatsTheBarsOfAJigAfterItsPickupAndRestsBetweenTunes() {
        twoTunes();
        play(new Bodhran());
        assertEquals(
                List.of("64@1.0", "62@2.0", "62@3.0", "63@4.0", "62@5.0", "62@6.0", "64@7.0"),
                told(Kind.NOTE_ON).subList(1, 8));
        assertEquals("64@17.0", told(Kind.NOTE_ON).get(13));
        assertEquals(
                0, told(Kind.NOTE_ON).stream().filter(s -> s.endsWith("@14.0")).count());
        List<Integer> loud = written.stream()
                .filter(e -> e.kind == Kind.NOTE_ON && e.tick >= EIGHTH)
                .map(e -> e.data2)
                .limit(4)
                .toList();
        assertEquals(List.of(90, 45, 45, 72), loud);
    }

    @Test
    void everyStrokeEnds() {
        twoTunes();
        Bodhran bodhran = new Bodhran();
        bodhran.parameters().get(0).set(0);
        play(bodhran);
        int[] open = new int[128];
        for (Event e : written) {
            open[e.data1] += e.kind == Kind.NOTE_ON ? 1 : -1;
            assertTrue(open[e.data1] >= 0 && open[e.data1] <= 1);
        }
        assertTrue(written.size() > 8);
    }

    @Override
    public Transport transport() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Music music() {
        return score;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public void log(String message) {}

    @Override
    public void report(String problem) {}
}
