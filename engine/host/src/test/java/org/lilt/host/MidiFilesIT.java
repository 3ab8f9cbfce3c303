package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.abc.AbcDiagnostics;
import org.lilt.abc.AbcFile;
import org.lilt.abc.AbcOptions;

/** What {@code lilt convert} writes, as other programs read it: python mido, midi2abc, and the sequencer TiMidity++. */
class MidiFilesIT {
    /** Tells what is in the files of a folder, a line for each thing, as {@link MidiLines} does. */
    private static final String MIDO = """
            import collections, mido, pathlib, sys
            for path in sorted(pathlib.Path(sys.argv[1]).glob('*.mid')):
                file = mido.MidiFile(path, charset='utf-8')
                print('file', path.name)
                print('format', file.type, file.ticks_per_beat)
                end = 0
                for number, track in enumerate(file.tracks):
                    tick, on = 0, collections.defaultdict(list)
                    for m in track:
                        tick += m.time
                        if m.type == 'note_on' and m.velocity > 0:
                            on[m.channel, m.note].append((tick, m.velocity))
                        elif m.type in ('note_on', 'note_off'):
                            begun, velocity = on[m.channel, m.note].pop(0)
                            print('note', m.channel, m.note, velocity, begun, tick)
                        elif m.type == 'program_change':
                            print('program', tick, m.channel, m.program)
                        elif m.type == 'set_tempo':
                            print('tempo', tick, m.tempo)
                        elif m.type == 'time_signature':
                            print('meter', tick, m.numerator, m.denominator)
                        elif m.type == 'key_signature':
                            print('key', tick, m.key)
                        elif m.type == 'track_name':
                            print('name', min(number, 1), tick, m.name)
                        elif m.type in ('text', 'marker', 'lyrics'):
                            print(m.type, tick, m.text)
                        elif m.type != 'end_of_track':
                            print('unexpected', m)
                    assert not any(on.values()), 'notes that do not end'
                    end = max(end, tick)
                print('length', end)
            """;

    private static final String EVERYTHING = """
            X:1
            T:Všechno
            C:Lídl
            M:6/8
            L:1/8
            Q:3/8=100
            P:AB
            V:1 name="Flétna"
            V:2 octave=-1
            K:Em
            P:A
            [V:1] %%MIDI program 73
            |:"Em"E2G B>cd|"D/f+"{c}!f!d3 .A2 ~B :|
            w: lá le-li lo * _ | lu
            [V:2] |:E6 & G6|D3 D3:|
            P:B
            [V:1] [M:3/4][K:F#][Q:1/4=77] [FA]4- [FA]2|(3FGA z2 x2|]
            [V:2] F6|z6|]
            """;

    @TempDir
    static Path folder;

    private static List<Path> sources;
    private static Path midi;

    /** Converts a tune that has everything, and where they are at hand a hundred of Nottingham. */
    @BeforeAll
    static void convert() throws IOException {
        sources = new ArrayList<>();
        sources.add(Files.writeString(folder.resolve("everything.abc"), EVERYTHING));
        Path shared = Path.of("").toAbsolutePath();
        while (shared != null && !Files.exists(shared.resolve("CHANGELOG.md"))) {
            shared = shared.getParent();
        }
        if (shared != null && Files.exists(shared.resolve("../shared/nottingham/valid.abc"))) {
            sources.add(shared.resolve("../shared/nottingham/valid.abc").normalize());
        }
        midi = folder.resolve("midi");
        List<String> arguments = new ArrayList<>(List.of("convert", "-o", midi.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        assertEquals(0, Run.lilt(arguments.toArray(String[]::new)).status());
    }

    @Test
    void midoFindsEveryNoteTempoMeterKeyNameAndWordAtItsTick() throws Exception {
        Path script = Files.writeString(folder.resolve("read.py"), MIDO);
        // Debian's own Python, because another one before it on the path does not see Debian's packages.
        List<String> read = run("/usr/bin/python3", script.toString(), midi.toString());
        assumeTrue(require() || read.stream().noneMatch(l -> l.contains("No module named")), "mido is not installed");
        Map<String, List<String>> found = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : read) {
            if (line.startsWith("file ")) {
                lines = found.computeIfAbsent(line.substring(5), k -> new ArrayList<>());
            } else {
                lines.add(line);
            }
        }
        Map<String, List<String>> written = expected();
        assertEquals(
                written.keySet(), found.keySet(), () -> String.join("\n", read.subList(0, Math.min(read.size(), 20))));
        for (Map.Entry<String, List<String>> file : written.entrySet()) {
            List<String> theirs = found.get(file.getKey());
            Collections.sort(theirs);
            assertEquals(file.getValue(), theirs, file.getKey());
        }
        String everything = String.join("\n", found.get("everything-1.mid"));
        for (String line : List.of(
                "tempo 0 400000",
                "meter 0 6 8",
                "key 0 Em",
                "name 0 0 Všechno",
                "text 0 Lídl",
                "lyrics 0 lá",
                "marker 0 A",
                "format 1 10080")) {
            assertTrue(everything.contains(line), () -> line + " is missing in\n" + everything);
        }
    }

    /** What the reader tells of each tune, by the name of the file that it goes to. */
    private Map<String, List<String>> expected() throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        for (Path source : sources) {
            String name = source.getFileName().toString().replace(".abc", "");
            AbcFile.read(
                    source,
                    new MidiLines((tune, lines) -> files.put(name + "-" + tune + ".mid", lines)),
                    AbcDiagnostics.NONE,
                    AbcOptions.FILE);
        }
        return files;
    }

    @Test
    void midi2abcReadsTheFilesAndRefusesOnesCutShort() throws Exception {
        List<Path> some = some(30);
        for (Path file : some) {
            List<String> abc = run("midi2abc", file.toString());
            assertTrue(abc.get(0).startsWith("X:"), () -> file + ": " + abc);
            assertTrue(abc.stream().noneMatch(l -> l.contains("rror")), () -> file + ": " + abc);
        }
        Path cut = cutShort(some.get(0));
        assertTrue(run("midi2abc", cut.toString()).stream().anyMatch(l -> l.contains("Error")));
    }

    @Test
    void aSequencerCountsAsManyNotesAndWarnsOfFilesCutShort() throws Exception {
        Map<String, List<String>> written = expected();
        for (Path file : some(4)) { // which takes a second for each
            List<String> told = timidity(file);
            int notes = told.stream()
                    .filter(l -> l.endsWith(" times note on)"))
                    .mapToInt(l -> Integer.parseInt(l.replaceAll(".*, (\\d+) times.*", "$1")))
                    .sum();
            long ours = written.get(file.getFileName().toString()).stream()
                    .filter(l -> l.startsWith("note "))
                    .count();
            assertEquals(ours, notes, () -> file + ": " + told);
            assertTrue(told.stream().noneMatch(l -> l.contains("Warning")), () -> file + ": " + told);
        }
        assertTrue(timidity(cutShort(some(1).get(0))).stream().anyMatch(l -> l.contains("Warning")));
    }

    /** Lists what it would play, without any sound. */
    private List<String> timidity(Path file) throws Exception {
        return run("timidity", "-c", "/dev/null", "-Ol", "-o", "-", file.toString());
    }

    private Path cutShort(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Files.write(folder.resolve("cut.mid"), Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** The tune that has everything and others, spread over all. */
    private List<Path> some(int most) throws IOException {
        try (Stream<Path> all = Files.list(midi)) {
            List<Path> files = all.sorted().toList();
            List<Path> some = new ArrayList<>();
            for (int i = 0; i < files.size(); i += Math.max(1, files.size() / most)) {
                some.add(files.get(i));
            }
            return some;
        }
    }

    private List<String> run(String... command) throws Exception {
        Path out = folder.resolve("out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            process.waitFor();
        } catch (IOException e) {
            assumeTrue(require(), command[0] + " is not installed");
            throw e;
        }
        return new String(Files.readAllBytes(out), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static boolean require() {
        return "1".equals(System.getenv("LILT_REQUIRE_ALL"));
    }
}
