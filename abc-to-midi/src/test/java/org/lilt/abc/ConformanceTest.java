package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The melody of each case has the pitches, onsets and lengths on which independent readers agree. */
class ConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Heard(int pitch, long onset, long length) {}

    private static final Comparator<Heard> ORDER = Comparator.comparingLong(Heard::onset)
            .thenComparingInt(Heard::pitch)
            .thenComparingLong(Heard::length);

    @TestFactory
    Stream<DynamicTest> everyConstructSoundsAsReadersAgree() throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("constructs.json")) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false)
                    .map(c -> dynamicTest(c.get("name").asText(), () -> assertEquals(expected(c), heard(c))));
        }
    }

    @Test
    void everyNottinghamTuneSoundsAsReadersAgree() throws IOException {
        Path file = Repository.shared("conformance/nottingham.jsonl");
        assumeTrue(Files.exists(file), "no Nottingham tunes beside the repository: " + file);
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode c = JSON.readTree(line);
                assertEquals(expected(c), heard(c), () -> c.get("tune").asText());
            }
        }
    }

    private static List<Heard> expected(JsonNode c) {
        List<Heard> notes = new ArrayList<>();
        for (JsonNode n : c.get("notes")) {
            notes.add(new Heard(
                    n.get(0).asInt(), ticks(n.get(1).asText()), ticks(n.get(2).asText())));
        }
        notes.sort(ORDER);
        return notes;
    }

    private static long ticks(String fraction) {
        String[] parts = fraction.split("/");
        long numerator = Long.parseLong(parts[0]) * AbcReader.TICKS_PER_QUARTER;
        long denominator = parts.length > 1 ? Long.parseLong(parts[1]) : 1;
        assertEquals(0, numerator % denominator, "exact in ticks: " + fraction);
        return numerator / denominator;
    }

    private static List<Heard> heard(JsonNode c) {
        List<Heard> notes = new ArrayList<>();
        for (Notes.Note n : Notes.of(c.get("abc").asText())) {
            if (n.channel() == 0 && n.tune() == 1) {
                notes.add(new Heard(n.pitch(), n.onset(), n.end() - n.onset()));
            }
        }
        notes.sort(ORDER);
        return notes;
    }
}
