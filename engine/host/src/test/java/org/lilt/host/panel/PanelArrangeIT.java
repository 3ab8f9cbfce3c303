package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.LiltProcess;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;
import org.lilt.midi.jack.JackServer;

/** {@code lilt play} with a session, arranged in a real browser: seen in the MIDI that leaves, in the session, and in the replay. */
@Timeout(600)
class PanelArrangeIT {
    private static final int OCTAVE = 12;
    private static final int CHANNEL = 0x0F;

    @TempDir
    private Path folder;

    private LiltProcess lilt;
    private Chromium browser;
    private Tab tab;

    @BeforeEach
    void play() throws Exception {
        PanelBrowserIT.assumeChromium();
        browser = Chromium.start();
    }

    @AfterEach
    void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
        endLilt();
    }

    private void endLilt() throws InterruptedException {
        if (lilt != null) {
            lilt.process.destroy();
            lilt.end();
            lilt = null;
        }
    }

    /** A Lilt that does not touch the settings of whoever runs this. */
    private LiltProcess lilt(String... arguments) throws IOException {
        return LiltProcess.start(
                Map.of("XDG_CONFIG_HOME", folder.resolve("settings").toString()), arguments);
    }

    private void open(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "play",
                "--seed",
                "3",
                "--tempo",
                "400",
                "--record",
                folder.resolve("out.mid").toString()));
        arguments.addAll(Arrays.asList(more));
        lilt = lilt(arguments.toArray(String[]::new));
        tab = browser.open(lilt.behind("Control panel: "));
        Await.until("the preset", () -> tab.text("#preset").equals("nottingham"));
        Await.until("notes", () -> number("document.querySelectorAll('.note').length") > 8);
        tab.press("a");
        Await.until("what there is", () -> number("document.querySelectorAll('#presets li').length") > 3);
    }

    private int number(String expression) {
        return tab.eval(expression).asInt();
    }

    private String parts() {
        return tab.eval(
                        "[...document.querySelectorAll('#parts > li')].map(p => p.dataset.part + '('"
                                + " + [...p.querySelectorAll('.effect')].map(e => e.dataset.effect"
                                + " + (e.querySelector('.tool').ariaPressed === 'true' ? '' : ' off')).join(' ') + ')').join(' ')")
                .asText();
    }

    private void awaitParts(String parts) {
        try {
            Await.until(parts, () -> parts().equals(parts));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; there are " + parts() + "; " + tab.text("#arrange-news"), e);
        }
    }

    private void choose(String selector, String value) {
        tab.eval("document.querySelector('" + selector + "').value = '" + value + "'");
        assertEquals(
                value,
                tab.eval("document.querySelector('" + selector + "').value").asText());
    }

    private void press(String label) {
        assertTrue(
                tab.eval("(() => { const b = document.querySelector('#arrange [aria-label=\"" + label
                                + "\"]'); b?.click(); return !!b; })()")
                        .asBoolean(),
                label);
    }

    private void addEffect(String part, String effect) {
        choose("#effect-for-" + part, effect);
        press("Add the effect to " + part);
    }

    private boolean has(String parameter) {
        return tab.eval("!!document.querySelector('[data-parameter=\"" + parameter + "\"]')")
                .asBoolean();
    }

    @Test
    void effectsPartsAndPresetsAreArrangedWhileTheMusicPlays() throws Exception {
        Path session = folder.resolve("evening.json");
        open("--out", "none", "--session", session.toString());
        addEffect("tune", "octave");
        awaitParts("tune(swing octave)");
        Await.until(
                "its parameters",
                () -> number("document.querySelectorAll('[data-parameter^=\"octave.\"]').length") > 0);
        addEffect("tune", "range");
        awaitParts("tune(swing octave range)");
        press("Range of tune up");
        awaitParts("tune(swing range octave)");
        press("Range of tune");
        awaitParts("tune(swing range off octave)");
        long doubled = played(notes -> doubled(notes) > 10);
        press("Take Octave out of tune");
        awaitParts("tune(swing range off)");
        press("Take Range out of tune");
        awaitParts("tune(swing)");
        assertTrue(doubled > 10, doubled + " notes sound in two octaves");

        choose("#part-choice", "drone");
        tab.eval("document.querySelector('#part-form').requestSubmit()");
        awaitParts("tune(swing) drone()");
        Await.until("the part's level", () -> has("drone.level") && has("tune.temperature"));
        Await.until("the drone on channels of its own", () -> {
            try {
                return MidiFileReader.read(folder.resolve("out.mid")).notes().stream()
                        .anyMatch(n -> n.channel() > 2);
            } catch (IOException e) {
                return false; // it is being written
            }
        });
        press("Part drone up");
        awaitParts("drone() tune(swing)");
        press("Part drone down");
        awaitParts("tune(swing) drone()");

        press("Compare preset nottingham with what is played");
        Await.until(
                "a difference",
                () -> tab.text("#presets [data-preset=nottingham]").contains("parts[1].generator"));
        choose("#save-name", "mine");
        tab.eval("document.querySelector('#save-form').requestSubmit()");
        Await.until(
                "the preset that was saved",
                () -> number("document.querySelectorAll('[data-preset=mine]').length") == 1);
        assertTrue(Files.exists(folder.resolve("settings/lilt/presets/mine.json")));
        choose("#save-name", "trio");
        tab.eval("document.querySelector('#save-form').requestSubmit()");
        Await.until("a refusal", () -> tab.text("#arrange-news").contains("'trio' comes with Lilt"));

        Axe.findsNothing(tab, "arrange");

        press("Play preset trio");
        Await.until("the trio", () -> parts().contains("fiddle"));
        press("Play preset mine");
        awaitParts("tune(swing) drone()");
        press("Take part drone away");
        awaitParts("tune(swing)");
        Await.until("the one part's parameters", () -> has("temperature") && !has("drone.level"));
        played(notes -> true);
        assertEquals(List.of(), tab.complaints);
        Await.until("the session", () -> preset(session).path("parts").size() == 1);
        endLilt();
        aReplayPlaysWhatWasPlayedSinceTheLastParts();
    }

    @Test
    void tunesAreKeptInATunebookAndPlayedFromIt() throws Exception {
        Path settings = folder.resolve("settings/lilt");
        open("--out", "none");
        tab.eval("document.querySelector('#arrange').close()");
        for (int heard = 1; heard <= 2; heard++) {
            int tunes = heard;
            tab.press("n");
            Await.until(
                    "a tune that was heard",
                    () -> number("document.querySelectorAll('.heard-tune .does').length") >= tunes);
            Await.until(
                    "notes of the next",
                    () -> number("document.querySelectorAll('.tune:last-child .note').length") > 4);
        }
        tab.press("h");
        choose("#keep-in", "evening");
        keep(0);
        Await.until("where it is", () -> tab.text("#heard-news").endsWith("evening.abc"));
        keep(1);
        Path book = settings.resolve("tunebooks/evening.abc");
        Await.until("both", () -> numbers(book).equals(List.of("X:1", "X:2")));
        String kept = Files.readString(book);
        assertTrue(kept.startsWith("% played ") && kept.contains("preset nottingham, seed 3, tune "), kept);
        Axe.findsNothing(tab, "heard");

        // What the field does not let pass is refused behind it too.
        tab.eval("document.querySelector('#keep-in').removeAttribute('pattern')");
        for (String name : List.of("../outside", "/tmp/outside", "a/b", "..", "a.abc")) {
            tab.eval("document.querySelector('#heard-news').textContent = ''");
            choose("#keep-in", name);
            keep(0);
            Await.until("a refusal", () -> tab.text("#heard-news").contains("a name is a word of letters"));
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(
                    List.of("evening.abc"),
                    all.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".abc"))
                            .toList());
        }
        assertEquals(kept, Files.readString(book));

        tab.eval("document.querySelector('#heard').close()");
        tab.press("a");
        Await.until(
                "the tunebook among the generators",
                () -> tab.eval(
                                "[...document.querySelector('#part-choice').options].some(o => o.value === 'abc:evening')")
                        .asBoolean());
        choose("#part-choice", "abc:evening");
        tab.eval("document.querySelector('#part-form').requestSubmit()");
        awaitParts("tune(swing) abc()");
        played(notes -> notes.stream().anyMatch(n -> n.channel() > 2));
        assertEquals(List.of(), tab.complaints);
    }

    private void keep(int which) {
        tab.eval("[...document.querySelectorAll('.heard-tune .does button')].filter(b => b.textContent === 'Keep')["
                + which + "].click()");
    }

    private static List<String> numbers(Path book) {
        try {
            return Files.readAllLines(book).stream()
                    .filter(line -> line.startsWith("X:"))
                    .toList();
        } catch (IOException e) {
            return List.of(); // it is not there yet
        }
    }

    private JsonNode preset(Path session) {
        try {
            return new ObjectMapper().readTree(session.toFile()).path("preset");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Wanted {
        boolean hold(List<MidiFile.Note> notes);
    }

    /** Waits until the recording holds some notes since now. */
    private long played(Wanted wanted) throws IOException {
        Path recording = folder.resolve("out.mid");
        int before = MidiFileReader.read(recording).notes().size();
        List<List<MidiFile.Note>> found = new ArrayList<>();
        Await.until("notes in the recording", () -> {
            try {
                List<MidiFile.Note> all = MidiFileReader.read(recording).notes();
                List<MidiFile.Note> since = all.subList(Math.min(before, all.size()), all.size());
                found.add(since);
                return since.size() > 16 && wanted.hold(since);
            } catch (IOException e) {
                return false; // it is being written
            }
        });
        return doubled(found.get(found.size() - 1));
    }

    /** Melody notes that sound together with their octave, which a melody alone never does. */
    private static long doubled(List<MidiFile.Note> notes) {
        return notes.stream()
                .filter(n -> n.channel() == 0)
                .filter(n -> notes.stream()
                        .anyMatch(
                                o -> o.channel() == 0 && o.on() == n.on() && Math.abs(o.pitch() - n.pitch()) == OCTAVE))
                .count();
    }

    private void aReplayPlaysWhatWasPlayedSinceTheLastParts() throws Exception {
        Path again = folder.resolve("again.mid");
        LiltProcess replay =
                lilt("replay", folder.resolve("evening.changes.jsonl").toString(), "-o", again.toString());
        assertEquals(0, replay.end(), replay.said::toString);
        List<MidiFile.Note> replayed = MidiFileReader.read(again).notes();
        List<MidiFile.Note> all = MidiFileReader.read(folder.resolve("out.mid")).notes();
        assertTrue(replayed.size() > 20, replayed.size() + " notes");
        assertEquals(all.subList(all.size() - replayed.size(), all.size()), replayed);
        LiltProcess presets = lilt("presets");
        assertEquals(0, presets.end(), presets.said::toString);
        assertTrue(
                presets.said.stream().anyMatch(line -> line.startsWith("mine ")),
                "the preset that was saved is listed");
    }

    @Test
    void theDestinationIsChosenAndALostOneIsShownWithAWayBack() throws Exception {
        JackServer.assumeInstalled();
        try (JackServer server = new JackServer(256)) {
            open("--out", "none");
            Await.until(
                    "jack among the destinations",
                    () -> tab.eval("[...document.querySelector('#out-choice').options].some(o => o.value === 'jack')")
                            .asBoolean());
            choose("#out-choice", "jack");
            tab.eval("document.querySelector('#out-form').requestSubmit()");
            Await.until("to play into JACK", () -> tab.text("#destination").startsWith("jack"));
            played(notes -> true);
            server.kill();
            Await.until("the loss", () -> !tab.text("#out-trouble").isEmpty());
            assertTrue(
                    tab.eval("!document.querySelector('#out-trouble').hidden").asBoolean());
            played(notes -> true); // it goes on in silence
            choose("#out-choice", "none");
            tab.eval("document.querySelector('#out-form').requestSubmit()");
            Await.until(
                    "no trouble",
                    () -> tab.eval("document.querySelector('#out-trouble').hidden")
                            .asBoolean());
            played(notes -> true);
            assertEquals(List.of(), tab.complaints);
        }
    }
}
