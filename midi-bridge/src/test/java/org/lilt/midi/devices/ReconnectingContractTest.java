package org.lilt.midi.devices;

import java.util.List;
import java.util.Optional;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;
import org.lilt.midi.SilentDestination;

class ReconnectingContractTest extends DestinationContract {
    @Override
    protected Destination open() {
        return new ReconnectingDestination(new SilentDestination(), SilentDestination::new, news -> {});
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.empty();
    }
}
