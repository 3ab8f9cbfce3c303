package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.LiltProcess;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;

/** {@code lilt play} as a person starts it, with its own preset, seen and driven in a real browser. */
class PanelPlayIT {
    private static final int TEMPO = 0x51;

    @TempDir
    private Path folder;

    @Test
    void whatThePageDoesIsInTheRecordingOfTheRun() throws IOException, InterruptedException {
        PanelBrowserIT.assumeChromium();
        Path recording = folder.resolve("out.mid");
        try (Chromium browser = Chromium.start();
                LiltProcess lilt = LiltProcess.start(
                        "play", "--out", "none", "--seed", "3", "--seconds", "100", "--record", recording.toString())) {
            Tab tab = browser.open(lilt.behind("Control panel: "));
            Await.until("the preset", () -> tab.text("#preset").equals("nottingham"));
            assertTrue(tab.text("#destination").contains("none"), tab.text("#destination"));
            assertTrue(tab.text("#recording").contains("out.mid"), tab.text("#recording"));
            Await.until(
                    "notes",
                    () -> tab.eval("document.querySelectorAll('.abcjs-note, .note').length")
                                    .asInt()
                            > 8);
            takeScreenshots(tab);
            tab.eval("document.querySelector('#slider-tempo').focus()");
            tab.press("End");
            Await.until(
                    "the tempo",
                    () -> tab.eval("document.querySelector('#value-tempo').value")
                            .asText()
                            .equals("400"));
            tab.press("n");
            Await.until("the second tune", () -> tab.text("#tune").equals("2"));
            Await.until(
                    "its text",
                    () -> tab.eval("document.querySelectorAll('.tune').length").asInt() == 2);
            Await.until(
                    "its notes",
                    () -> tab.eval("document.querySelectorAll('.tune:last-child .note').length")
                                    .asInt()
                            > 4);
            whatIsWishedOfTheNextTuneIsWritten(tab);
            whatWasHeardIsHeardAgain(tab);
            aTuneGoesOnFromTypedBars(tab);
            assertEquals(List.of(), tab.complaints);
            lilt.process.destroy();
            lilt.end();
        }
        MidiFile played = MidiFileReader.read(recording);
        assertTrue(played.notes().size() > 8, played.notes().toString());
        assertTrue(played.tracks().stream().flatMap(List::stream).anyMatch(PanelPlayIT::isFastest), "no tempo of 400");
    }

    /** As where the folder for temporary files may not hold programs. */
    @Test
    void thePageIsServedWhereNoNativeLibraryMayBeLoaded() throws Exception {
        String none = "-Djna.nounpack=true -Djna.nosys=true -Djna.boot.library.path=/none";
        try (LiltProcess lilt = LiltProcess.start(Map.of("JAVA_TOOL_OPTIONS", none), "play", "--out", "none")) {
            // An offer of HTTP/2 is taken for a socket of a page elsewhere.
            HttpRequest page = HttpRequest.newBuilder(URI.create(lilt.behind("Control panel: ")))
                    .version(HttpClient.Version.HTTP_1_1)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            HttpResponse<Void> answer = HttpClient.newHttpClient().send(page, HttpResponse.BodyHandlers.discarding());
            assertEquals(200, answer.statusCode());
            lilt.process.destroy();
            lilt.end();
            assertFalse(lilt.said.toString().contains("Error"), lilt.said.toString());
        }
    }

    private static void choose(Tab tab, String id, String choice) {
        tab.eval("(() => { const s = document.querySelector('#value-" + id
                + "'); s.value = [...s.options].find(o => o.text === '" + choice
                + "').value; s.dispatchEvent(new Event('change')); })()");
    }

    private static void awaitTitle(Tab tab, String title) {
        Await.until(title, () -> tab.text("#tunes .tune:last-child .title").equals(title));
    }

    private static void whatIsWishedOfTheNextTuneIsWritten(Tab tab) {
        choose(tab, "next_type", "waltz");
        choose(tab, "next_meter", "3/4");
        choose(tab, "next_key", "Em");
        Await.until(
                "the wishes",
                () -> tab.eval("document.querySelector('#value-next_key').selectedOptions[0].text === 'Em'")
                        .asBoolean());
        tab.press("n");
        awaitTitle(tab, "Waltz in E minor · 3/4");
        assertEquals(3, tab.eval("document.querySelectorAll('.tune').length").asInt(), "the very next tune");
        // It was written ahead of playing, and another seed would have it never heard.
        Await.until("tunes that were heard", () -> Integer.parseInt(tab.text("#heard-count")) >= 3);
        tab.press("r"); // what is repeated begins with the same
        Await.until(
                "the switch",
                () -> tab.eval("document.querySelector('#value-repeat').checked")
                        .asBoolean());
        choose(tab, "next_type", "any");
        choose(tab, "next_meter", "any");
        choose(tab, "next_key", "any");
        tab.press("r");
        tab.eval("document.querySelector('#seed').focus()"); // from then on the page leaves it to the hand
        tab.type("7");
        tab.press("Enter");
        Await.until(
                "the seed",
                () -> tab.eval("document.querySelector('#seed').value").asText().equals("7"));
    }

    private static void whatWasHeardIsHeardAgain(Tab tab) {
        tab.click("#heard-open", 1);
        String waltz =
                "[...document.querySelectorAll('.heard-tune')].find(t => t.querySelector('.title').textContent === 'Waltz in E minor')";
        Await.until("the waltz", () -> tab.eval("!!" + waltz).asBoolean());
        tab.eval(waltz + ".querySelector('.like').click()");
        Await.until(
                "that it is liked",
                () -> tab.eval(waltz + ".querySelector('.like').ariaPressed === 'true'")
                        .asBoolean());
        tab.eval(waltz + ".querySelector('.does button').click()");
        awaitTitle(tab, "Waltz in E minor · 3/4");
    }

    private static void aTuneGoesOnFromTypedBars(Tab tab) {
        tab.press("h");
        tab.click("#draft", 1);
        tab.eval("document.querySelector('#draft').value = 'R:reel\\nM:4/4\\nL:1/8\\nK:A\\nABcd efga|AB|ABcd efga|'");
        tab.eval("document.querySelector('#draft').dispatchEvent(new Event('input'))");
        Await.until("what is odd", () -> tab.text("#draft-remarks").contains("line 5, column 13: bar is shorter"));
        tab.eval("document.querySelector('#draft').value = 'R:reel\\nM:4/4\\nL:1/8\\nK:A\\nABcd efga|'");
        tab.eval("document.querySelector('#draft').dispatchEvent(new Event('input'))");
        Await.until("nothing odd", () -> tab.text("#draft-remarks").equals("8 notes, nothing odd"));
        tab.click("#draft-play", 1);
        awaitTitle(tab, "Reel in A major · 4/4");
        Await.until("the bars", () -> tab.text("#tunes .tune:last-child").contains("ABcd efga|"));
    }

    /** 400 quarter notes a minute: 150,000 microseconds each. */
    private static boolean isFastest(MidiFile.Event event) {
        byte[] micros = event.content();
        return event.isMeta(TEMPO)
                && ((micros[0] & 0xFF) << 16 | (micros[1] & 0xFF) << 8 | micros[2] & 0xFF) == 150_000;
    }

    /** For a person to look at: what a test can say of beauty is little. */
    private static void takeScreenshots(Tab tab) throws IOException {
        Path target = Files.createDirectories(Path.of("target", "screenshots"));
        for (boolean dark : new boolean[] {false, true}) {
            tab.screen(390, 844, 2, true, dark);
            tab.screenshot(target.resolve(dark ? "phone-dark.png" : "phone-light.png"));
            tab.screen(1280, 800, 1, false, dark);
            tab.screenshot(target.resolve(dark ? "desktop-dark.png" : "desktop-light.png"));
        }
    }
}
