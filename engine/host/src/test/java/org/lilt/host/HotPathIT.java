package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.midi.SilentDestination;
import org.lilt.plugin.Parameter;
import picocli.CommandLine;

/** The threads that make the music, while they make it and it is recorded: real weights, the real clock, the counters of the virtual machine. */
class HotPathIT {
    private static final List<String> THREADS = List.of("lilt-generator", "lilt-player");
    private static final int WARM_SECONDS = 4;
    private static final int SAMPLES = 150;
    private static final int MOST_WINDOWS = 8;
    private static final long SAMPLE_MILLIS = 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void generatorAndPlayerAllocateNothingAndHoldAndAwaitNoLock() throws Exception {
        Source options = new Source();
        new CommandLine(options).parseArgs("--seed", "4");
        Parameter tempo = PlaySession.tempoParameter();
        Source.Loaded source = options.load(tempo);
        tempo.set(240); // more to do in the time
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        try (Recording recording = new Recording(folder.resolve("played.mid"));
                Output output = new Output(new SilentDestination(), "", Optional.empty());
                PlaySession session = new PlaySession(
                        source,
                        Setup.free(tempo, Setup.transposeParameter(), Performance.DEFAULT_HORIZON_SECONDS),
                        output,
                        recording,
                        List.of(),
                        0,
                        errors::add)) {
            session.start();
            session.performance().await(TimeUnit.SECONDS.toNanos(WARM_SECONDS));
            long[] ids = ids();
            long events = session.status().events();
            long tunes = session.status().tune();
            long[] blocked = blocked(ids);
            List<String> held = new ArrayList<>();
            // A method that is compiled anew may put an object on the heap that the compiled code had dissolved: what
            // counts is what
            // comes to stay.
            List<String> allocated = List.of("");
            for (int window = 0; window < MOST_WINDOWS && !allocated.isEmpty(); window++) {
                long[] before = threads.getThreadAllocatedBytes(ids);
                watch(session, ids, held);
                long[] after = threads.getThreadAllocatedBytes(ids);
                allocated = IntStream.range(0, ids.length)
                        .filter(i -> after[i] != before[i])
                        .mapToObj(i -> THREADS.get(i) + " allocated " + (after[i] - before[i]) + " bytes")
                        .toList();
            }
            assertEquals(List.of(), allocated);
            assertEquals(List.of(), held);
            assertEquals(Arrays.toString(blocked), Arrays.toString(blocked(ids)), "waits for monitors");
            assertTrue(session.status().events() > events + 20, "it has played");
            assertTrue(session.status().tune() > tunes, "and begun tunes");
        }
        assertEquals(List.of(), errors);
    }

    private void watch(PlaySession session, long[] ids, List<String> held) throws InterruptedException {
        for (int sample = 0; sample < SAMPLES; sample++) {
            Thread.sleep(SAMPLE_MILLIS);
            for (ThreadInfo info : threads.getThreadInfo(ids, true, true)) {
                if (info.getLockedMonitors().length + info.getLockedSynchronizers().length > 0) {
                    held.add(info.toString());
                }
            }
            if (sample == SAMPLES / 2) {
                session.nextTune(); // the change of a tune is part of playing
            }
        }
    }

    private long[] ids() {
        ThreadInfo[] all = threads.getThreadInfo(threads.getAllThreadIds());
        return THREADS.stream()
                .mapToLong(name -> Arrays.stream(all)
                        .filter(info -> info != null && info.getThreadName().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .getThreadId())
                .toArray();
    }

    private long[] blocked(long[] ids) {
        return Arrays.stream(threads.getThreadInfo(ids))
                .mapToLong(ThreadInfo::getBlockedCount)
                .toArray();
    }
}
