package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The panel in the network, asked by the address of this machine as another would. */
class PanelLanTest {
    private static InetAddress address;
    private static Music music;
    private static Panel panel;
    private static String token;
    private static String host;

    @BeforeAll
    static void open() throws IOException {
        assumeNetwork();
        address = Lan.address();
        music = Music.playing();
        panel = Panel.open(music, 0, true, true);
        token = panel.invitation().orElseThrow().url().split("token=")[1];
        host = "Host: " + address.getHostAddress() + ":" + panel.port();
    }

    /** Skips the test on a machine without a network. */
    static void assumeNetwork() {
        boolean present;
        try {
            present = !Lan.address().isLoopbackAddress();
        } catch (IOException e) {
            present = false;
        }
        assumeTrue(present, "this machine has no address but loopback: the panel is not asked from the network");
    }

    @AfterAll
    static void close() {
        if (panel != null) {
            panel.close();
            music.close();
        }
    }

    private static String get(String target, String... headers) throws IOException {
        return RawHttp.exchange(address, panel.port(), lines(target, headers));
    }

    private static String[] lines(String target, String... headers) {
        String[] lines = new String[headers.length + 1];
        lines[0] = "GET " + target + " HTTP/1.1";
        System.arraycopy(headers, 0, lines, 1, headers.length);
        return lines;
    }

    private static String cookie() {
        return "Cookie: lilt-" + panel.port() + "=" + token;
    }

    private static String origin() {
        return "Origin: http://" + host.substring("Host: ".length());
    }

    @Test
    void theTokenIsExchangedForACookieAndLeavesTheAddress() throws IOException {
        String answer = get("/?token=" + token, host);
        assertTrue(answer.startsWith("HTTP/1.1 303"), answer);
        assertTrue(answer.contains("\r\nLocation: /\r\n"), answer);
        assertTrue(answer.contains("; HttpOnly; SameSite=Lax"), answer);
        assertTrue(answer.contains("\r\nReferrer-Policy: no-referrer\r\n"), answer);
        assertTrue(answer.contains("\r\nCache-Control: no-store\r\n"), answer);
        assertEquals(1, answer.split(token, -1).length - 1, answer); // in the cookie, and there alone
        assertFalse(answer.contains("<title>"), answer);
    }

    @Test
    void theCookieOpensThePageAndTheSocket() throws IOException {
        String page = get("/", host, cookie());
        assertTrue(page.startsWith("HTTP/1.1 200") && page.contains("<title>Lilt"), page);
        assertTrue(page.contains("connect-src 'self' ws://" + host.substring("Host: ".length()) + ";"), page);
        String socket = RawHttp.upgrade(address, panel.port(), host, origin(), cookie());
        assertTrue(socket.startsWith("HTTP/1.1 101"), socket);
    }

    @Test
    void nobodyElsewhereIsShownTheToken() throws IOException {
        for (String path : new String[] {"/", "/lan.svg", "/phone.js", "/panel.js", "/nothing"}) {
            String answer = get(path, host, cookie());
            assertFalse(
                    answer.contains(token) || answer.contains("<svg xmlns") || answer.contains("id=\"phone"), answer);
        }
        assertTrue(get("/lan.svg", host, cookie()).startsWith("HTTP/1.1 404"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/panel.js",
                "/icon.svg",
                "/lan.svg",
                "/live",
                "/nothing",
                "//",
                "/./",
                "/%2e/",
                "/;x",
                "/?token=",
                "/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/panel.js?token=TOKEN",
                "//evil.example/?token=TOKEN",
                "/#?token=TOKEN",
                "/?x=1&token=TOKEN"
            })
    void withoutTheTokenNothingIsSaid(String target) throws IOException {
        String answer = get(target.replace("TOKEN", token), host);
        assertTrue(answer.startsWith("HTTP/1.1 40") || answer.startsWith("HTTP/1.1 429"), answer);
        assertFalse(answer.contains("Set-Cookie") || answer.contains("<title>"), answer);
        assertTrue(answer.contains("default-src 'none'") || answer.startsWith("HTTP/1.1 400"), answer);
    }

    @Test
    void withoutTheTokenThereIsNoSocket() throws IOException {
        String[][] attempts = {
            {host, origin()},
            {host, cookie()},
            {host, "Origin: http://evil.example", cookie()},
            {host, "Origin: null", cookie()},
            {host, "Origin: http://localhost:" + panel.port(), cookie()},
            {"Host: evil.example:" + panel.port(), "Origin: http://evil.example:" + panel.port(), cookie()},
            {"Host: localhost:" + panel.port(), "Origin: http://localhost:" + panel.port()},
            {"Host: localhost:" + panel.port(), "Origin: http://localhost:" + panel.port(), cookie()},
            {"Host: localhost:" + panel.port(), "Origin: http://localhost:" + panel.port(), "X-Forwarded-For: 127.0.0.1"
            },
        };
        for (String[] attempt : attempts) {
            String answer = RawHttp.upgrade(address, panel.port(), attempt);
            assertTrue(answer.startsWith("HTTP/1.1 403"), String.join(" ", attempt) + " " + answer);
        }
        assertEquals(0, panel.pages().count());
    }

    @Test
    void aNameThatWasReboundToTheAddressIsTurnedAway() throws IOException {
        for (String name : new String[] {"evil.example", "localhost", "127.0.0.1", "0.0.0.0", "[::1]"}) {
            for (String port : new String[] {"", ":" + panel.port()}) {
                String answer = get("/?token=" + token, "Host: " + name + port, cookie());
                assertTrue(answer.startsWith("HTTP/1.1 403"), name + port + " " + answer);
            }
        }
    }

    @Test
    void thisMachineNeedsNoTokenAndIsShownIt() throws IOException {
        String local = "Host: localhost:" + panel.port();
        String page = RawHttp.exchange(panel.port(), lines("/", local));
        assertTrue(page.contains(panel.invitation().orElseThrow().url()), page);
        String picture = RawHttp.exchange(panel.port(), lines("/lan.svg", local));
        assertTrue(picture.startsWith("HTTP/1.1 200") && picture.contains("image/svg+xml"), picture);
        assertFalse(RawHttp.exchange(panel.port(), lines("/", host)).contains(token)); // no name of loopback
        String rebound = RawHttp.exchange(panel.port(), lines("/lan.svg", "Host: evil.example:" + panel.port()));
        assertTrue(rebound.startsWith("HTTP/1.1 403"), rebound);
    }

    @Test
    void withoutLanNobodyInTheNetworkIsEvenAnswered() throws IOException {
        try (Panel closed = Panel.open(music, 0, true)) {
            assertThrows(ConnectException.class, () -> RawHttp.exchange(address, closed.port(), lines("/", host)));
            assertTrue(closed.invitation().isEmpty());
            String local = "Host: localhost:" + closed.port();
            assertFalse(RawHttp.exchange(closed.port(), lines("/", local)).contains("phone-open"));
            assertTrue(RawHttp.exchange(closed.port(), lines("/lan.svg", local)).startsWith("HTTP/1.1 404"));
        }
    }
}
