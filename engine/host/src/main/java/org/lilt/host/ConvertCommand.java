package org.lilt.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;
import org.lilt.abc.AbcReader;
import org.lilt.engine.TuneFiles;
import org.lilt.midi.file.MidiFileWriter;
import org.lilt.midi.file.MidiTrack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lilt convert}. */
@Command(name = "convert", description = "ABC to MIDI files, or to JSON lines.", mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private enum Format {
        MIDI,
        JSONL
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "F.abc",
            description = "ABC files, or folders of them; - for standard input.")
    private List<String> files;

    @Option(
            names = "-o",
            paramLabel = "F.mid",
            description = "MIDI file to write; for several tunes a folder, which gets name-ordinal.mid.")
    private Path output;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; JSON lines go to standard output.")
    private Format format = Format.MIDI;

    @Option(names = "--tempo", paramLabel = "BPM", description = "Quarter notes a minute, whatever the tunes say.")
    private Double tempo;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(tempo == null || tempo >= 4 && tempo <= 10_000, "--tempo must lie between 4 and 10000");
        if (format == Format.JSONL) {
            check(output == null, "--format jsonl writes to standard output, not to a file");
            return jsonLines();
        }
        check(output != null, "-o is missing: where to write");
        return midiFiles();
    }

    private int jsonLines() throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String file : files) {
            JsonLines lines = new JsonLines(file, out);
            if (file.equals(STANDARD_INPUT)) {
                AbcReader reader = new AbcReader(new TuneEvents(lines, tempo), diagnostics(file));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (int c = in.read(); c >= 0; c = in.read()) {
                    reader.feed(c);
                    if (!in.ready()) {
                        out.flush();
                    }
                }
                reader.end();
            } else {
                for (Path path : TuneFiles.files(Path.of(file))) {
                    AbcFile.read(
                            TuneFiles.text(path),
                            new TuneEvents(lines, tempo),
                            diagnostics(path.toString()),
                            AbcOptions.FILE);
                }
            }
            out.flush();
        }
        return 0;
    }

    private record Tune(String name, int ordinal, MidiFileWriter midi) {}

    private int midiFiles() throws IOException {
        List<Tune> tunes = new ArrayList<>();
        for (String file : files) {
            if (file.equals(STANDARD_INPUT)) {
                collect("stdin", new String(System.in.readAllBytes(), StandardCharsets.UTF_8), tunes);
                continue;
            }
            for (Path path : TuneFiles.files(Path.of(file))) {
                int before = tunes.size();
                collect(path.getFileName().toString().replaceFirst("\\.[^.]*$", ""), TuneFiles.text(path), tunes);
                if (tunes.size() == before) {
                    throw new IOException(path + ": holds no tune (a tune has a field K:)");
                }
            }
        }
        if (tunes.size() == 1
                && !Files.isDirectory(output)
                && !output.toString().endsWith("/")) {
            tunes.get(0).midi().write(output);
            return 0;
        }
        if (Files.isRegularFile(output) || output.toString().endsWith(".mid")) {
            throw new IOException(output + ": there are " + tunes.size() + " tunes; name a folder for them");
        }
        Files.createDirectories(output);
        for (Tune tune : tunes) {
            tune.midi().write(output.resolve(tune.name() + "-" + tune.ordinal() + ".mid"));
        }
        return 0;
    }

    private void collect(String name, String text, List<Tune> tunes) {
        TuneEvents events = new TuneEvents(
                new TuneEvents.Listener() {
                    @Override
                    public void tuneEnds(int tune, long tick, List<TuneEvents.Entry> entries) {
                        tunes.add(new Tune(name, tune, midi(entries)));
                    }
                },
                tempo);
        AbcFile.read(text, events, diagnostics(name), AbcOptions.FILE);
    }

    private static MidiFileWriter midi(List<TuneEvents.Entry> entries) {
        MidiFileWriter file = new MidiFileWriter();
        MidiTrack all = file.track("");
        Map<Integer, MidiTrack> channels = new TreeMap<>();
        entries.stream()
                .map(TuneEvents.Entry::channel)
                .filter(c -> c >= 0)
                .sorted()
                .distinct()
                .forEach(channel -> {
                    String name = channel < Preset.CHANNELS.size() ? Preset.CHANNELS.get(channel) : "voice " + channel;
                    channels.put(channel, file.track(name));
                });
        for (TuneEvents.Entry entry : entries) {
            entry.action().on(channels.getOrDefault(entry.channel(), all));
        }
        return file;
    }

    private static AbcDiagnostics diagnostics(String file) {
        return (line, column, problem, words) -> System.err.println(file + ":" + line + ":" + column + ": "
                + problem.meaning() + (words.isEmpty() ? "" : " (" + words + ")") + ": " + problem.remedy());
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
