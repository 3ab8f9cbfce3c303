package org.lilt.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lilt.engine.player.Setup;
import org.lilt.midi.ClockSource;
import org.lilt.plugin.Parameter;
import picocli.CommandLine;

/** A session as {@code lilt play} sets it up, recorded as {@code SEED.mid}. */
final class Player implements AutoCloseable {
    final Parameter tempo = PlaySession.tempoParameter();
    final List<String> news = new CopyOnWriteArrayList<>();
    final PlaySession session;
    private final Recording recording;
    private final Output output;
    private final Optional<ClockSource> host;

    Player(Path folder, Collection<Throwable> errors, String seed, String out, String... clockOptions)
            throws Exception {
        Source source = new Source();
        new CommandLine(source).parseArgs("--seed", seed);
        ClockOptions clock = new ClockOptions();
        new CommandLine(clock).parseArgs(clockOptions);
        Parameter transpose = Setup.transposeParameter();
        Source.Loaded loaded = source.load(tempo, transpose);
        host = clock.open(tempo, news::add);
        recording = new Recording(folder.resolve(seed + ".mid"));
        output = Output.open(out, Optional.empty(), news::add);
        session = new PlaySession(
                loaded,
                clock.setup(tempo, transpose, host, output.destination()),
                output,
                recording,
                List.of(),
                0,
                errors::add);
    }

    @Override
    public void close() throws IOException {
        session.close();
        host.ifPresent(ClockSource::close);
        recording.close();
        output.close();
    }
}
