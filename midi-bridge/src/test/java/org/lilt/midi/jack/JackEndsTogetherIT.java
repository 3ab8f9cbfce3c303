package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server and its clients that end at the same time, as at a logout: a JVM that dies of it takes this test's process with it. */
@Timeout(120)
class JackEndsTogetherIT {
    private static final int TIMES = 4;

    private static List<AutoCloseable> clients() throws Exception {
        List<AutoCloseable> clients = new ArrayList<>();
        clients.add(JackDestination.open(""));
        clients.add(JackTransport.open(() -> 120));
        clients.add(JackInput.open("lilt-clock", (nanos, status, data1, data2) -> {}));
        return clients;
    }

    private static void closeBeside(List<AutoCloseable> clients, Runnable ending, long afterNanos) throws Exception {
        Thread ender = new Thread(() -> {
            LockSupport.parkNanos(afterNanos);
            ending.run();
        });
        ender.start();
        for (AutoCloseable client : clients) {
            client.close();
        }
        ender.join();
    }

    @Test
    void closingWhileTheServerEndsHarmsNothing() throws Exception {
        JackServer.assumeInstalled();
        Random random = new Random(4);
        try (JackServer server = new JackServer(128)) {
            for (int i = 0; i < TIMES; i++) {
                // One that is asked to end tells its clients so; one that is killed cannot.
                closeBeside(clients(), i % 4 == 0 ? server::kill : server::close, random.nextInt(4_000_000));
                server.start();
            }
            try (JackDestination again = JackDestination.open("")) {
                assertTrue(again.trouble().isEmpty());
            }
        }
    }

    @Test
    void closingWhileTheServerHangsAndThenEndsHarmsNothing() throws Exception {
        JackServer.assumeInstalled();
        JackServer.assumeInstalled("jack_midi_dump", "jackd2 or jack-example-tools");
        try (JackServer server = new JackServer(128)) {
            for (int i = 0; i < 3; i++) { // the first time the JVM lives
                Process other = new ProcessBuilder("jack_midi_dump").start();
                LockSupport.parkNanos(300_000_000);
                List<AutoCloseable> clients = clients();
                // The server waits for a client that has stopped, and ours for the server.
                new ProcessBuilder("kill", "-STOP", "" + other.pid()).start().waitFor();
                closeBeside(clients, server::close, 1_500_000_000);
                other.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
                server.start();
            }
        }
    }
}
