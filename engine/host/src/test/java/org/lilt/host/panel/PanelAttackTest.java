package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who means harm would try, tried. */
class PanelAttackTest {
    private static final List<Throwable> BUGS = new CopyOnWriteArrayList<>();
    private static Thread.UncaughtExceptionHandler handlerBefore;

    private static Music music;
    private static Panel panel;

    @BeforeAll
    static void open() throws IOException {
        handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> BUGS.add(bug));
        music = Music.playing();
        panel = Panel.open(music, 0, true);
    }

    @AfterAll
    static void close() {
        panel.close();
        music.close();
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
    }

    @BeforeEach
    void resetWhatPagesTurn() {
        music.parameter("tempo").set(400);
    }

    @AfterEach
    void theMusicPlaysOnAndNothingHasFailed() {
        music.await("music after the attack", m -> m.noteOn() || m.noteOff());
        Await.until("the end of the pages", () -> panel.pages().count() == 0);
        assertEquals(List.of(), BUGS);
        assertEquals(List.of(), music.errors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:PORT",
                "Host: localhost.evil.example:PORT",
                "Host: localhost",
                "Host: localhost:1",
                "Host: 127.0.0.1.nip.io:PORT",
                "Host: evil.example@localhost:PORT",
                "Host: localhost:PORT\r\nHost: evil.example",
                "Host: ",
                "X-Forwarded-Host: localhost:PORT",
            })
    void aNameThatWasReboundToThisMachineIsTurnedAway(String header) throws IOException {
        String lines = header.replace("PORT", Integer.toString(panel.port()));
        String page = RawHttp.exchange(panel.port(), "GET / HTTP/1.1", lines);
        assertTrue(page.startsWith("HTTP/1.1 403") || page.startsWith("HTTP/1.1 400"), page);
        assertFalse(page.contains("<title>Lilt"), page);
        String socket = RawHttp.upgrade(panel.port(), "Origin: http://localhost:" + panel.port(), lines);
        assertTrue(socket.startsWith("HTTP/1.1 403") || socket.startsWith("HTTP/1.1 400"), socket);
    }

    @Test
    void anAbsoluteRequestLineDoesNotStandInForTheHost() throws IOException {
        String page = RawHttp.exchange(
                panel.port(), "GET http://localhost:" + panel.port() + "/ HTTP/1.1", "Host: evil.example");
        assertFalse(page.contains("<title>Lilt"), page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: https://localhost:PORT",
                "Origin: http://localhost",
                "Origin: http://localhost:1",
                "Origin: http://localhost:PORT.evil.example",
                "Origin: http://localhost:PORT\r\nOrigin: http://evil.example",
                "Origin: null",
                "Origin: file://",
                "Origin: ",
                "X-Origin: none at all",
            })
    void aPageFromElsewhereGetsNoSocket(String header) throws IOException {
        String lines = header.replace("PORT", Integer.toString(panel.port()));
        String answer = RawHttp.upgrade(panel.port(), "Host: localhost:" + panel.port(), lines);
        assertTrue(answer.startsWith("HTTP/1.1 403") || answer.startsWith("HTTP/1.1 400"), answer);
        assertEquals(0, panel.pages().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void ourOwnPageGetsItsSocket(String name) throws IOException {
        String authority = name + ":" + panel.port();
        String answer = RawHttp.upgrade(panel.port(), "Host: " + authority, "Origin: http://" + authority);
        assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/..%2f..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/panel/Panel.class",
                "/..;/..;/etc/passwd",
                "/%252e%252e/etc/passwd",
                "//etc/passwd",
                "/panel/index.html",
                "/index.html/../../secret",
                "/org/lilt/host/panel/Panel.class",
                "/META-INF/MANIFEST.MF",
                "/panel.css%00.js",
                "/\\..\\..\\windows\\win.ini",
            })
    void onlyTheFilesOfThePageAreServed(String path) throws IOException {
        String answer = RawHttp.exchange(panel.port(), "GET " + path + " HTTP/1.1", "Host: localhost:" + panel.port());
        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        assertFalse(answer.contains("root:"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "TRACE", "CONNECT", "OPTIONS"})
    void nothingButReadingIsAnswered(String method) throws IOException {
        String answer = RawHttp.exchange(
                panel.port(), method + " / HTTP/1.1", "Host: localhost:" + panel.port(), "Content-Length: 0");
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("access-control"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/panel.js", "/icon.svg", "/nothing"})
    void everyAnswerForbidsScriptsFromElsewhereAndFraming(String path) throws IOException {
        String answer = RawHttp.exchange(panel.port(), "GET " + path + " HTTP/1.1", "Host: localhost:" + panel.port());
        assertTrue(answer.contains("default-src 'none'; script-src 'self'; style-src 'self'"), answer);
        assertTrue(answer.contains("frame-ancestors 'none'"), answer);
        assertFalse(answer.contains("unsafe"), answer);
        assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
        assertTrue(answer.contains("Cross-Origin-Resource-Policy: same-origin"), answer);
        assertFalse(answer.contains("Server:"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{}",
                "{\"n\":1}",
                "{\"n\":\"1\",\"do\":\"pause\"}",
                "{\"n\":1.5,\"do\":\"pause\"}",
                "{\"n\":123456789012345678901234567890,\"do\":\"pause\"}",
                "{\"n\":1,\"do\":\"shutdown\"}",
                "{\"n\":1,\"do\":null}",
                "{\"n\":1,\"do\":\"pause\"} {}",
                "{\"n\":1,\"do\":\"pause\",\"do\":\"resume\"}",
                "{\"n\":1,\"do\":\"pause\",\"more\":1}",
                "{\"n\":1,\"do\":\"pause\",\"text\":\"x\"}",
                "{\"n\":1,\"do\":\"seed\"}",
                "{\"n\":1,\"do\":\"seed\",\"text\":7}",
                "{\"n\":1,\"do\":\"seed\",\"text\":\"seven\"}",
                "{\"n\":1,\"do\":\"seed\",\"text\":\"99999999999999999999\"}",
                "{\"n\":1,\"do\":\"again\",\"text\":\"../../etc/passwd\"}",
                "{\"n\":1,\"do\":\"like\",\"text\":\"1; rm\"}",
                "{\"n\":1,\"do\":\"beginWith\",\"text\":\"<script>alert(1)</script>\"}",
                "{\"n\":1,\"do\":\"beginWith\",\"text\":\"\"}",
                "{\"n\":1,\"set\":\"tempo\"}",
                "{\"n\":1,\"set\":\"tempo\",\"value\":\"100\"}",
                "{\"n\":1,\"set\":\"tempo\",\"value\":NaN}",
                "{\"n\":1,\"set\":\"tempo\",\"value\":1e999}",
                "{\"n\":1,\"set\":\"tempo\",\"value\":-1}",
                "{\"n\":1,\"set\":\"nothing\",\"value\":1}",
                "{\"n\":1,\"set\":\"__proto__\",\"value\":1}",
                "{\"n\":1,\"set\":{\"id\":\"tempo\"},\"value\":1}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            })
    void aMessageThatMakesNoSenseIsAnsweredCountedAndChangesNothing(String message) {
        long before = panel.pages().refused();
        try (PageSocket page = new PageSocket(panel)) {
            page.await("first frame", f -> f.has("values"));
            page.sendRaw(message);
            JsonNode answer = page.await("error", f -> f.has("error"));
            assertFalse(answer.path("error").asText().contains("\n"), answer.toString());
            assertEquals(1, answer.path("refused").asInt());
            assertEquals(before + 1, panel.pages().refused());
            assertEquals(400, music.parameter("tempo").get());
            assertFalse(music.status().paused());
            int good = page.send("\"set\":\"tempo\",\"value\":121");
            page.await("a good message", f -> f.path("ack").asInt() == good);
            assertEquals(121, music.parameter("tempo").get());
        }
    }

    @Test
    void binaryMessagesAreRefused() {
        try (PageSocket page = new PageSocket(panel)) {
            page.sendBinary(new byte[] {1, 2, 3});
            page.await("error", f -> f.has("error"));
        }
    }

    @Test
    void anyBytesAtAllAreRefusedOrUnderstood() {
        Random random = new Random(8);
        long before = panel.pages().refused();
        String seed = "{\"n\":12,\"set\":\"tempo\",\"value\":100.5}";
        try (PageSocket page = new PageSocket(panel)) {
            for (int i = 0; i < 300; i++) {
                StringBuilder mutated = new StringBuilder(seed);
                for (int changes = random.nextInt(4) + 1; changes > 0; changes--) {
                    mutated.setCharAt(random.nextInt(seed.length()), (char) (32 + random.nextInt(96)));
                }
                page.sendRaw(mutated.toString());
            }
            page.sendRaw("{\"n\":4242,\"do\":\"allNotesOff\"}");
            page.await("the last answer", f -> f.path("ack").asInt() == 4242);
            assertTrue(
                    panel.pages().refused() - before > 100,
                    () -> "refused " + panel.pages().refused());
        }
    }

    @Test
    void aMessageThatIsTooLongEndsItsOwnPageOnly() {
        try (PageSocket bad = new PageSocket(panel);
                PageSocket good = new PageSocket(panel)) {
            bad.sendRaw("{\"n\":1,\"set\":\"" + "x".repeat(5000) + "\",\"value\":1}");
            Await.until("the end of the page", () -> bad.closeCode != 0);
            assertEquals(1009, bad.closeCode);
            int number = good.send("\"set\":\"tempo\",\"value\":90");
            good.await("acknowledgement", f -> f.path("ack").asInt() == number);
        }
    }

    @Test
    void aPageThatFloodsIsShownTheDoor() {
        try (PageSocket bad = new PageSocket(panel);
                PageSocket good = new PageSocket(panel)) {
            try {
                for (int i = 0; i < 5000 && bad.closeCode == 0; i++) {
                    bad.send("\"set\":\"velocity\",\"value\":" + (1 + i % 100));
                }
            } catch (CompletionException e) {
                // The door was shut while we spoke.
            }
            Await.until("the end of the page", () -> bad.closeCode != 0);
            int number = good.send("\"set\":\"tempo\",\"value\":90");
            good.await("acknowledgement", f -> f.path("ack").asInt() == number);
        }
    }

    @Test
    void moreThanThirtyTwoPagesAreAskedToComeLater() {
        List<PageSocket> open = new ArrayList<>();
        try {
            java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
            for (int i = 0; i < 33; i++) {
                open.add(new PageSocket(client, panel));
            }
            Await.until("the end of one", () -> open.stream().anyMatch(page -> page.closeCode == 1013));
            assertEquals(32, panel.pages().count());
        } finally {
            open.forEach(PageSocket::close);
        }
        Await.until("their end", () -> panel.pages().count() == 0);
    }

    @Test
    void headersWithoutEndAreCutShort() throws IOException {
        String answer;
        try {
            answer = RawHttp.exchange(
                    panel.port(),
                    "GET / HTTP/1.1",
                    "Host: localhost:" + panel.port(),
                    "X: " + new String(new byte[100_000], StandardCharsets.ISO_8859_1).replace('\0', 'x'));
        } catch (IOException e) {
            return; // the connection was reset in the middle of it
        }
        assertFalse(answer.contains("<title>Lilt"), answer);
    }
}
