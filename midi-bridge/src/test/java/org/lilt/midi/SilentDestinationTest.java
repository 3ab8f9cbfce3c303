package org.lilt.midi;

import java.util.List;
import java.util.Optional;

class SilentDestinationTest extends DestinationContract {
    @Override
    protected Destination open() {
        return new SilentDestination();
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.empty();
    }
}
