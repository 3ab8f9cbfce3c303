package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.midi.KeptDestination;
import org.lilt.plugin.Parameter;
import picocli.CommandLine;

/** How long a person waits: real weights, real threads, the real clock. */
class ControlLatencyIT {
    private static final int TIMES = 11;
    private static final double LIMIT_MILLIS = 20;

    /** Milliseconds from an action to the first message of a kind after it. */
    private static double millis(KeptDestination port, int from, long since, int kind) {
        long until = since + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < until) {
            for (int i = from; i < port.sent.size(); i++) {
                if (port.sent.get(i).kind() == kind) {
                    return (port.sent.get(i).nanos() - since) * 1e-6;
                }
            }
            LockSupport.parkNanos(200_000);
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void nextTuneAllNotesOffAndStopAreHeardWithin20Milliseconds() throws Exception {
        Source options = new Source();
        new CommandLine(options).parseArgs("--seed", "4");
        Parameter tempo = PlaySession.tempoParameter();
        Source.Loaded source = options.load(tempo);
        KeptDestination port = new KeptDestination();
        List<Double> ended = new ArrayList<>();
        List<Double> begun = new ArrayList<>();
        List<Double> panics = new ArrayList<>();
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        Random random = new Random(8);
        double stopped;
        try (Output output = new Output(port, "", Optional.empty());
                PlaySession session = new PlaySession(source, free(tempo), output, null, List.of(), 0, errors::add)) {
            session.start();
            millis(port, 0, System.nanoTime(), 0x90);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3)); // compiled and warm
            for (int i = 0; i < 2 * TIMES; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150 + random.nextInt(300)));
                while (port.sounding() == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                int from = port.sent.size();
                long now = System.nanoTime();
                if (i % 2 == 0) {
                    session.nextTune();
                    ended.add(millis(port, from, now, 0x80));
                    begun.add(millis(port, from, now, 0x90));
                } else {
                    session.allNotesOff();
                    panics.add(millis(port, from, now, 0x80));
                }
            }
            while (port.sounding() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            int from = port.sent.size();
            long now = System.nanoTime();
            session.performance().stop();
            stopped = millis(port, from, now, 0x80);
        }
        System.out.printf(
                "milliseconds, median of %d: old tune ended %.2f, next tune begun %.2f, all notes off %.2f; stop %.2f%n",
                TIMES, median(ended), median(begun), median(panics), stopped);
        assertTrue(errors.isEmpty(), errors.toString());
        assertTrue(median(ended) < LIMIT_MILLIS, "old tune ended: " + ended);
        assertTrue(median(begun) < LIMIT_MILLIS, "next tune begun: " + begun);
        assertTrue(median(panics) < LIMIT_MILLIS, "all notes off: " + panics);
        assertTrue(stopped < LIMIT_MILLIS, "stop: " + stopped);
        assertEquals(0, port.sounding());
    }

    private static Setup free(Parameter tempo) {
        return Setup.free(tempo, Setup.transposeParameter(), Performance.DEFAULT_HORIZON_SECONDS);
    }
}
