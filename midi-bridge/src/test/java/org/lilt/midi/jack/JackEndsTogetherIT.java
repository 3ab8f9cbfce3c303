package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server and its clients that end at the same time, as at a logout: a JVM that dies of it takes this test's process with it. */
@Timeout(120)
class JackEndsTogetherIT {
    private static final int TIMES = 4;

    static List<AutoCloseable> clients() throws Exception {
        List<AutoCloseable> clients = new ArrayList<>();
        clients.add(JackDestination.open(""));
        clients.add(JackTransport.open(() -> 120));
        clients.add(JackInput.open("lilt-clock", (nanos, status, data1, data2) -> {}));
        return clients;
    }

    /**
     * Closes clients while something ends, in half a minute at most.
     *
     * @return whether libjack has let go of them; where it waits for ever for a lock of a thread that it has cancelled, this process can open no others
     */
    static boolean closeBeside(List<AutoCloseable> clients, Runnable ending, long afterNanos) throws Exception {
        Thread ender = new Thread(() -> {
            LockSupport.parkNanos(afterNanos);
            ending.run();
        });
        long begin = System.nanoTime();
        ender.start();
        for (AutoCloseable client : clients) {
            client.close();
        }
        double seconds = (System.nanoTime() - begin) * 1e-9;
        ender.join();
        assertTrue(seconds < 35, seconds + " s");
        boolean released = seconds < 10;
        System.out.printf("jack: closed in %.1f s%s%n", seconds, released ? "" : ", and libjack waits for ever");
        return released;
    }

    @Test
    void closingWhileTheServerEndsHarmsNothing() throws Exception {
        JackServer.assumeInstalled();
        Random random = new Random(4);
        try (JackServer server = new JackServer(128)) {
            for (int i = 0; i < TIMES; i++) {
                // One that is asked to end tells its clients so; one that is killed cannot.
                if (!closeBeside(clients(), i % 4 == 0 ? server::kill : server::close, random.nextInt(4_000_000))) {
                    return;
                }
                server.start();
            }
            try (JackDestination again = JackDestination.open("")) {
                assertTrue(again.trouble().isEmpty());
            }
        }
    }
}
