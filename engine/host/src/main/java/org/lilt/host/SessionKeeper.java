package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Saves a session every few seconds and at its end, so that little is lost whatever happens. Has a thread of its own. */
final class SessionKeeper implements AutoCloseable {
    private static final long SECONDS = 3;

    private final Path file;
    private final Callable<SessionFile> now;
    private final Consumer<String> news;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "lilt-session");
    private String trouble = "";

    /**
     * Begins to save; the file is written at once.
     *
     * @param file where to
     * @param now what is played now
     * @param news told, once, when it cannot be saved
     * @throws IOException when the file cannot be written at the beginning
     */
    SessionKeeper(Path file, Callable<SessionFile> now, Consumer<String> news) throws IOException {
        this.file = file;
        this.now = now;
        this.news = news;
        write();
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(SECONDS, TimeUnit.SECONDS)) {
                save();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void save() {
        try {
            write();
            trouble = "";
        } catch (IOException e) {
            if (!e.getMessage().equals(trouble)) {
                trouble = e.getMessage();
                news.accept("The session cannot be saved: " + trouble);
            }
        }
    }

    private void write() throws IOException {
        try {
            now.call().write(file);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            save();
        }
    }
}
