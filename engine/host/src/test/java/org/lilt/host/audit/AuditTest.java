package org.lilt.host.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final String HEAD = "X:1\nM:4/4\nL:1/4\nK:C\n";

    @TempDir
    Path folder;

    private static JsonNode audit(String tunes, String... training) {
        return Audit.of(tunes, List.of(training));
    }

    @Test
    void onlyInteriorBarsAreCountedAndTupletsBrokenRhythmAndChordsAddUp() {
        JsonNode r = audit(HEAD + "C|CDEF|(3CDEF2|C>DE2|[CE]4|CDE|CDEFG|C\n");
        assertEquals(6, r.get("interior_bars").asInt());
        assertEquals(Math.round(4 / 6.0 * 1e4) / 1e4, r.get("bars_ok").asDouble());
        assertEquals(0, r.get("tunes_ok").asDouble());
    }

    @Test
    void anOddQuoteAnOpenBracketAndADuplicateAreSeen() {
        JsonNode r = audit(HEAD + "\"C\"CDEF|\n\n" + HEAD + "\"CCDEF|\n\n" + HEAD + "[CE|\n\n" + HEAD + "\"C\"CDEF|\n");
        assertEquals(4, r.get("tunes").asInt());
        assertEquals(0.5, r.get("unclosed").asDouble());
        assertEquals(0.75, r.get("distinct").asDouble());
    }

    @Test
    void runsOfTheTrainingTunesAreFoundAcrossLinesAndSpaces() {
        String train = HEAD + "abcdefgabcdefgABCDEFGabc|\nGFEDCBAgfedcba|\n";
        JsonNode r = audit(HEAD + "zz abcdefg abcdefg\nABCDEFG abc zzzz\n", train);
        assertEquals(24, r.get("longest").asInt());
        assertEquals(Math.round(24 / 30.0 * 1e4) / 1e4, r.get("copy20").asDouble());
        assertEquals(0, r.get("copy40").asDouble());
    }

    @Test
    void agreesWithTheReferenceInPythonOnRealTunesAndOnGarbage() throws Exception {
        Path shared = root().resolveSibling("shared");
        assumeTrue(Files.exists(shared.resolve("audit/audit.py")), "reads ../shared/audit/audit.py, which is not here");
        assumeTrue(python(), "needs python3");
        Path train = shared.resolve("nottingham/train.abc");
        Path garbage = folder.resolve("garbage.abc");
        String real = Files.readString(shared.resolve("nottingham/valid.abc"));
        StringBuilder mixed = new StringBuilder();
        java.util.Random random = new java.util.Random(4);
        for (int i = 0; i < 20_000; i++) {
            int at = random.nextInt(real.length() - 20);
            mixed.append(
                    random.nextInt(4) == 0
                            ? "(3[:|\"><\n\n/2'|1".substring(random.nextInt(12))
                            : real.substring(at, at + random.nextInt(20)));
        }
        Files.writeString(garbage, mixed);
        for (Path file : List.of(shared.resolve("nottingham/valid.abc"), garbage)) {
            Process python = new ProcessBuilder(
                            "python3",
                            shared.resolve("audit/audit.py").toString(),
                            file.toString(),
                            "--train",
                            train.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            JsonNode wanted = new ObjectMapper().readTree(python.getInputStream());
            JsonNode ours = new ObjectMapper()
                    .readTree(Audit.of(Files.readString(file), List.of(Files.readString(train)))
                            .toString());
            assertEquals(wanted, ours, file.toString());
            assertTrue(ours.get("tunes").asInt() > 10);
        }
    }

    private static boolean python() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("CHANGELOG.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
