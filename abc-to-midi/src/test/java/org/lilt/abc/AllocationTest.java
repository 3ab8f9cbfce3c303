package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Once warm, reading allocates nothing, and neither does copying. */
class AllocationTest {
    private static final String TUNES = """
            X:1
            T:A tune
            R:jig
            M:6/8
            L:1/8
            Q:3/8=116
            K:Ador
            E|:"Am"A2B c>dc|"G/b"{c}BGG !mf!G2-|G3 (3ABc d2|[1"Am"A3 [A,CE]3:|[2 ~A3 TA2z|]
            M:4/4
            K:Bb
            |:"Bb"B2^c2 [K:F][FA]2- [FA]2|x2 y Z|!<(!.f/2f/2 e'>d,, !<)!c4::^C_D=E"F#m7"F:|

            R:reel
            M:C|
            K:G
            "garbage $ @ !unclosed
            G2B2|"nonsense"d4:|

            """;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final class Counter implements AbcEvents {
        long events;

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
            events++;
        }

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {
            events++;
        }
    }

    @Test
    void readingAllocatesNothingOnceWarm() {
        Counter counter = new Counter();
        long[] reports = new long[1];
        AbcReader reader = new AbcReader(counter, (line, column, problem, words) -> reports[0]++);
        assertEquals(0, leastAllocated(() -> {
            for (int i = 0; i < TUNES.length(); i++) {
                reader.feed(TUNES.charAt(i));
            }
        }));
        assertTrue(counter.events > 100 && reports[0] > 0);
    }

    @Test
    void copyingAllocatesNothingOnceWarm() {
        AbcReader original = new AbcReader(new Counter());
        AbcReader copy = original.copy(new Counter());
        assertEquals(0, leastAllocated(() -> {
            for (int i = 0; i < TUNES.length(); i++) {
                original.feed(TUNES.charAt(i));
                copy.copyFrom(original);
                copy.feed('|');
            }
        }));
    }

    /** Bytes in the best of many rounds: the virtual machine itself allocates now and then while it compiles. */
    private static long leastAllocated(Runnable round) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2000 && (least > 0 || i < 20); i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            round.run();
            long after = THREADS.getCurrentThreadAllocatedBytes();
            least = Math.min(least, after - before);
        }
        return least;
    }
}
