package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;

/** Counts what this thread allocates, by the JVM's own counter. */
final class Allocation {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Runs twice, first to load classes, and fails if the second run allocates a byte. */
    static void assertNone(Runnable work) {
        work.run();
        THREADS.getCurrentThreadAllocatedBytes();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        assertEquals(0, THREADS.getCurrentThreadAllocatedBytes() - before, "bytes allocated");
    }
}
