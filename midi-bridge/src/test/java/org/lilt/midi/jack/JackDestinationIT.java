package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lilt.midi.DestinationException;
import org.lilt.midi.MediaClock;

@Timeout(60)
class JackDestinationIT {
    private static final int PERIOD = 128;

    private static JackServer server;
    private JackDestination destination;
    private JackListener listener;

    @BeforeAll
    static void startServer() throws Exception {
        JackServer.assumeInstalled();
        server = new JackServer(PERIOD);
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        listener = server.listener();
        destination = JackDestination.open("listener:in");
    }

    @AfterEach
    void close() {
        destination.close();
        listener.close();
    }

    /** Sends as the player does: each message the lead before its time. */
    private void play(List<JackListener.Heard> messages) {
        MediaClock clock = destination.clock();
        for (JackListener.Heard m : messages) {
            while (clock.now() < m.frame() - destination.lead()) {
                LockSupport.parkNanos(100_000L);
            }
            assertTrue(destination.send(m.frame(), m.status(), m.data1(), m.data2()));
        }
    }

    @Test
    void everyMessageArrivesAtExactlyItsFrame() throws Exception {
        List<JackListener.Heard> sent = new ArrayList<>();
        long start = destination.clock().now() + JackServer.RATE / 10;
        for (int i = 0; i < 2000; i++) {
            long frame = start + i * 53L;
            sent.add(new JackListener.Heard(frame, i % 2 == 0 ? 0x93 : 0x83, 40 + i / 2 % 40, 80));
        }
        play(sent);
        destination.close();
        List<JackListener.Heard> heard = listener.heard();
        assertEquals(sent.size(), heard.size());
        // A machine that stalls for longer than the slack makes messages late, and the destination says how many.
        long displaced = 0;
        for (int i = 0; i < sent.size(); i++) {
            assertEquals(sent.get(i).data1(), heard.get(i).data1());
            assertEquals(sent.get(i).status(), heard.get(i).status());
            if (heard.get(i).frame() != sent.get(i).frame()) {
                displaced++;
            }
        }
        assertTrue(displaced <= destination.late(), displaced + " displaced, " + destination.late() + " late");
        assertTrue(displaced < sent.size() / 10, displaced + " of " + sent.size() + " displaced");
    }

    @Test
    void aBurstIsSpreadOverCyclesAndLosesNothing() throws Exception {
        burst(destination, listener, 8000);
    }

    @Test
    void whatSoundsAtTheEndIsEnded() {
        long now = destination.clock().now();
        destination.send(now, 0x90, 60, 90);
        destination.send(now, 0x91, 62, 90);
        destination.send(now, 0x90, 64, 90);
        destination.send(now, 0x80, 64, 0);
        destination.send(now, 0xC0, 73, 0);
        destination.close();
        List<JackListener.Heard> offs = listener.heard().stream()
                .filter(h -> (h.status() & 0xF0) == 0x80)
                .toList();
        assertEquals(
                List.of(64, 60, 62),
                offs.stream().map(JackListener.Heard::data1).toList());
    }

    @Test
    void itsClockCountsTheServersFramesAndNeverGoesBack() throws Exception {
        MediaClock clock = destination.clock();
        assertEquals(JackServer.RATE, clock.rate());
        long last = clock.now();
        int behind = 0;
        int near = 0;
        for (int i = 0; i < 500; i++) {
            long now = clock.now();
            assertTrue(now >= last);
            last = now;
            long ahead = now - listener.frame();
            behind += ahead < -PERIOD ? 1 : 0;
            near += Math.abs(ahead) < 4 * PERIOD ? 1 : 0;
            Thread.sleep(1);
        }
        // A busy machine lets the dummy driver stall, and the clock then waits ahead of it; behind it, messages would
        // be late.
        assertTrue(behind < 25, behind + " of 500 readings lie behind the server's latest cycle");
        assertTrue(near > 100, near + " of 500 readings lie at the server's latest cycle");
    }

    @Test
    void aPortThatIsNotThereIsNamed() {
        DestinationException e = assertThrows(DestinationException.class, () -> JackDestination.open("mixer"));
        assertEquals(
                "jack: no MIDI input port has 'mixer' in its name; there are: listener:in",
                e.getMessage().replaceAll("system:[^,]+, ", ""));
    }

    @Test
    void aServerThatIsKilledIsNoticedAndNothingHangs() throws Exception {
        assertTrue(destination.trouble().isEmpty());
        server.kill();
        try {
            long until = System.nanoTime() + 5_000_000_000L;
            while (destination.trouble().isEmpty() && System.nanoTime() < until) {
                Thread.sleep(5);
            }
            assertEquals("jack: the server has ended", destination.trouble().orElse("nothing"));
            assertFalse(destination.send(destination.clock().now(), 0x90, 60, 90));
            long before = destination.clock().now();
            until = System.nanoTime() + 2_000_000_000L; // after a stall of the machine it waits for what it was ahead
            while (destination.clock().now() <= before && System.nanoTime() < until) {
                Thread.sleep(5);
            }
            assertTrue(destination.clock().now() > before, "its clock goes on");
            assertEquals(
                    "jack: the server has ended",
                    assertThrows(DestinationException.class, () -> JackDestination.open(""))
                            .getMessage());
            destination.close();
            listener.close();
            assertEquals(
                    "jack: no JACK server is running",
                    assertThrows(DestinationException.class, () -> JackDestination.open(""))
                            .getMessage());
        } finally {
            destination.close();
            listener.close();
            server.start();
        }
    }

    /** Sends more messages for one frame than a cycle takes, and finds all of them in order. */
    static void burst(JackDestination destination, JackListener listener, int count) {
        MediaClock clock = destination.clock();
        long frame = clock.now() + JackServer.RATE / 5;
        for (int i = 0; i < count; i++) {
            assertTrue(destination.send(frame, 0xB0, i >> 7 & 0x3F, i & 0x7F));
        }
        while (clock.now() < frame) {
            LockSupport.parkNanos(1_000_000L);
        }
        destination.close();
        List<JackListener.Heard> heard = listener.heard();
        assertEquals(count, heard.size());
        for (int i = 0; i < count; i++) {
            assertEquals(i, heard.get(i).data1() << 7 | heard.get(i).data2());
        }
        assertTrue(destination.deferred() > 0, "messages had to wait at least once");
    }
}
