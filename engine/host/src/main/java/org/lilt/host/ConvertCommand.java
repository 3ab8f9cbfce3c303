package org.lilt.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
import org.lilt.abc.AbcSwing;
import org.lilt.engine.TuneFiles;
import org.lilt.midi.file.MidiFileWriter;
import org.lilt.midi.file.MidiTrack;
import org.lilt.midi.file.WholeFile;
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

    /** Rest between joined tunes: two quarter notes. */
    private static final long BREATH_TICKS = 2 * AbcReader.TICKS_PER_QUARTER;

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

    @Option(names = "--join", description = "All tunes in one file, one after another, each marked by its name.")
    private boolean join;

    @Option(names = "--play-order", description = "Play the parts as a header's P: orders them.")
    private boolean playOrder;

    @Option(
            names = "--swing",
            paramLabel = "hornpipes|2:1",
            description = "Swing short notes: only those of hornpipes, or all, in this ratio.")
    private String swing;

    @Option(names = "--no-accompaniment", description = "Do not play chord symbols.")
    private boolean melodyOnly;

    @Option(names = "--diagnostics", paramLabel = "text|json", description = "How oddities are told on standard error.")
    private String diagnostics = "text";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(tempo == null || tempo >= 4 && tempo <= 10_000, "--tempo must lie between 4 and 10000");
        check(diagnostics.equals("text") || diagnostics.equals("json"), "--diagnostics must be text or json");
        AbcOptions options = AbcOptions.FILE
                .withAccompaniment(!melodyOnly)
                .withPlayOrder(playOrder)
                .withSwing(swing());
        if (format == Format.JSONL) {
            check(output == null, "--format jsonl writes to standard output, not to a file");
            return jsonLines(options);
        }
        check(output != null, "-o is missing: where to write");
        return midiFiles(options);
    }

    private int jsonLines(AbcOptions options) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String file : files) {
            JsonLines lines = new JsonLines(file, out);
            if (file.equals(STANDARD_INPUT)) {
                AbcReader reader = new AbcReader(
                        new TuneEvents(lines, tempo),
                        diagnostics(file),
                        AbcOptions.LIVE.withAccompaniment(!melodyOnly).withSwing(swing()));
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
                            TuneFiles.text(path), new TuneEvents(lines, tempo), diagnostics(path.toString()), options);
                }
            }
            out.flush();
        }
        return 0;
    }

    /** A tune as a file, or where tunes are to be joined as its events. */
    private record Tune(String name, int ordinal, long length, List<TuneEvents.Entry> entries, byte[] file) {}

    private int midiFiles(AbcOptions options) throws IOException {
        List<Tune> tunes = new ArrayList<>();
        for (String file : files) {
            if (file.equals(STANDARD_INPUT)) {
                collect("stdin", AbcFile.decode(System.in.readAllBytes()), options, tunes);
                continue;
            }
            for (Path path : TuneFiles.files(Path.of(file))) {
                int before = tunes.size();
                collect(
                        path.getFileName().toString().replaceFirst("\\.[^.]*$", ""),
                        TuneFiles.text(path),
                        options,
                        tunes);
                if (tunes.size() == before) {
                    throw new IOException(path + ": holds no tune (a tune has a field K:)");
                }
            }
        }
        boolean folder = Files.isDirectory(output) || output.toString().endsWith("/");
        if (!folder && (join || tunes.size() == 1)) {
            WholeFile.write(output, join ? midi(tunes).toBytes() : tunes.get(0).file());
            return 0;
        }
        if (Files.isRegularFile(output) || output.toString().endsWith(".mid")) {
            throw new IOException(
                    output + ": there are " + tunes.size() + " tunes; name a folder for them, or --join them");
        }
        check(!join, "--join writes one file: name it by -o");
        Files.createDirectories(output);
        write(tunes);
        return 0;
    }

    /** Many small files wait for the disk more than for a processor: several are written at a time. */
    private void write(List<Tune> tunes) throws IOException {
        try {
            tunes.parallelStream().forEach(tune -> {
                try {
                    WholeFile.write(output.resolve(tune.name() + "-" + tune.ordinal() + ".mid"), tune.file());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void collect(String name, String text, AbcOptions options, List<Tune> tunes) {
        TuneEvents events = new TuneEvents(
                new TuneEvents.Listener() {
                    @Override
                    public void tuneEnds(int tune, long tick, List<TuneEvents.Entry> entries) {
                        Tune whole = new Tune(name, tune, tick, entries, null);
                        // A file is much smaller than its events, which need not be kept for it.
                        byte[] file = join ? null : midi(List.of(whole)).toBytes();
                        tunes.add(join ? whole : new Tune(name, tune, tick, List.of(), file));
                    }
                },
                tempo);
        AbcFile.read(text, events, diagnostics(name), options);
    }

    /** One file of some tunes, one after another with a breath between: a track for what concerns all, and one a channel. */
    private static MidiFileWriter midi(List<Tune> tunes) {
        MidiFileWriter file = new MidiFileWriter();
        MidiTrack all = file.track("");
        Map<Integer, MidiTrack> channels = new TreeMap<>();
        tunes.stream()
                .flatMap(tune -> tune.entries().stream())
                .map(TuneEvents.Entry::channel)
                .filter(channel -> channel >= 0)
                .sorted()
                .distinct()
                .forEach(channel -> {
                    String name = channel < Preset.CHANNELS.size() ? Preset.CHANNELS.get(channel) : "voice " + channel;
                    channels.put(channel, file.track(name));
                });
        long later = 0;
        for (Tune tune : tunes) {
            if (tunes.size() > 1) {
                all.text(later, MidiTrack.Text.MARKER, tune.name() + "-" + tune.ordinal());
            }
            for (TuneEvents.Entry entry : tune.entries()) {
                entry.action().on(channels.getOrDefault(entry.channel(), all), later);
            }
            later += tune.length() + BREATH_TICKS;
        }
        return file;
    }

    private AbcSwing swing() {
        if (swing == null) {
            return AbcSwing.NONE;
        }
        if (swing.equals("hornpipes")) {
            return AbcSwing.HORNPIPES;
        }
        check(swing.matches("\\d{1,2}:\\d{1,2}"), "--swing must be hornpipes or a ratio such as 2:1");
        int colon = swing.indexOf(':');
        try {
            return new AbcSwing(
                    Integer.parseInt(swing.substring(0, colon)), Integer.parseInt(swing.substring(colon + 1)), false);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--swing: " + e.getMessage(), e);
        }
    }

    private AbcDiagnostics diagnostics(String file) {
        if (diagnostics.equals("json")) {
            ObjectMapper json = new ObjectMapper();
            return (line, column, problem, words) -> System.err.println(json.createObjectNode()
                    .put("file", file)
                    .put("line", line)
                    .put("column", column)
                    .put("problem", problem.name())
                    .put("meaning", problem.meaning())
                    .put("text", words.toString())
                    .put("remedy", problem.remedy()));
        }
        return (line, column, problem, words) -> System.err.println(file + ":" + line + ":" + column + ": "
                + problem.meaning() + (words.isEmpty() ? "" : " (" + words + ")") + ": " + problem.remedy());
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
