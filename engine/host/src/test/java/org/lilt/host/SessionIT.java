package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.control.Mappings;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.jack.JackDestination;
import org.lilt.midi.jack.JackServer;

/** Sessions of a real process, which is killed. */
class SessionIT {
    @TempDir
    Path folder;

    private Process lilt(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Lilt.class.getName(),
                "play",
                "--no-panel",
                "--session",
                session().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    private Path session() {
        return folder.resolve("s.json");
    }

    private String ended(Process process) throws Exception {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        String said = Files.readString(folder.resolve("said.txt"));
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    @Test
    void aSessionGoesOnAfterItWasKilledAndAfterItWasEnded() throws Exception {
        Process first = lilt("--preset", "trio", "--out", "none", "--seed", "8", "--tempo", "400");
        for (int i = 0; i < 400; i++) {
            Thread.sleep(100);
            if (Files.exists(session())
                    && !SessionFile.read(session()).history().isEmpty()) {
                break;
            }
        }
        first.destroyForcibly().waitFor();
        SessionFile killed = SessionFile.read(session());
        assertEquals(1, killed.history().size());
        assertTrue(
                killed.history().get(0).abc().contains("\nK:"),
                killed.history().get(0).abc());
        assertEquals(400, killed.preset().parametersOrEmpty().get("tempo"));
        assertEquals(
                List.of("fiddle", "drone", "bodhran"),
                killed.preset().parts().stream().map(PartSetting::name).toList());

        ended(lilt("--seconds", "2"));
        SessionFile again = SessionFile.read(session());
        assertEquals(8, again.preset().seed());
        assertEquals(2, again.history().size(), "the tune that was cut short is begun again");
        assertEquals(2, again.history().get(1).number());
        String before = killed.history().get(0).abc();
        String after = again.history().get(1).abc();
        int common = Math.min(before.length(), after.length());
        assertTrue(common > 20);
        assertEquals(before.substring(0, common), after.substring(0, common), "and is the same");

        ended(lilt("--seconds", "2", "--like", "1"));
        String like = SessionFile.read(session()).history().get(2).abc();
        String begins = before.substring(0, before.indexOf('|', before.indexOf("\nK:")) + 1);
        assertTrue(like.startsWith(begins), like);
        Path file = folder.resolve("saved.abc");
        Run saved = Run.lilt("history", session().toString(), "--save", "1", "-o", file.toString());
        assertEquals(0, saved.status(), saved.err());
        assertTrue(Files.readString(file).startsWith("X:1\n"), Files.readString(file));
        Run none = Run.lilt("history", session().toString(), "--save", "9");
        assertEquals(
                "lilt history: " + session() + ": has no tune 9", none.err().strip());
        Run twice = Run.lilt("play", "--session", session().toString(), "--preset", "jigs");
        assertEquals(1, twice.status());
    }

    @Test
    void theLastRunOfASessionReplaysToTheSameNotes() throws Exception {
        Path live = folder.resolve("live.mid");
        ended(lilt("--preset", "trio", "--out", "none", "--seed", "8", "--seconds", "4", "--record", live.toString()));
        Path again = folder.resolve("again.mid");
        Run replay = Run.lilt("replay", folder.resolve("s.changes.jsonl").toString(), "-o", again.toString());
        assertEquals(0, replay.status(), replay.err());
        assertArrayEquals(Files.readAllBytes(live), Files.readAllBytes(again));
        assertTrue(Files.size(live) > 400, "bytes: " + Files.size(live));
    }

    @Test
    @Timeout(120)
    void knobsTurnInTheNextRunWhatTheyTurnedInTheLast() throws Exception {
        JackServer.assumeInstalled();
        try (JackServer server = new JackServer(128)) {
            ended(lilt(
                    "--preset", "trio", "--out", "none", "--seconds", "1", "--control", "jack", "--map", "74=tempo"));
            assertEquals(
                    new Mappings("jack", null, Map.of(74, "tempo")),
                    SessionFile.read(session()).mappings());
            Process again = lilt("--seconds", "5");
            try (JackDestination knobs = turnable(again)) {
                knobs.send(knobs.clock().now(), ShortMessages.CONTROL, 74, 127);
                ended(again);
            }
            double tempo =
                    SessionFile.read(session()).preset().parametersOrEmpty().get("tempo");
            assertEquals(PlaySession.tempoParameter().maximum(), tempo);

            Process without = lilt("--seconds", "1");
            server.kill();
            ended(without);
            String said = ended(lilt("--seconds", "1"));
            assertTrue(said.contains("The session's input jack is not opened: "), said);
            assertEquals("jack", SessionFile.read(session()).mappings().control());
        }
    }

    /** Connected to a process as soon as it listens. */
    private static JackDestination turnable(Process process) throws Exception {
        while (true) {
            if (JackDestination.inputs().stream().anyMatch(i -> i.contains("lilt-control"))) {
                return JackDestination.open("lilt-control");
            }
            assertTrue(process.isAlive(), "it has not opened its input");
            Thread.sleep(100);
        }
    }
}
