package org.lilt.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lilt.midi.Destination;
import org.lilt.midi.DestinationException;

/** All destinations of a command: the first is the main one, further ones are for parts that have no room on it, and those that presets name. */
final class Outputs implements AutoCloseable {
    private static final String AUTO = "auto";

    private final List<Output> outputs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Output> byName = new LinkedHashMap<>();
    private final Optional<Path> soundFont;
    private final Consumer<String> news;

    /**
     * Opens destinations.
     *
     * @param outs as {@code --out} takes them; none for {@code auto}
     * @param soundFont sounds for the synthesizer
     * @param wav file that the sound of the main one is recorded in
     * @param news told when a destination goes or is back
     */
    Outputs(List<String> outs, Optional<Path> soundFont, Optional<Path> wav, Consumer<String> news)
            throws IOException, DestinationException {
        this.soundFont = soundFont;
        this.news = news;
        names.addAll(outs.isEmpty() ? List.of(AUTO) : outs);
        try {
            for (String name : names) {
                Output output = Output.open(name, soundFont, outputs.isEmpty() ? wav : Optional.empty(), news);
                outputs.add(output);
                byName.put(name, output);
            }
        } catch (IOException | DestinationException e) {
            close();
            throw e;
        }
    }

    synchronized Output main() {
        return outputs.get(0);
    }

    /** What the ports are called by {@code --out}, the main one first. */
    synchronized List<String> names() {
        return List.copyOf(names);
    }

    /**
     * Opens a destination that is to be the main one; it is not yet.
     *
     * @param out as {@code --out} takes it
     * @throws IOException when it cannot be opened; one line
     */
    Output open(String out) throws IOException {
        try {
            return Output.open(out, soundFont, news);
        } catch (DestinationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Takes another destination as the main one; that before is closed by whom it was played by. */
    synchronized void main(String out, Output output) {
        byName.remove(names.get(0), outputs.get(0));
        names.set(0, out);
        outputs.set(0, output);
        byName.put(out, output);
    }

    /** The main one and those for parts that have no room on it, and any that parts name. */
    synchronized Ports ports() {
        return new Ports(
                outputs.subList(0, names.size()).stream()
                        .map(Output::destination)
                        .toList(),
                this::named);
    }

    synchronized List<String> explanations() {
        return outputs.stream().map(Output::explanation).toList();
    }

    /** The destination that a preset names, opened once. */
    private synchronized Destination named(String name) {
        Output known = byName.get(name);
        if (known == null) {
            try {
                known = Output.open(name, soundFont, news);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (DestinationException e) {
                throw new UncheckedIOException(new IOException(e.getMessage(), e));
            }
            byName.put(name, known);
            outputs.add(known);
        }
        return known.destination();
    }

    @Override
    public synchronized void close() throws IOException {
        for (Output output : outputs) {
            output.close();
        }
    }
}
