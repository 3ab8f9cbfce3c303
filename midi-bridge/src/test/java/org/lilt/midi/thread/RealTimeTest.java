package org.lilt.midi.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RealTimeTest {
    private static final int FIFO = 1;
    private static final int ORDINARY = 0;

    /** Field 41 of what the kernel tells of a thread, see proc(5); the second is a name in parentheses. */
    private static int policy() {
        try {
            String told = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(told.substring(told.lastIndexOf(')') + 2).split(" ")[41 - 3]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int inThread(java.util.concurrent.Callable<Integer> work) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        result.complete(work.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result.join();
    }

    @Test
    void aThreadThatAsksHasItAndThoseThatItBeginsDoNot() {
        int[] begun = {-1};
        int asked = inThread(() -> {
            if (!RealTime.grantThisThread()) {
                return -1;
            }
            begun[0] = inThread(RealTimeTest::policy);
            return policy();
        });
        assumeTrue(asked != -1, "the system does not grant it");
        assertEquals(FIFO, asked);
        assertEquals(ORDINARY, begun[0]);
    }
}
