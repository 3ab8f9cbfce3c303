package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.LiltProcess;
import org.lilt.host.Replays;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;

/**
 * Every control that the page draws changes what is played. All are turned while {@code lilt play} plays and records, with every generator and effect that comes
 * with it; then the run is replayed without what was done to one of them, which must sound other than what was recorded. A control that is new is tested too.
 */
@Timeout(300)
class PanelControlsIT {
    /** How long each is turned: one of the short tunes and the rest behind it, at the fastest tempo. */
    private static final long TURNED_MILLIS = 1_000;

    private static final int RUNS = 3;

    /** What the parts have one another's notes unheard by: it is turned first, that of all at the same time. */
    private static final List<String> HEARD = List.of("level", "mute", "solo");

    /** What is heard where a tune ends of itself, and what takes it there soon. */
    private static final List<String> UNTIL_THE_END = List.of("tempo", "net.breath", "net.repeat");

    /** Where the far end of the range would change nothing, or make the music stop for long. */
    private static final Map<String, Number> VALUES = Map.of(
            "net.top_k", 1.0, "chain.temperature", 0.0, "tune.breath", 4.0, "other.breath", 4.0, "chain.breath", 4.0);

    private static final String TUNES = """
            X:1
            M:2/4
            L:1/8
            K:G
            "G"GABc|"D"dFAd|

            X:2
            M:2/4
            L:1/8
            K:G
            "C"egce|"G"B2Gd|

            X:3
            M:2/4
            L:1/8
            K:G
            "Am"A2cB|"G"dBG2|
            """;

    private static final String PRESET = """
            {"format": 2, "name": "all", "description": "Everything", "parameters": {"tempo": 40}, "parts": [
              {"name": "net", "generator": "lstm", "model": "nottingham", "parameters": {"temperature": 0.8}, "effects": [
                {"effect": "humanise"}, {"effect": "map", "parameters": {"program": 10}}]},
              {"name": "tune", "generator": "abc", "tunes": ["tunes.abc"], "effects": [
                {"effect": "quantise", "parameters": {"scale": "minor"}}, {"effect": "transpose", "parameters": {"semitones": 3}}, {"effect": "harmonise"},
                {"effect": "strum", "parameters": {"spread": 40}}]},
              {"name": "other", "generator": "abc", "tunes": ["tunes.abc"], "effects": [
                {"effect": "range", "parameters": {"lowest": 70, "highest": 81}}, {"effect": "octave"},
                {"effect": "arpeggio"}, {"effect": "swing"}]},
              {"name": "chain", "generator": "markov", "tunes": ["tunes.abc"], "parameters": {"order": 2}, "effects": [
                {"effect": "ornament", "parameters": {"density": 100}}, {"effect": "echo"}]},
              {"name": "drone", "generator": "drone", "follows": "tune"},
              {"name": "bodhran", "generator": "bodhran", "follows": "tune"}]}
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    /** What a hand that turns for a moment changes depends on the moment: what was not heard in one run may be in the next. */
    @Test
    void everyControlChangesWhatIsPlayed() throws Exception {
        PanelBrowserIT.assumeChromium();
        List<String> unheard = changedNothing(Files.createDirectory(folder.resolve("1")));
        for (int run = 2; run <= RUNS && !unheard.isEmpty(); run++) {
            unheard = new ArrayList<>(unheard);
            unheard.retainAll(changedNothing(Files.createDirectory(folder.resolve("" + run))));
        }
        assertEquals(List.of(), unheard, "controls that change nothing");
    }

    /** Plays, turns every control, and finds those without which the same would have been played. */
    private static List<String> changedNothing(Path folder) throws Exception {
        Path recording = folder.resolve("out.mid");
        Files.writeString(folder.resolve("tunes.abc"), TUNES);
        Path preset = Files.writeString(folder.resolve("all.json"), PRESET);
        List<String> turned;
        try (Chromium browser = Chromium.start();
                LiltProcess lilt = LiltProcess.start(
                        Map.of("XDG_CONFIG_HOME", folder.toString()),
                        "play",
                        "--preset",
                        preset.toString(),
                        "--seed",
                        "17", // whose first tune is short, and not over before the page is there
                        "--out",
                        "none",
                        "--session",
                        folder.resolve("s.json").toString(),
                        "--record",
                        recording.toString())) {
            Tab tab = browser.open(lilt.behind("Control panel: "));
            Await.until("the controls", () -> !controls(tab).isEmpty());
            turned = controls(tab);
            UNTIL_THE_END.forEach(control -> tab.eval(turn(control)));
            Await.until("the end of the first tune", () -> tab.text("#tune").equals("2"));
            UNTIL_THE_END.stream().skip(1).forEach(control -> tab.eval(turnBack(control)));
            for (List<String> round : rounds(turned)) {
                round.forEach(control -> tab.eval(turn(control)));
                tab.eval("new Promise(requestAnimationFrame).then(() => true)"); // with which the values are sent
                tab.press("n"); // between tunes nothing is heard
                Thread.sleep(TURNED_MILLIS);
                round.forEach(control -> tab.eval(turnBack(control)));
            }
            assertEquals(List.of(), tab.complaints);
            lilt.process.destroy();
            lilt.end();
        }
        List<String> changes = Files.readAllLines(folder.resolve("s.changes.jsonl"));
        List<MidiFile.Note> played = MidiFileReader.read(recording).notes();
        assertTrue(played.size() > 500, played.size() + " notes");
        Replays.Played again = Replays.of(changes);
        assertArrayEquals(Files.readAllBytes(recording), again.midi(), "the replay is not what was played");
        return turned.parallelStream()
                .filter(control -> soundsWithoutTurning(control, changes, again.heard()))
                .toList();
    }

    private static boolean soundsWithoutTurning(String control, List<String> changes, List<Replays.Heard> heard) {
        String turn = "\"parameter\":\"" + inChanges(control) + "\"";
        List<String> others =
                changes.stream().filter(line -> !line.contains(turn)).toList();
        assertFalse(others.size() == changes.size(), control + " was not turned");
        try {
            return Replays.sound(others, heard);
        } catch (Exception e) {
            throw new AssertionError(control, e);
        }
    }

    /** What the file of changes calls a control: effects have numbers there. */
    private static String inChanges(String control) {
        String[] words = control.split("\\.");
        if (words.length == 1 || HEARD.contains(words[1])) {
            return control;
        }
        if (words.length == 2) {
            return words[0] + ".generator." + words[1];
        }
        JsonNode effects = StreamSupport.stream(preset().path("parts").spliterator(), false)
                .filter(part -> part.path("name").asText().equals(words[0]))
                .findFirst()
                .orElseThrow()
                .path("effects");
        int number = effects.findValuesAsText("effect").indexOf(words[1]);
        return words[0] + ".effects[" + number + "]." + words[2];
    }

    private static JsonNode preset() {
        try {
            return new ObjectMapper().readTree(PRESET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> controls(Tab tab) {
        JsonNode all = tab.eval("[...document.querySelectorAll('[data-parameter]')].map(c => c.dataset.parameter)");
        return StreamSupport.stream(all.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Controls of different parts are turned at the same time: each is heard in its own. */
    private static List<List<String>> rounds(List<String> controls) {
        Map<String, List<String>> byPart = new TreeMap<>();
        for (String control : controls) {
            int dot = control.indexOf('.');
            String part = dot < 0 ? "drone" : control.substring(0, dot); // which has few of its own
            if (!UNTIL_THE_END.contains(control)) {
                List<String> ofPart = byPart.computeIfAbsent(part, p -> new ArrayList<>());
                ofPart.add(HEARD.contains(control.substring(dot + 1)) ? 0 : ofPart.size(), control);
            }
        }
        List<List<String>> rounds = new ArrayList<>();
        for (List<String> ofPart : byPart.values()) {
            for (int i = 0; i < ofPart.size(); i++) {
                if (i == rounds.size()) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(i).add(ofPart.get(i));
            }
        }
        return rounds;
    }

    /** As a hand does: the other position of a switch, another choice, the far end of a slider. */
    private static String turn(String control) {
        String value = VALUES.containsKey(control)
                ? VALUES.get(control).toString()
                : "s.matches('.select') ? (Number(s.value) || s.options.length) - 1"
                        + " : s.value * 2 > Number(s.min) + Number(s.max) ? s.min : s.max";
        return "(() => { const c = document.querySelector('[data-parameter=\"" + control + "\"]');"
                + " const s = c.querySelector('.slider, .select, .switch'); c.before = s.value;"
                + " if (s.matches('.switch')) { s.click(); return; }"
                + " s.value = " + value + ";"
                + " s.dispatchEvent(new Event(s.matches('.select') ? 'change' : 'input')); })()";
    }

    private static String turnBack(String control) {
        return "(() => { const c = document.querySelector('[data-parameter=\"" + control + "\"]');"
                + " const s = c.querySelector('.slider, .select, .switch');"
                + " if (s.matches('.switch')) { s.click(); return; }"
                + " s.value = c.before; s.dispatchEvent(new Event(s.matches('.select') ? 'change' : 'input')); })()";
    }
}
