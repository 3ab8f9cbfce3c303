package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door in the local network, and who would like to get through it. */
class GateTest {
    private static final InetAddress LOOPBACK = address(127, 0, 0, 1);
    private static final InetAddress OURS = address(192, 168, 1, 5);
    private static final InetAddress PHONE = address(192, 168, 1, 9);
    private static final String HOST = "Host: 192.168.1.5:7777";
    private static final String ORIGIN = "Origin: http://192.168.1.5:7777";

    private long now;
    private final Lan lan;
    private final Gate gate;
    private final String token;
    private final String cookie;

    GateTest() throws IOException {
        lan = new Lan(7777, () -> OURS, "Fiddle.evil.example", () -> now);
        gate = new Gate(7777, lan);
        token = lan.invitation().url().split("token=")[1];
        cookie = "Cookie: lilt-7777=" + token;
    }

    private static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private int ask(InetAddress from, InetAddress to, String target, String... headers) {
        HttpFields.Mutable fields = HttpFields.build();
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            fields.add(parts[0], parts[1]);
        }
        String[] parts = target.split("\\?", 2);
        return gate.judge(new Gate.Visit(from, to, "GET", parts[0], parts.length > 1 ? parts[1] : null, fields))
                .status();
    }

    private int phone(String target, String... headers) {
        return ask(PHONE, OURS, target, headers);
    }

    @Test
    void theTokenOpensByTheAddressOnceAndByTheCookieFromThenOn() {
        assertEquals(303, phone("/?token=" + token, HOST));
        assertTrue(lan.setCookie().startsWith("lilt-7777=" + token + ";"), lan.setCookie());
        assertTrue(lan.setCookie().contains("; HttpOnly; SameSite=Lax"), lan.setCookie());
        assertEquals(0, phone("/", HOST, cookie));
        assertEquals(0, phone("/panel.js", HOST, "Cookie: other=1; lilt-7777=" + token + "; more=2"));
        assertEquals(0, phone("/live", HOST, ORIGIN, "Upgrade: websocket", cookie));
        assertEquals(0, phone("/", "Host: fiddle.local:7777", cookie));
        assertEquals(0, phone("/", "Host: fiddle:7777", cookie));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/panel.js", "/icon.svg", "/lan.svg", "/nothing", "/live", "/?", "/?token", "/?Token=TOKEN"
            })
    void nothingIsServedWithoutAToken(String target) {
        assertEquals(403, phone(target.replace("TOKEN", token), HOST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "TOKENA", " TOKEN", "TOKEN&more=1", "token=TOKEN", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aWrongTokenIsRefused(String wrong) {
        assertEquals(403, phone("/?token=" + wrong.replace("TOKEN", token), HOST));
        assertEquals(403, phone("/?token=" + wrong.replace("TOKEN", token), HOST, cookie));
    }

    @Test
    void aWrongCookieIsRefused() {
        assertEquals(403, phone("/", HOST, "Cookie: lilt-7777=" + token.substring(1)));
        assertEquals(403, phone("/", HOST, "Cookie: lilt-7778=" + token));
        assertEquals(403, phone("/", HOST, "Cookie: " + token));
        assertEquals(403, phone("/", HOST, cookie, "Cookie: lilt-7777=guess"));
        assertEquals(403, phone("/", HOST, "X-Cookie: lilt-7777=" + token));
    }

    @Test
    void theTokenInTheAddressOpensThePageAndNothingElse() {
        assertEquals(403, phone("/panel.js?token=" + token, HOST));
        assertEquals(403, phone("//evil.example/?token=" + token, HOST));
        assertEquals(403, phone("/live?token=" + token, HOST, ORIGIN, "Upgrade: websocket"));
        assertEquals(403, phone("/?token=" + token, HOST, ORIGIN, "Upgrade: websocket"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:7777",
                "evil.example",
                "fiddle.evil.example:7777",
                "192.168.1.5.nip.io:7777",
                "192.168.1.5",
                "192.168.1.5:80",
                "192.168.1.6:7777",
                "localhost:7777",
                "127.0.0.1:7777",
                "0.0.0.0:7777",
                "3232235781:7777",
                "fiddle.local.:7777",
                ""
            })
    void aNameThatIsNotOursIsRefusedEvenWithTheToken(String host) {
        assertEquals(403, phone("/", "Host: " + host, cookie));
        assertEquals(403, phone("/?token=" + token, "Host: " + host));
        assertEquals(403, phone("/live", "Host: " + host, "Origin: http://" + host, "Upgrade: websocket", cookie));
    }

    @Test
    void twoNamesAreNone() {
        assertEquals(403, phone("/", HOST, HOST, cookie));
        assertEquals(403, phone("/", HOST, "Host: evil.example", cookie));
        assertEquals(403, phone("/", cookie));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://evil.example:7777",
                "https://192.168.1.5:7777",
                "http://192.168.1.5",
                "http://192.168.1.5:7778",
                "http://localhost:7777",
                "http://fiddle.local:7777",
                "null",
                ""
            })
    void aPageFromElsewhereIsRefusedEvenWithTheToken(String origin) {
        assertEquals(403, phone("/live", HOST, "Origin: " + origin, "Upgrade: websocket", cookie));
        assertEquals(403, phone("/panel.js", HOST, "Origin: " + origin, cookie));
    }

    @Test
    void noSocketWithoutOriginOrWithoutToken() {
        assertEquals(403, phone("/live", HOST, "Upgrade: websocket", cookie));
        assertEquals(403, phone("/live", HOST, ORIGIN, ORIGIN, "Upgrade: websocket", cookie));
        assertEquals(403, phone("/live", HOST, ORIGIN, "Upgrade: websocket"));
        assertEquals(403, phone("/live", HOST, ORIGIN, "Upgrade: websocket", "Cookie: lilt-7777=guess"));
    }

    @Test
    void thisMachineNeedsNoTokenUnderANameOfLoopback() {
        for (String name : new String[] {"localhost:7777", "127.0.0.1:7777"}) {
            assertEquals(0, ask(LOOPBACK, LOOPBACK, "/", "Host: " + name));
            assertEquals(
                    0,
                    ask(LOOPBACK, LOOPBACK, "/live", "Host: " + name, "Origin: http://" + name, "Upgrade: websocket"));
        }
    }

    @Test
    void aBrowserOfThisMachineThatWasTrickedByNamesIsRefused() {
        assertEquals(403, ask(LOOPBACK, LOOPBACK, "/", "Host: evil.example:7777"));
        assertEquals(403, ask(LOOPBACK, LOOPBACK, "/", "Host: fiddle.local:7777"));
        assertEquals(403, ask(LOOPBACK, LOOPBACK, "/", HOST));
        assertEquals(403, ask(OURS, OURS, "/", "Host: evil.example:7777"));
        assertEquals(403, ask(OURS, OURS, "/", HOST));
        assertEquals(403, ask(OURS, OURS, "/", "Host: localhost:7777"));
    }

    @Test
    void whoClaimsToBeHereIsNot() {
        for (String claim :
                new String[] {"X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "X-Real-IP: 127.0.0.1"}) {
            assertEquals(403, phone("/", HOST, claim));
            assertEquals(403, phone("/", "Host: localhost:7777", claim));
        }
    }

    @Test
    void whoGuessesIsSentAwayAndTheOthersAreNot() {
        for (int i = 0; i < 5; i++) {
            assertEquals(403, phone("/?token=guess" + i, HOST));
        }
        assertEquals(429, phone("/?token=guess", HOST));
        assertEquals(429, phone("/?token=" + token, HOST)); // else the answers would tell
        assertEquals(403, phone("/", HOST));
        assertEquals(0, ask(address(192, 168, 1, 10), OURS, "/", HOST, cookie));
        now += 1_000_000_000L;
        assertEquals(0, phone("/", HOST, cookie));
    }

    @Test
    void guessesFromAnyNumberOfAddressesTakeLittleMemory() {
        for (int i = 0; i < 3000; i++) {
            InetAddress from = address(10, 0, i / 256, i % 256);
            assertEquals(403, ask(from, OURS, "/?token=guess", HOST));
        }
        assertEquals(0, phone("/", HOST, cookie));
    }

    @Test
    void withoutLanThereIsNoTokenAndNoOtherMachine() {
        Gate closed = new Gate(7777, null);
        HttpFields fields = HttpFields.build().add("Host", "192.168.1.5:7777").add("Cookie", "lilt-7777=" + token);
        Gate.Verdict verdict = closed.judge(new Gate.Visit(PHONE, OURS, "GET", "/", "token=" + token, fields));
        assertEquals(403, verdict.status());
        assertNull(verdict.host());
    }

    @Test
    void eachRunHasATokenOfItsOwn() throws IOException {
        assertTrue(token.matches("[A-Za-z0-9_-]{32}"), token);
        assertNotEquals(
                token, new Lan(7777, () -> OURS, "", () -> 0).invitation().url().split("token=")[1]);
    }
}
