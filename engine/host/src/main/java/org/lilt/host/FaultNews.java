package org.lilt.host;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells the user, once, of each plugin that is bypassed. Looks from a thread of its own, since nothing may be told from those that play. */
final class FaultNews implements AutoCloseable {
    private static final long MILLIS = 1_000;

    private final CountDownLatch closed = new CountDownLatch(1);

    FaultNews(Supplier<List<String>> faults, Consumer<String> news) {
        Thread thread = new Thread(() -> run(faults, news), "lilt-fault-news");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Supplier<List<String>> faults, Consumer<String> news) {
        Set<String> told = new HashSet<>();
        try {
            while (!closed.await(MILLIS, TimeUnit.MILLISECONDS)) {
                List<String> now = faults.get();
                told.retainAll(now); // one that is forgiven and fails again is told again
                now.stream().filter(told::add).forEach(news);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
