package org.lilt.midi.jack;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;
import org.lilt.midi.ShortMessages;

class JackContractIT extends DestinationContract {
    private static JackServer server;
    private JackListener listener;

    @BeforeAll
    static void start() throws Exception {
        JackServer.assumeInstalled();
        server = new JackServer(128);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Destination open() throws Exception {
        listener = server.listener();
        return JackDestination.open("listener:in");
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.of(listener.heard().stream().map(JackContractIT::text).toList());
    }

    private static String text(JackListener.Heard h) {
        String all = String.format("%02x%02x%02x", h.status(), h.data1(), h.data2());
        return all.substring(0, 2 * ShortMessages.length(h.status()));
    }

    @Override
    protected void settle() {
        LockSupport.parkNanos(300_000_000);
    }

    @Override
    protected void release() {
        listener.close();
    }
}
