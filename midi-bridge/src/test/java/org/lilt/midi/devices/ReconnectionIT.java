package org.lilt.midi.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.jack.JackListener;
import org.lilt.midi.jack.JackServer;

@Timeout(60)
class ReconnectionIT {
    private static final int STEP = 480;

    private final List<String> news = new CopyOnWriteArrayList<>();
    private final List<Integer> sent = new ArrayList<>();
    private long next;

    @BeforeAll
    static void needsJack() {
        JackServer.assumeInstalled();
    }

    /** Plays a note-on every 10 ms for a while, and checks that nothing is refused and time does not jump. */
    private void play(Destination destination, double seconds) {
        MediaClock clock = destination.clock();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            long before = clock.now();
            while (clock.now() < next - destination.lead()) {
                LockSupport.parkNanos(200_000);
            }
            assertTrue(clock.now() - before < JackServer.RATE / 2, "time does not jump");
            assertTrue(destination.send(next, 0x90, sent.size() >> 7 & 0x7F, sent.size() & 0x7F | 1));
            sent.add((int) next);
            next += STEP;
        }
    }

    /** Plays until something is so, for ten seconds at most: a busy machine takes its time. */
    private void playUntil(Destination destination, BooleanSupplier heard) {
        for (int i = 0; i < 20 && !heard.getAsBoolean(); i++) {
            play(destination, 0.5);
        }
    }

    @Test
    void theMusicGoesOnWhileTheServerIsAwayAndIsHeardAgainWhenItIsBack() throws Exception {
        try (JackServer server = new JackServer(128)) {
            JackListener listener = server.listener();
            Destinations.Opened opened = Destinations.open("jack:listener:in", Optional.empty(), news::add);
            try (Destination destination = opened.destination()) {
                next = destination.clock().now() + 4800;
                destination.send(next, 0xC3, 40, 0);
                playUntil(destination, () -> listener.heard().size() > 20);
                assertTrue(listener.heard().size() > 20, "heard before");
                server.kill();
                listener.close();
                play(destination, 1.0);
                assertEquals(
                        List.of("jack: the server has ended; the music goes on in silence until it is back"), news);
                assertTrue(destination.trouble().isPresent());
                server.start();
                try (JackListener again = server.listener()) {
                    playUntil(destination, () -> again.heard().size() > 100);
                    assertEquals("jack: lilt:out is back", news.get(news.size() - 1));
                    assertFalse(destination.trouble().isPresent());
                    List<JackListener.Heard> heard = again.heard();
                    assertTrue(heard.stream().anyMatch(h -> h.status() == 0xC3 && h.data1() == 40), "told its program");
                    List<JackListener.Heard> notes =
                            heard.stream().filter(h -> h.status() == 0x90).toList();
                    assertTrue(notes.size() > 50, "heard again: " + notes.size());
                    int even = 0;
                    for (int i = 1; i < notes.size(); i++) {
                        even += notes.get(i).frame() - notes.get(i - 1).frame() == STEP ? 1 : 0;
                    }
                    assertTrue(even > notes.size() * 0.9, even + " of " + notes.size() + " at their exact distance");
                }
            }
        }
    }

    @Test
    void anInputThatIsClosedIsWaitedForAndToldItsProgramsAgain() throws Exception {
        try (JackServer server = new JackServer(128)) {
            JackListener listener = server.listener();
            Destinations.Opened opened = Destinations.open("jack:listener:in", Optional.empty(), news::add);
            try (Destination destination = opened.destination()) {
                next = destination.clock().now() + 4800;
                destination.send(next, 0xC3, 40, 0);
                playUntil(destination, () -> listener.heard().size() > 20);
                listener.close();
                playUntil(destination, () -> !news.isEmpty());
                assertEquals(
                        List.of("jack: listener:in has gone; the music goes on in silence until it is back"), news);
                try (JackListener again = server.listener()) {
                    playUntil(destination, () -> again.heard().size() > 50);
                    assertEquals("jack: lilt:out is back", news.get(news.size() - 1));
                    assertTrue(
                            again.heard().stream().anyMatch(h -> h.status() == 0xC3 && h.data1() == 40),
                            "told its program");
                    assertTrue(again.heard().size() > 50, "heard again");
                }
            }
        }
    }

    @Test
    void autoTakesTheServerThatIsRunning() throws Exception {
        try (JackServer server = new JackServer(256);
                JackListener listener = server.listener()) {
            Destinations.Opened opened = Destinations.open("auto", Optional.empty(), news::add);
            assertTrue(opened.explanation().startsWith("Playing on jack: lilt:out, because"), opened.explanation());
            opened.destination().close();
            assertTrue(Destinations.list()
                    .contains(new Device("jack:listener:in", true, "the same, connected to this input")));
            assertEquals(List.of(), listener.heard());
        }
    }
}
