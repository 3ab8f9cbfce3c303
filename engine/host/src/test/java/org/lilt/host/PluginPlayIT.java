package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example project's jar, found and played by Lilt as its README says, in a process with an empty home. */
class PluginPlayIT {
    @TempDir
    Path home;

    private static Path jar() throws Exception {
        return Path.of(org.example.bells.Bells.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private String lilt(int status, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Duser.home=" + home,
                Lilt.class.getName()));
        command.addAll(List.of(arguments));
        Path said = home.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("LILT_PLUGIN_PATH", System.getProperty("jar.of.example"));
        builder.environment().remove("XDG_CACHE_HOME");
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(status, process.exitValue(), text);
        return text;
    }

    private void usesExample() throws Exception {
        System.setProperty("jar.of.example", jar().toString());
        assertTrue(Files.isRegularFile(jar()), jar() + " is no jar: run by mvn verify");
    }

    private static long notesIn(Path file) throws Exception {
        long notes = 0;
        for (Track track : MidiSystem.getSequence(file.toFile()).getTracks()) {
            for (int i = 0; i < track.size(); i++) {
                notes += track.get(i).getMessage() instanceof ShortMessage m && m.getCommand() == ShortMessage.NOTE_ON
                        ? 1
                        : 0;
            }
        }
        return notes;
    }

    @Test
    void theExampleIsListed() throws Exception {
        usesExample();
        String list = lilt(0, "plugins", "--json");
        assertTrue(list.contains("\"id\" : \"org.example.bells\""), list);
        assertTrue(Files.isRegularFile(home.resolve(".cache/lilt/plugins.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--parts=1", "--isolate"})
    void theExampleSoundsAlsoInAProcessOfItsOwn(String option) throws Exception {
        usesExample();
        Path preset = Path.of("..", "plugin-api", "example", "bells.json");
        Path file = home.resolve("bells.mid");
        String said = lilt(
                0,
                "play",
                "--preset",
                preset.toString(),
                "--no-panel",
                option,
                "--out",
                "none",
                "--seconds",
                "4",
                "--seed",
                "1",
                "--record",
                file.toString());
        long notes = notesIn(file);
        assertTrue(notes > 8, notes + " notes; " + said);
    }
}
