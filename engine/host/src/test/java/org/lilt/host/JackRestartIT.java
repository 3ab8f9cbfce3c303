package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.ClockState;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.jack.JackListener;
import org.lilt.midi.jack.JackServer;
import org.lilt.midi.jack.JackTransport;

/** What happens to one who follows a clock through a JACK server when that server is killed while it plays, and started again. */
@Timeout(120)
class JackRestartIT {
    /** See JackClockIT: whole ticks of the master in a cycle. */
    private static final double MASTER_TEMPO = 140.625;

    private static final double SENT_TEMPO = 133;
    private static final double NANOS_PER_FRAME = 1e9 / JackServer.RATE;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void needsJack() {
        JackServer.assumeInstalled();
    }

    private static void await(String what, double seconds, BooleanSupplier condition) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited in vain for " + what);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static List<JackListener.Heard> noteOns(JackListener listener) {
        return of(listener, ShortMessages.NOTE_ON);
    }

    private static List<JackListener.Heard> of(JackListener listener, int kind) {
        return listener.heard().stream()
                .filter(m -> (m.status() & 0xF0) == kind)
                .toList();
    }

    private static long sounding(JackListener listener) {
        return noteOns(listener).size() - of(listener, ShortMessages.NOTE_OFF).size();
    }

    /** How far notes lie from the sixteenths or triplet quavers of a grid, the worst in milliseconds; all tunes here move in these. */
    private static double worst(List<JackListener.Heard> notes, ToLongFunction<JackListener.Heard> tick, double tempo) {
        long grain = 10_080 / 12;
        double worst = 0;
        for (JackListener.Heard note : notes) {
            long off = Math.floorMod(tick.applyAsLong(note) + grain / 2, grain) - grain / 2;
            worst = Math.max(worst, Math.abs(off) * 60_000 / (tempo * 10_080));
        }
        return worst;
    }

    /** A master that rolls from a place. */
    private static Process roll(int frame) throws Exception {
        Process process = new ProcessBuilder("jack_transport")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Writer commands = process.outputWriter();
        commands.write("tempo " + MASTER_TEMPO + "\nmaster\nlocate " + frame + "\nplay\n");
        commands.flush();
        return process;
    }

    @Test
    void theTransportIsFollowedAgainOnItsGrid() throws Exception {
        JackServer.assumeInstalled("jack_transport", "jackd2 or jack-example-tools");
        Process master = null;
        try (JackServer server = new JackServer(128)) {
            JackListener before = server.listener();
            try (Player player = new Player(folder, errors, "21", "jack:listener", "--clock", "jack")) {
                player.session.start();
                master = roll(0);
                await("notes", 20, () -> noteOns(before).size() > 20);
                server.kill();
                before.close();
                await("the news", 5, () -> player.news.size() == 2);
                assertTrue(
                        player.session.status().destination().contains("the server has ended"),
                        "the panel says so: " + player.session.status().destination());
                LockSupport.parkNanos(1_000_000_000);
                assertTrue(errors.isEmpty(), errors.toString());
                master.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
                server.start();
                try (JackListener again = server.listener()) {
                    await("both", 10, () -> player.news.size() == 4);
                    LockSupport.parkNanos(300_000_000);
                    assertEquals(0, noteOns(again).size(), "the new server's transport stands, and so does the music");
                    master = roll(3 * JackServer.RATE);
                    await("notes again", 20, () -> noteOns(again).size() > 26);
                    assertEquals("jack: lilt:out", player.session.status().destination());
                    ClockState line;
                    try (JackTransport transport = JackTransport.open(() -> 120)) {
                        await("the master", 5, () -> transport.state().quartersPerMinute() > 0);
                        line = transport.state();
                    }
                    // The first two may be late: the tune is written when the host starts.
                    List<JackListener.Heard> notes = noteOns(again);
                    double worst = worst(
                            notes.subList(2, notes.size()),
                            note -> Math.round(line.tickAt(note.frame() * NANOS_PER_FRAME)),
                            MASTER_TEMPO);
                    System.out.printf("Transport of a new server: %d notes, worst %.3f ms%n", notes.size(), worst);
                    assertTrue(worst < 1, worst + " ms off the grid");
                    assertTrue(of(again, ShortMessages.PROGRAM).size() >= 3, "told its programs again");
                    player.session.pause(true);
                    await("silence", 5, () -> sounding(again) == 0);
                }
            }
        } finally {
            if (master != null) {
                master.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        }
        assertTrue(errors.isEmpty(), errors.toString());
    }

    @Test
    void aMidiClockIsFollowedAgainAfterBothEndsHaveLostTheServer() throws Exception {
        try (JackServer server = new JackServer(128)) {
            JackListener before = server.listener();
            try (Player follower = new Player(folder, errors, "8", "jack:listener", "--clock", "midi:jack");
                    Player sender = new Player(folder, errors, "21", "jack:lilt-clock", "--send-clock")) {
                sender.tempo.set(SENT_TEMPO);
                follower.session.start();
                sender.session.start();
                await("notes", 20, () -> noteOns(before).size() > 20);
                server.kill();
                before.close();
                await("the news", 5, () -> follower.news.size() == 2 && sender.news.size() == 1);
                LockSupport.parkNanos(1_000_000_000);
                server.start();
                try (JackListener again = server.listener()) {
                    await("all three", 20, () -> follower.news.size() == 4 && sender.news.size() == 2);
                    await("notes again", 30, () -> noteOns(again).size() > 26);
                    sender.session.pause(true);
                    await("silence", 5, () -> sounding(again) == 0);
                    List<JackListener.Heard> notes = noteOns(again);
                    double framesPerTick = 60.0 * JackServer.RATE / SENT_TEMPO / 10_080;
                    // The first may still be placed by what the loop knew after two pulses.
                    long first = notes.get(10).frame();
                    double worst = worst(
                            notes.subList(10, notes.size()),
                            note -> Math.round((note.frame() - first) / framesPerTick),
                            SENT_TEMPO);
                    System.out.printf("Clock through a new server: %d notes, worst %.3f ms%n", notes.size(), worst);
                    assertTrue(worst < 1, worst + " ms off the grid");
                }
            }
        }
        assertTrue(errors.isEmpty(), errors.toString());
    }
}
