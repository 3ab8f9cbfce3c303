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
        long thread = Thread.currentThread().getId();
        long nothing = allocated(thread, () -> {});
        assertEquals(0, allocated(thread, work) - nothing, "bytes allocated");
    }

    private static long allocated(long thread, Runnable work) {
        long before = THREADS.getThreadAllocatedBytes(thread);
        work.run();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }
}
