package org.lilt.host.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.panel.Await;
import org.lilt.host.panel.Controls;
import org.lilt.plugin.Parameter;

class KnobsTest {
    @TempDir
    Path folder;

    private final Parameter temperature = new Parameter("temperature", "Temperature", "", 0, 2, 1, false, "");
    private final Parameter transpose = new Parameter("transpose", "Transpose", "", -36, 36, 0, true, "semitones");
    private final List<Parameter> parameters = List.of(temperature, transpose);
    private final ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();

    private Path file() {
        return folder.resolve("settings").resolve(Knobs.FILE);
    }

    private Knobs knobs() throws IOException {
        return new Knobs(parameters, file(), news::add);
    }

    @Test
    void aControllerTurnsItsParameterOverTheWholeRangeOnAnyChannel() throws IOException {
        Knobs knobs = knobs();
        knobs.map("74=temperature");
        knobs.map("1=transpose");
        knobs.message(0, 0xB0, 74, 127);
        assertEquals(2, temperature.get());
        knobs.message(0, 0xBF, 74, 0);
        assertEquals(0, temperature.get());
        knobs.message(0, 0xB3, 1, 64);
        assertEquals(0, transpose.get());
        knobs.message(0, 0xB3, 2, 127);
        knobs.message(0, 0x90, 74, 127);
        assertEquals(0, temperature.get(), "others turn nothing");
    }

    @Test
    void whatIsLearntIsKeptForTheNextTime() throws Exception {
        Knobs knobs = knobs();
        knobs.learn("temperature");
        knobs.message(0, 0xB0, 123, 0);
        knobs.message(0, 0xB0, 21, 127);
        assertEquals(2, temperature.get());
        Await.until("the file", () -> Files.exists(file()));
        Await.until("its contents", () -> contents().equals(Map.of(21, "temperature")));
        knobs.message(0, 0xB0, 22, 0);
        assertEquals(2, temperature.get(), "the next knob is not learnt");
        knobs.learn("transpose");
        knobs.message(0, 0xB0, 7, 127);
        Await.until("both", () -> contents().equals(Map.of(7, "transpose", 21, "temperature")));
        temperature.set(1);
        knobs().message(0, 0xB0, 21, 0);
        assertEquals(0, temperature.get());
        assertEquals(List.of("Controller 21 turns temperature", "Controller 7 turns transpose"), List.copyOf(news));
        try (var files = Files.list(folder.resolve("settings"))) {
            assertEquals(List.of(file()), files.toList(), "nothing is left beside it");
        }
    }

    @Test
    void whatIsUnlearntIsForgottenForTheNextTimeToo() throws Exception {
        Knobs knobs = knobs();
        knobs.learn("temperature");
        knobs.message(0, 0xB0, 21, 127);
        knobs.map("7=transpose");
        Await.until("the file", () -> contents().equals(Map.of(21, "temperature")));
        assertEquals(new Controls.KnobState("", Map.of(21, "temperature", 7, "transpose")), knobs.shown());
        knobs.unlearn("temperature");
        assertEquals(Map.of(7, "transpose"), knobs.shown().turned());
        Await.until("the file", () -> contents().isEmpty());
        knobs.message(0, 0xB0, 21, 0);
        assertEquals(2, temperature.get());
    }

    private Map<Integer, String> contents() {
        try {
            return KnobMap.read(file());
        } catch (IOException e) {
            return Map.of();
        }
    }

    @Test
    void aBrokenFileIsNamedWithItsPlace() throws IOException {
        Files.createDirectories(file().getParent());
        Map<String, String> broken = Map.of(
                "{\"controllers\": {\"200\": \"temperature\"}}", "controllers: '200' is no controller",
                "{\"controllers\": {\"7\": 3}}", "controllers.7: not the id",
                "[]", "has no object 'controllers'");
        for (Map.Entry<String, String> entry : broken.entrySet()) {
            Files.writeString(file(), entry.getKey());
            String message = assertThrows(IOException.class, this::knobs).getMessage();
            assertTrue(message.startsWith(file().toString()) && message.contains(entry.getValue()), message);
        }
        Files.writeString(file(), "{\"controllers\": ");
        assertThrows(IOException.class, this::knobs);
    }

    @Test
    void aWrongAssignmentIsRefusedWithWhatThereIs() throws IOException {
        Knobs knobs = knobs();
        assertEquals(
                "'tempa' is no parameter; there are: temperature, transpose",
                assertThrows(IOException.class, () -> knobs.map("7=tempa")).getMessage());
        assertEquals(
                "'7' is not like 74=temperature",
                assertThrows(IOException.class, () -> knobs.map("7")).getMessage());
        assertThrows(IOException.class, () -> knobs.map("120=temperature"));
        assertThrows(IOException.class, () -> knobs.learn("tempa"));
    }

    @Test
    void keysTransposeFromMiddleC() {
        Keys keys = new Keys(transpose);
        keys.message(0, 0x90, 62, 80);
        assertEquals(2, transpose.get());
        keys.message(0, 0x90, 55, 0);
        keys.message(0, 0x80, 55, 0);
        assertEquals(2, transpose.get(), "a key that is let go changes nothing");
        keys.message(0, 0x95, 0, 80);
        assertEquals(-36, transpose.get());
    }

    @Test
    void settingsAreWhereEachSystemHasThem() {
        assertEquals(Path.of("/home/ann/.config/lilt"), SettingsFolder.of("Linux", "/home/ann", Map.of()));
        assertEquals(
                Path.of("/tmp/x/lilt"), SettingsFolder.of("Linux", "/home/ann", Map.of("XDG_CONFIG_HOME", "/tmp/x")));
        assertEquals(
                Path.of("/home/ann/.config/lilt"),
                SettingsFolder.of("Linux", "/home/ann", Map.of("XDG_CONFIG_HOME", "here")));
        assertEquals(
                Path.of("/Users/ann/Library/Application Support/Lilt"),
                SettingsFolder.of("Mac OS X", "/Users/ann", Map.of()));
        assertEquals(Path.of("/data/Lilt"), SettingsFolder.of("Windows 11", "/Users/ann", Map.of("APPDATA", "/data")));
    }
}
