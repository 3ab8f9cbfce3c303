package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanTest {
    private static String best(String... namesAndAddresses) throws UnknownHostException {
        List<Lan.Candidate> candidates = new ArrayList<>();
        for (String candidate : namesAndAddresses) {
            String[] parts = candidate.split(" ");
            candidates.add(new Lan.Candidate(parts[0], InetAddress.getByName(parts[1])));
        }
        InetAddress best = Lan.best(candidates);
        return best == null ? null : best.getHostAddress();
    }

    @Test
    void theAddressIsOneThatAPhoneReaches() throws UnknownHostException {
        assertEquals("192.168.1.5", best("docker0 172.17.0.1", "wlan0 fe80::1", "wlan0 192.168.1.5"));
        assertEquals("10.1.1.1", best("eth1 203.0.113.5", "eth0 10.1.1.1"));
        assertEquals("203.0.113.5", best("tun0 10.8.0.2", "eth1 203.0.113.5"));
        assertEquals("169.254.3.4", best("tun0 10.8.0.2", "eth1 169.254.3.4"));
        assertEquals("172.17.0.1", best("docker0 172.17.0.1"));
        assertNull(best("lo 127.0.0.1", "wlan0 2001:db8::1"));
    }

    @Test
    void aHostNameThatIsNoneNamesNobody() throws IOException {
        InetAddress ours = InetAddress.getByName("192.168.1.5");
        for (String name : new String[] {"", "localhost", "localhost.localdomain", "a b", ".", "x_y", "evil/"}) {
            Lan lan = new Lan(80, () -> ours, name, () -> 0);
            assertTrue(lan.isNamed("192.168.1.5", ours));
            assertFalse(lan.isNamed("localhost", ours) || lan.isNamed(".local", ours) || lan.isNamed("", ours), name);
        }
        assertTrue(new Lan(80, () -> ours, "Fiddle", () -> 0).isNamed("fiddle.local", ours));
    }

    @Test
    void theInvitationFollowsTheMachineIntoAnotherNetwork() throws IOException {
        Deque<String> addresses = new ArrayDeque<>(List.of("192.168.1.5", "192.168.1.5", "10.1.1.1"));
        Lan lan = new Lan(
                7777,
                () -> {
                    if (addresses.isEmpty()) {
                        throw new IOException("in no network");
                    }
                    return InetAddress.getByName(addresses.remove());
                },
                "",
                () -> 0);
        String first = lan.invitation().url();
        assertTrue(first.startsWith("http://192.168.1.5:7777/?token="), first);
        String second = first.replace("192.168.1.5", "10.1.1.1");
        assertEquals(second, lan.invitation().url());
        assertEquals(second, lan.invitation().url(), "while there is no network");
    }

    @Test
    void theCodeIsTheSameInTextAndPicture() {
        Invitation invitation = new Invitation("http://192.168.1.5:7777/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        List<String> lines = invitation.lines();
        int width = lines.get(0).length();
        assertEquals("█".repeat(width), lines.get(0));
        assertTrue(lines.get(1).startsWith("██ ▄▄▄▄▄ "), lines.get(1)); // a corner: seven dark, one, five light, one
        String svg = invitation.svg();
        for (int y = 0; y < width - 4; y++) {
            for (int x = 0; x < width - 4; x++) {
                boolean light = (" ▀▄█".indexOf(lines.get((y + 2) / 2).charAt(x + 2)) & 1 << y % 2) != 0;
                assertEquals(!light, svg.contains("M" + (x + 4) + " " + (y + 4) + "h"), x + ", " + y);
            }
        }
    }
}
