package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jaudiolibs.jnajack.JackException;
import org.lilt.midi.DestinationException;

/**
 * A real jackd with the dummy driver, under a name of its own so that runs do not meet. It waits for its clients in every cycle
 * ({@code -S}): an asynchronous one drops what a client of a busy machine is too late to hear.
 */
public final class JackServer implements AutoCloseable {
    /** Frames a second. */
    public static final int RATE = 48_000;

    private final String name;
    private final int period;
    private Process process;
    private boolean killed;

    /**
     * Starts it.
     *
     * @param period frames of a cycle
     * @throws Exception when it does not come up
     */
    public JackServer(int period) throws Exception {
        this.period = period;
        name = "lilt-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime() % 1_000_000;
        // libjack reads the server's name from the environment of this very process.
        Function setenv = NativeLibrary.getInstance("c").getFunction("setenv");
        setenv.invokeInt(new Object[] {"JACK_DEFAULT_SERVER", name, 1});
        start();
    }

    /** Skips the test where jackd is missing, unless everything is required. */
    public static void assumeInstalled() {
        assumeInstalled("jackd", "jackd2");
    }

    /** Skips the test where a program is missing, unless everything is required. */
    static void assumeInstalled(String program, String debianPackage) {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!found) {
            String reason = program + " is not installed (Debian: apt install " + debianPackage + ")";
            if ("1".equals(System.getenv("LILT_REQUIRE_ALL"))) {
                fail(reason);
            }
            abort(reason);
        }
    }

    /**
     * Starts it again.
     *
     * @throws Exception when it does not come up
     */
    public void start() throws Exception {
        killed = false;
        process = new ProcessBuilder("jackd", "-n", name, "-S", "-r", "-d", "dummy", "-r", "" + RATE, "-p", "" + period)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long until = System.nanoTime() + 10_000_000_000L;
        while (true) {
            try {
                JackSession.open("probe").close();
                return;
            } catch (DestinationException e) {
                if (System.nanoTime() > until || !process.isAlive()) {
                    process.destroyForcibly();
                    throw new IOException("jackd does not come up", e);
                }
                Thread.sleep(50);
            }
        }
    }

    /** A client with the port {@code listener:in}. */
    public JackListener listener() throws JackException, DestinationException {
        return new JackListener();
    }

    /** As by {@code kill -9}. */
    public void kill() {
        killed = true;
        process.destroyForcibly();
        ended(10);
    }

    /** Ends it. */
    @Override
    public void close() {
        if (killed) {
            tidy();
        }
        process.destroy();
        if (!ended(5)) {
            kill();
        }
    }

    /** A killed server keeps one of the eight places that a machine has for servers, until one of its name ends properly. */
    private void tidy() {
        try {
            start();
        } catch (Exception e) {
            throw new IllegalStateException("the place of a killed jackd stays taken", e);
        }
    }

    private boolean ended(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
