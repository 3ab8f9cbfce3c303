package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.host.report.History;
import org.lilt.host.report.Page;
import org.lilt.host.report.Report;
import org.lilt.host.report.Scores;

/** The report in a real Chromium: drawn, within its own policy, and with nothing fetched, whatever its tunes say. */
class ReportBrowserIT {
    private static final String EVIL =
            "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script><svg onload=alert(1)>";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Chromium browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void startBrowser() throws IOException {
        PanelBrowserIT.assumeChromium();
        browser = Chromium.start();
    }

    @AfterAll
    static void endBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private Tab open(String... tunes) throws IOException {
        ObjectNode configuration = JSON.createObjectNode();
        configuration.putObject("data").put("source", EVIL);
        configuration.putObject("training").put("command", EVIL).put("settings", EVIL);
        History history = new History(
                List.of(new History.Epoch(1, 3.5, 3.25, 5000, 0.002), new History.Epoch(2, 2.5, 2.0, 5100, 0.001)));
        ObjectNode scores = Scores.ofSampled(List.of(tunes), List.of());
        Report report = new Report(
                EVIL,
                EVIL,
                EVIL,
                configuration,
                history,
                JSON.createObjectNode().put("temperature", 0.8),
                List.of(EVIL),
                JSON.createObjectNode().put("bits_per_character", 1.5),
                scores,
                scores,
                List.of(tunes));
        Path page = Files.writeString(folder.resolve("report.html"), Page.of(report));
        return browser.open(page.toUri().toString());
    }

    @Test
    void theTunesAreDrawnAndNothingIsFetchedOrComplainedAbout() throws IOException {
        Tab tab = open("X:1\nM:4/4\nL:1/4\nK:G\n\"G\"GABc|d4|\n\n", "X:2\nM:3/4\nL:1/4\nK:D\nDEF|\n\n");
        if (Page.class.getResource("/panel/abcjs.js") != null) {
            assertEquals(
                    8,
                    tab.eval("document.querySelectorAll('.staff .abcjs-note').length")
                            .asInt());
        }
        assertEquals(
                3, tab.eval("document.querySelectorAll('figure svg').length").asInt());
        assertEquals(List.of(), tab.complaints);
        assertTrue(
                tab.requests.stream()
                        .allMatch(url -> url.startsWith(folder.toUri().toString()) || url.equals("data:,")),
                tab.requests.toString());
    }

    @Test
    void markupInTunesStaysText() throws IOException {
        Tab tab = open("X:1\nR:" + EVIL + "\nT:" + EVIL + "\nM:4/4\nL:1/4\nK:C\n\"" + EVIL.replace("\"", "'")
                + "\"CDEF|" + EVIL + "|\nw:" + EVIL + "\n%%text " + EVIL + "\n</pre></script><b>bold</b>|C|\n\n");
        assertEquals(EVIL + " \u00b7 Lilt", tab.eval("document.title").asText());
        assertEquals(
                0,
                tab.eval("document.querySelectorAll('img, b, svg[onload], body :not(body) > script').length")
                        .asInt());
        assertTrue(tab.text(".abc").contains("</pre></script><b>bold</b>|C|"));
        assertTrue(tab.requests.stream().noneMatch(url -> url.endsWith("/x")), tab.requests.toString());
    }

    @Test
    void aPhoneSeesItWholeAndAnAccessibilityCheckerFindsNothing() throws IOException {
        Tab tab = open("X:1\nM:4/4\nL:1/4\nK:G\n" + "\"G\"GABc|".repeat(12) + "\n\n");
        Axe.findsNothing(tab, "report");
    }
}
