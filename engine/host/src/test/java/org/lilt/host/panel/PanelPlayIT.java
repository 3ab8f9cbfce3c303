package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        Process lilt = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.lilt.host.Lilt",
                        "play",
                        "--out",
                        "none",
                        "--seed",
                        "3",
                        "--seconds",
                        "100",
                        "--record",
                        recording.toString())
                .redirectErrorStream(true)
                .start();
        try (Chromium browser = Chromium.start()) {
            Tab tab = browser.open(addressSaidBy(lilt));
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
            assertEquals(List.of(), tab.complaints);
        } finally {
            lilt.destroy();
            lilt.waitFor(10, TimeUnit.SECONDS);
        }
        MidiFile played = MidiFileReader.read(recording);
        assertTrue(played.notes().size() > 8, played.notes().toString());
        assertTrue(played.tracks().stream().flatMap(List::stream).anyMatch(PanelPlayIT::isFastest), "no tempo of 400");
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

    private static String addressSaidBy(Process lilt) throws IOException {
        BufferedReader said = lilt.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            int at = line.indexOf("http://");
            if (at >= 0) {
                return line.substring(at).trim();
            }
        }
        throw new AssertionError("lilt play ended without a panel");
    }
}
