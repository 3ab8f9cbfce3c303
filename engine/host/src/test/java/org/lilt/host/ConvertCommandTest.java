package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;

class ConvertCommandTest {
    private static final String TUNES =
            "X:1\nT:One\nM:4/4\nL:1/4\nQ:1/4=90\nK:C\n\"C\"CDEF|(3GABc|]\n\nX:1\nT:Two\nM:3/4\nL:1/4\nK:G\nGAB|\n";

    @TempDir
    Path folder;

    private Path tunes() throws Exception {
        return Files.writeString(folder.resolve("tunes.abc"), TUNES);
    }

    private record Streams(int status, String out, String err) {}

    private static Streams convert(String in, String... arguments) {
        InputStream stdin = System.in;
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int status = Run.lilt(arguments).status();
            return new Streams(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(stdin);
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    @Test
    void jsonLinesHoldExactFractionsAndTheOrdinalOfTheTune() throws Exception {
        Path file = tunes();
        Streams run = convert("", "convert", "--format", "jsonl", file.toString());
        assertEquals(0, run.status());
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> melody = run.out()
                .lines()
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (Exception e) {
                        throw new AssertionError(line, e);
                    }
                })
                .filter(n -> n.get("type").asText().equals("note")
                        && n.get("channel").asInt() == 0)
                .toList();
        assertEquals(11, melody.size());
        assertEquals(file.toString(), melody.get(0).get("file").asText());
        assertEquals("2/3", melody.get(4).get("duration").asText());
        assertEquals("14/3", melody.get(5).get("onset").asText());
        assertEquals(2, melody.get(10).get("tune").asInt());
        assertTrue(run.out().contains("\"quarters_per_minute\":90.0"));
    }

    @Test
    void standardInputIsReadAsItComesAndGivesTheSame() throws Exception {
        String file =
                convert("", "convert", "--format", "jsonl", tunes().toString()).out();
        String live = convert(TUNES, "convert", "--format", "jsonl", "-").out();
        assertEquals(
                file.replaceAll("\"file\":\"[^\"]*\"", "").lines().collect(Collectors.toSet()),
                live.replaceAll("\"file\":\"[^\"]*\"", "").lines().collect(Collectors.toSet()));
    }

    @Test
    void severalTunesBecomeAFileEachNamedByTheirOrdinalsOrOneJoined() throws Exception {
        Path out = folder.resolve("midi");
        assertEquals(
                0,
                convert("", "convert", tunes().toString(), "-o", out.toString()).status());
        try (var files = Files.list(out)) {
            assertEquals(
                    Set.of("tunes-1.mid", "tunes-2.mid"),
                    files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
        }
        MidiFile one = MidiFileReader.read(out.resolve("tunes-1.mid"));
        assertEquals(1, one.format());
        Path joined = folder.resolve("all.mid");
        assertEquals(
                0,
                convert("", "convert", "--join", tunes().toString(), "-o", joined.toString())
                        .status());
        assertEquals(
                one.notes().size()
                        + MidiFileReader.read(out.resolve("tunes-2.mid"))
                                .notes()
                                .size(),
                MidiFileReader.read(joined).notes().size());
        Run refused = Run.lilt(
                "convert", tunes().toString(), "-o", folder.resolve("x.mid").toString());
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("2 tunes"), refused.err());
    }

    @Test
    void theTempoOptionOverridesTheTunes() throws Exception {
        Path out = folder.resolve("midi");
        convert("", "convert", "--tempo", "60", tunes().toString(), "-o", out.toString());
        MidiFile one = MidiFileReader.read(out.resolve("tunes-1.mid"));
        long quarter = 10_080;
        assertEquals(1.0, one.secondsAt(quarter), 1e-6);
    }

    @Test
    void odditiesAreToldWithLineAndColumnAsTextOrJson() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.abc"), "X:1\nM:4/4\nL:1/4\nK:C\nCD?EF|CDE|CDEF|\n");
        Streams text = convert("", "convert", "--format", "jsonl", odd.toString());
        assertTrue(text.err().contains(odd + ":5:3: "), text.err());
        Streams json = convert("", "convert", "--format", "jsonl", "--diagnostics", "json", odd.toString());
        JsonNode first =
                new ObjectMapper().readTree(json.err().lines().findFirst().orElseThrow());
        assertEquals(5, first.get("line").asInt());
        assertEquals(3, first.get("column").asInt());
        assertEquals("?", first.get("text").asText());
    }

    @Test
    void thePartsArePlayedInTheOrderOfTheHeaderIfAskedFor() throws Exception {
        Path parts = Files.writeString(folder.resolve("p.abc"), "X:1\nM:4/4\nL:1/4\nP:BA\nK:C\nP:A\nC4|\nP:B\nD4|\n");
        String written =
                convert("", "convert", "--format", "jsonl", parts.toString()).out();
        assertTrue(written.indexOf("\"pitch\":60") < written.indexOf("\"pitch\":62"), written);
        String ordered = convert("", "convert", "--format", "jsonl", "--play-order", parts.toString())
                .out();
        assertTrue(ordered.indexOf("\"pitch\":62") < ordered.indexOf("\"pitch\":60"), ordered);
    }

    @Test
    void accompanimentAndSwingAreOptions() throws Exception {
        String with =
                convert("", "convert", "--format", "jsonl", tunes().toString()).out();
        String without = convert("", "convert", "--format", "jsonl", "--no-accompaniment", tunes().toString())
                .out();
        assertTrue(with.contains("\"channel\":1"));
        assertTrue(!without.contains("\"channel\":1"));
        Path eighths = Files.writeString(folder.resolve("e.abc"), "X:1\nM:4/4\nL:1/8\nK:C\nCDEFGABc|\n");
        String swung = convert("", "convert", "--format", "jsonl", "--swing", "2:1", eighths.toString())
                .out();
        assertTrue(swung.contains("\"onset\":\"2/3\""), swung);
        assertEquals(
                1,
                convert("", "convert", "--format", "jsonl", "--swing", "lots", eighths.toString())
                        .status());
    }
}
