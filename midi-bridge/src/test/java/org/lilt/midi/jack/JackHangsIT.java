package org.lilt.midi.jack;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Clients that are closed while their server waits for another, which has stopped, and then ends. */
class JackHangsIT {
    @Test
    void closingWhileTheServerHangsAndThenEndsHarmsNothing() throws Exception {
        JackServer.assumeInstalled();
        JackServer.assumeInstalled("jack_midi_dump", "jackd2 or jack-example-tools");
        try (JackServer server = new JackServer(128)) {
            for (int i = 0; i < 2; i++) { // the first time the JVM lives
                Process other = new ProcessBuilder("jack_midi_dump").start();
                LockSupport.parkNanos(300_000_000);
                List<AutoCloseable> clients = JackEndsTogetherIT.clients();
                // The server waits for a client that has stopped, and ours for the server.
                new ProcessBuilder("kill", "-STOP", "" + other.pid()).start().waitFor();
                boolean released = JackEndsTogetherIT.closeBeside(clients, server::close, 1_500_000_000);
                other.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
                if (!released) {
                    return;
                }
                server.start();
            }
        }
    }
}
