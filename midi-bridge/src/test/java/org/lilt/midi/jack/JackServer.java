package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackOptions;

/** A real jackd with the dummy driver, under a name of its own so that runs do not meet. */
public final class JackServer implements AutoCloseable {
    /** Frames a second. */
    public static final int RATE = 48_000;

    private final String name;
    private final int period;
    private Process process;

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
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "jackd")));
        if (!found) {
            String reason = "jackd is not installed (Debian: apt install jackd2)";
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
        // Synchronous (-S): the server waits for its clients, so that a busy machine costs time and no messages.
        process = new ProcessBuilder("jackd", "-n", name, "-r", "-S", "-d", "dummy", "-r", "" + RATE, "-p", "" + period)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        JackLog.silence();
        long until = System.nanoTime() + 10_000_000_000L;
        while (true) {
            try {
                client("probe").close();
                return;
            } catch (JackException e) {
                if (System.nanoTime() > until || !process.isAlive()) {
                    close();
                    throw new IOException("jackd does not come up", e);
                }
                Thread.sleep(50);
            }
        }
    }

    static JackClient client(String name) throws JackException {
        return Jack.getInstance().openClient(name, EnumSet.of(JackOptions.JackNoStartServer), null);
    }

    /** A client with the port {@code listener:in}. */
    public JackListener listener() throws JackException {
        return new JackListener();
    }

    /** As by {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        ended(10);
    }

    @Override
    public void close() {
        process.destroy();
        if (!ended(5)) {
            kill();
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
