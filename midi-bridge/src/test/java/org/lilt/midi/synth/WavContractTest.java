package org.lilt.midi.synth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationContract;

class WavContractTest extends DestinationContract {
    @TempDir
    Path folder;

    @Override
    protected Destination open() throws IOException {
        return new WavDestination(new RecordingRenderer(), folder.resolve("contract.wav"));
    }

    @Override
    protected Optional<List<String>> received() {
        // Closed without finish() it ends without a sound, and without a file.
        return Optional.empty();
    }

    @Override
    protected long allowedBytes(int messages) {
        // The synthesizer of the test writes every message down as text.
        return 4000L * messages;
    }
}
