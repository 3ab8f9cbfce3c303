package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jaudiolibs.jnajack.JackException;
import org.lilt.midi.DestinationException;

/**
 * A real jackd with the dummy driver, under a name of its own so that runs do not meet. It waits for its clients in every cycle
 * ({@code -S}): an asynchronous one drops what a client of a busy machine is too late to hear.
 */
public final class JackServer implements AutoCloseable {
    /** Frames a second. */
    public static final int RATE = 48_000;

    /** Names that runs beside each other may take, half of the places that a machine has for servers. */
    private static final int NAMES = 4;

    private static final Supplier<String> NAME = memoised(JackServer::reserveName);

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
        name = NAME.get();
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
    public static void assumeInstalled(String program, String debianPackage) {
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
        process.destroyForcibly();
        ended(10);
    }

    /** Ends it. */
    @Override
    public void close() {
        process.destroy();
        if (!ended(5)) {
            kill();
        }
    }

    /**
     * A server's name that no other run on this machine uses. The same few again and again: a server that was killed keeps one of the
     * machine's eight places until another of its name is started.
     */
    private static String reserveName() {
        for (int i = 0; i < NAMES; i++) {
            String candidate = "lilt-test-" + i;
            try {
                FileChannel file = FileChannel.open(
                        Path.of(System.getProperty("java.io.tmpdir"), candidate + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = file.tryLock(); // held until this process ends
                if (lock != null) {
                    // What a run that was itself killed has left.
                    ProcessHandle.allProcesses()
                            .filter(p -> p.info().commandLine().orElse("").contains("jackd -n " + candidate + " "))
                            .forEach(ProcessHandle::destroyForcibly);
                    return candidate;
                }
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("all " + NAMES + " names for JACK servers are in use");
    }

    private static Supplier<String> memoised(Supplier<String> supplier) {
        return new Supplier<>() {
            private String value;

            @Override
            public synchronized String get() {
                if (value == null) {
                    value = supplier.get();
                }
                return value;
            }
        };
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
