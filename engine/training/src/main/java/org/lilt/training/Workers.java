package org.lilt.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The threads that share the rows of a batch: one number for the whole program, as with BLAS's own threads, which DL4J's layers made by name cannot be
 * told otherwise. Used by the thread that trains.
 */
final class Workers {
    private static int count = 1;
    private static ExecutorService helpers;

    private Workers() {}

    /** Number of threads, the calling one among them. */
    static synchronized int count() {
        return count;
    }

    /** Sets the number of threads, at least one. */
    static synchronized void use(int workers) {
        if (helpers != null) {
            helpers.shutdown();
            helpers = null;
        }
        count = workers;
        if (workers > 1) {
            helpers = Executors.newFixedThreadPool(workers - 1, task -> {
                Thread thread = new Thread(task, "lilt-training-worker");
                thread.setDaemon(true);
                return thread;
            });
        }
    }

    /** Does parts 0 to n - 1 of a task, each on a thread of its own, the first on the calling one, and waits for all. */
    static void run(int n, IntConsumer part) {
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < n; i++) {
            int number = i;
            others.add(helpers.submit(() -> part.accept(number)));
        }
        part.accept(0);
        for (Future<?> other : others) {
            try {
                other.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
