package org.lilt.midi.javasound;

import java.util.List;
import java.util.Optional;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;
import org.lilt.midi.DestinationException;

class PortContractTest extends DestinationContract {
    private final FakePort port = new FakePort("fake");

    @Override
    protected Destination open() throws DestinationException {
        return PortDestination.open("fake", () -> List.of(port));
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.of(port.received);
    }

    @Override
    protected long allowedBytes(int messages) {
        // The port of the test writes every message down as text.
        return 4000L * messages;
    }
}
