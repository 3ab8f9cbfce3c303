package org.lilt.midi.devices;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.lilt.midi.DestinationException;
import org.lilt.midi.input.Perishable;

/**
 * Something that is opened again when it has gone. A thread of its own looks after it; libjack wants what is left of a dead server closed before
 * anything is opened on the next.
 *
 * @param <T> what it is
 */
final class Reopened<T extends Perishable> implements AutoCloseable {
    /**
     * Opens it.
     *
     * @param <T> what it is
     */
    @FunctionalInterface
    interface Opener<T> {
        /**
         * Opens it.
         *
         * @return open
         * @throws DestinationException when it is not there
         */
        T open() throws DestinationException;
    }

    private static final long LOOK_NANOS = 20_000_000L;
    private static final long RETRY_NANOS = 500_000_000L;

    private final Opener<T> opener;
    private final Consumer<String> news;
    private final String name;
    private final Thread thread;
    private volatile T current;
    private volatile boolean closing;

    /**
     * Opens it for the first time.
     *
     * @param name what a person calls it
     * @param opener opens it now and again
     * @param news told in a sentence when it goes and when it is back, on a thread of its own
     * @throws DestinationException when it is not there now
     */
    Reopened(String name, Opener<T> opener, Consumer<String> news) throws DestinationException {
        this.name = name;
        this.opener = opener;
        this.news = news;
        current = opener.open();
        thread = new Thread(this::run, "lilt-reopen");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closing) {
            if (current.gone()) {
                news.accept(name + " has gone");
                current.close();
                reopen();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void reopen() {
        while (!closing) {
            try {
                current = opener.open();
                news.accept(name + " is back");
                return;
            } catch (DestinationException e) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** What is open, or was last. [any thread] */
    T current() {
        return current;
    }

    @Override
    public synchronized void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        current.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
