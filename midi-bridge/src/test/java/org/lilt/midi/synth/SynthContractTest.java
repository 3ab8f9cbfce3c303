package org.lilt.midi.synth;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;

class SynthContractTest extends DestinationContract {
    private final RecordingRenderer renderer = new RecordingRenderer();

    @Override
    protected Destination open() {
        return new SynthDestination(renderer, new TestDevice());
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.of(renderer.messages);
    }

    @Override
    protected void settle() {
        LockSupport.parkNanos(50_000_000);
    }
}
