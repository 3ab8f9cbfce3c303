package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JackFullBufferIT {
    /** Long enough a period that the port's buffer of 32,768 bytes is full before the time of a cycle is up. */
    private static final int PERIOD = 4096;

    @BeforeAll
    static void needsJack() {
        JackServer.assumeInstalled();
    }

    @Test
    void aPortWithoutRoomDelaysMessagesAndLosesNone() throws Exception {
        try (JackServer server = new JackServer(PERIOD);
                JackListener listener = server.listener();
                JackDestination destination = JackDestination.open("listener:in")) {
            assertTrue(destination.lead() >= PERIOD, "the lead covers the period");
            JackDestinationIT.burst(destination, listener, 8000);
        }
    }
}
