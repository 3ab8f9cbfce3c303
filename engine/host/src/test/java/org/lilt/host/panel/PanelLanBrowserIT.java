package org.lilt.host.panel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The panel in the network in a real browser: the invitation on this machine, and what a phone does with it. */
class PanelLanBrowserIT {
    private static Chromium browser;
    private Music music;
    private Panel panel;
    private String url;

    @BeforeAll
    static void startBrowser() throws IOException {
        PanelLanTest.assumeNetwork();
        PanelBrowserIT.assumeChromium();
        browser = Chromium.start();
    }

    @AfterAll
    static void endBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        music = Music.playing();
        panel = Panel.open(music, 0, true, true);
        url = panel.invitation().orElseThrow().url();
    }

    @AfterEach
    void close() {
        browser.closePages();
        panel.close();
        music.close();
        assertEquals(List.of(), music.errors);
    }

    @Test
    void aPhoneOpensTheAddressAndPlaysAndPauses() {
        Tab tab = browser.open(url);
        tab.screen(390, 844, 2, true, false);
        Await.until("the page", () -> tab.text("#connection").equals("live"));
        String page = url.substring(0, url.indexOf('?'));
        assertEquals(page, tab.eval("location.href").asText());
        assertEquals("", tab.eval("document.cookie").asText());
        assertFalse(tab.eval("document.documentElement.outerHTML").asText().contains("token"));
        assertEquals(
                0,
                tab.eval("document.querySelectorAll('#phone, #phone-open').length")
                        .asInt());
        music.await("a note", Music.Sent::noteOn);
        tab.click("#pause", 1);
        Await.until("silence", () -> music.status().paused());
        Await.until("the button", () -> tab.text("#pause-label").equals("Play"));
        tab.click("#pause", 1);
        Await.until("music", () -> !music.status().paused());
        tab.visit(page); // by the cookie
        Await.until("the page", () -> tab.text("#connection").equals("live"));
        assertEquals(List.of(), tab.complaints);
    }

    @Test
    void aPageFromElsewhereMayLinkToItAndDoNoMore() throws IOException {
        String page = url.substring(0, url.indexOf('?'));
        byte[] html = ("<!doctype html><title>Elsewhere</title><a href='" + page + "'>music</a>").getBytes(UTF_8);
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        elsewhere.start();
        try {
            Tab tab = browser.open(url);
            Await.until("the page", () -> tab.text("#connection").equals("live"));
            tab.visit("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/");
            Await.until("the page's end", () -> panel.pages().count() == 0);
            for (String attempt : List.of(
                    "const s = new WebSocket('" + page.replace("http", "ws")
                            + "live'); s.onopen = did; s.onerror = not",
                    "fetch('" + page + "', {credentials: 'include'}).then(did, not)",
                    "fetch('" + page + "', {mode: 'no-cors', credentials: 'include'}).then(did, not)",
                    "const s = document.createElement('script'); s.src = '" + page
                            + "panel.js'; s.onload = did; s.onerror = not; document.head.append(s)")) {
                assertEquals(
                        "refused",
                        tab.eval("new Promise(r => { const did = () => r('done'), not = () => r('refused'); " + attempt
                                        + "; })")
                                .asText(),
                        attempt);
            }
            assertEquals(0, panel.pages().count());
            tab.click("a", 1);
            Await.until(
                    "the page",
                    () -> tab.eval("document.querySelector('#connection')?.textContent === 'live'")
                            .asBoolean());
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void whoHasNoTokenSeesNothing() {
        Tab tab = browser.open(url.substring(0, url.indexOf('?')));
        assertTrue(tab.text("body").startsWith("The panel opens by the address with the token"), tab.text("body"));
        assertEquals(0, panel.pages().count());
    }

    @Test
    void thisMachineShowsTheCodeInADialog() throws IOException {
        Tab tab = browser.open(panel.url());
        tab.screen(1280, 800, 1, false, false);
        Await.until("the page", () -> tab.text("#connection").equals("live"));
        tab.eval("document.querySelector('#phone-open').focus()");
        tab.press("Enter");
        Await.until(
                "the dialog",
                () -> tab.eval("document.querySelector('#phone').open").asBoolean());
        Await.until(
                "the code",
                () -> tab.eval("document.querySelector('#phone img').naturalWidth > 0")
                        .asBoolean());
        assertEquals(url, tab.text("#phone-address"));
        tab.press("n"); // no command while the dialog is open
        Axe.findsNothing(tab, "lan");
        tab.press("Escape");
        Await.until(
                "its end",
                () -> !tab.eval("document.querySelector('#phone').open").asBoolean());
        assertEquals("phone-open", tab.eval("document.activeElement.id").asText());
        assertEquals(1, music.status().tune());
        assertEquals(0, music.sent.stream().filter(m -> m.data1() == 123).count());
        assertEquals(List.of(), tab.complaints);
    }
}
