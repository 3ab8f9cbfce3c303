package org.lilt.engine.plugins;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Sees by the virtual machine's own counters which threads of plugins allocate wildly. Has a thread of its own. */
public final class AllocationWatch implements AutoCloseable {
    private static final long LOOK_NANOS = 250_000_000;
    private static final long MEGABYTE = 1 << 20;

    private final ThreadMXBean counters = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final long mostBytesPerSecond;
    private final Thread thread = new Thread(this::run, "lilt-allocation-watch");
    private volatile boolean closed;

    private static final class Watched {
        private final Thread of;
        private final Consumer<String> blame;
        private long bytes = -1;
        private long nanos;

        Watched(Thread of, Consumer<String> blame) {
            this.of = of;
            this.blame = blame;
        }
    }

    /**
     * Begins to watch.
     *
     * @param mostBytesPerSecond what a thread may allocate
     */
    public AllocationWatch(long mostBytesPerSecond) {
        this.mostBytesPerSecond = mostBytesPerSecond;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Watches a thread too. [any thread]
     *
     * @param of which
     * @param blame told, on the watching thread, why it is too much; each time that it is
     */
    public void add(Thread of, Consumer<String> blame) {
        watched.add(new Watched(of, blame));
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            for (Watched each : watched) {
                look(each);
            }
            if (watched.isEmpty()) {
                LockSupport.park(); // until there is one
            } else {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private void look(Watched each) {
        long now = System.nanoTime();
        long bytes = counters.getThreadAllocatedBytes(each.of.getId());
        if (each.bytes >= 0 && bytes > each.bytes) {
            double perSecond = (bytes - each.bytes) * 1e9 / Math.max(1, now - each.nanos);
            if (perSecond > mostBytesPerSecond) {
                each.blame.accept("allocates " + Math.round(perSecond / MEGABYTE) + " MB a second");
            }
        }
        each.bytes = bytes;
        each.nanos = now;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
