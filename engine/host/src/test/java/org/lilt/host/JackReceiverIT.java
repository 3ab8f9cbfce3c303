package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.illposed.osc.OSCMessage;
import com.illposed.osc.transport.OSCPortOut;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.devices.Destinations;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;
import org.lilt.midi.jack.JackServer;
import org.lilt.plugin.Event;

/**
 * What a receiver sees of a Lilt in a process of its own, through a real jackd: that of JACK itself, {@code jack_midi_dump}. For a long recording:
 * {@code mvn verify -pl engine/host -am -Dit.test=JackReceiverIT -Dfailsafe.failIfNoSpecifiedTests=false -Dlilt.receiver.seconds=600}.
 */
@Timeout(1200)
class JackReceiverIT {
    private static final int SECONDS = Integer.getInteger("lilt.receiver.seconds", 8);
    private static final int TEMPO = 110;

    @TempDir
    static Path folder;

    private static JackServer server;
    private MidiDump dump;

    @BeforeAll
    static void startServer() throws Exception {
        JackServer.assumeInstalled();
        server = new JackServer(128);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void listen() throws Exception {
        dump = new MidiDump(folder);
        long until = System.nanoTime() + 10_000_000_000L;
        while (!listed("jack:" + MidiDump.INPUT) && System.nanoTime() < until) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    @AfterEach
    void close() throws Exception {
        dump.close();
    }

    private static boolean listed(String out) {
        return Destinations.list().stream().anyMatch(device -> device.out().equals(out));
    }

    private LiltProcess playing(LiltProcess lilt) {
        lilt.await("notes", 30, () -> dump.notes() > 5 && dump.sounding() > 0);
        return lilt;
    }

    private static String[] play(String... more) {
        String[] play = {"play", "--out", "jack:" + MidiDump.INPUT, "--no-panel", "--seed", "21", "--tempo", "" + TEMPO
        };
        String[] all = Arrays.copyOf(play, play.length + more.length);
        System.arraycopy(more, 0, all, play.length, more.length);
        return all;
    }

    @Test
    void everyEventArrivesAtTheFrameOfItsBeat() throws Exception {
        Path file = folder.resolve("played.mid");
        try (LiltProcess lilt = LiltProcess.start(play("--seconds", "" + SECONDS, "--record", file.toString()))) {
            lilt.await("its end", SECONDS + 30, () -> !lilt.process.isAlive());
            assertEquals(0, lilt.end());
            assertTrue(lilt.behind(" tunes begun").contains("0 underruns"), lilt.said.toString());
        }
        dump.close();
        List<MidiDump.Heard> heard = dump.heard();
        List<MidiFile.Event> recorded = MidiFileReader.read(file).tracks().get(0).stream()
                .filter(event -> event.status() < 0xF0)
                .toList();
        assertEquals(recorded.size(), heard.size());
        assertTrue(heard.size() > SECONDS * 5, heard.size() + " events");
        double framesPerTick = JackServer.RATE * 60.0 / (TEMPO * Event.TICKS_PER_QUARTER);
        // The performance begins on a whole frame at tick 0; the ends of what sounded at the stop lie on no beat.
        long origin = heard.get(0).frame();
        long stop = recorded.get(recorded.size() - 1).tick();
        List<String> displaced = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < recorded.size(); i++) {
            MidiFile.Event event = recorded.get(i);
            MidiDump.Heard h = heard.get(i);
            assertEquals(
                    List.of(event.status(), event.data1(), event.data2()),
                    List.of(h.status(), h.data1(), h.data2()),
                    "event " + i);
            if (event.tick() < stop) {
                compared++;
                long off = h.frame() - origin - Math.round(event.tick() * framesPerTick);
                if (off != 0) {
                    displaced.add("event " + i + " of tick " + event.tick() + " by " + off + " frames");
                }
            }
        }
        System.out.printf(
                "%d s through JACK: %d events, %d not at the frame of their beat%n",
                SECONDS, compared, displaced.size());
        assertEquals(List.of(), displaced, "of " + compared + " not at the frame of their beat");
        assertEquals(0, dump.sounding());
    }

    @Test
    void panicAndStopLeaveNoNoteSounding() throws Exception {
        try (LiltProcess lilt = playing(LiltProcess.start(play("--osc", "0")))) {
            int port = Integer.parseInt(lilt.behind("OSC: listening on 127.0.0.1:"));
            OSCPortOut osc = new OSCPortOut(InetAddress.getLoopbackAddress(), port);
            osc.send(new OSCMessage("/lilt/transport/panic"));
            lilt.await("all notes off on each channel", 5, () -> allNotesOff() == 16);
            assertEquals(0, soundingAtPanic(dump.heard()));
            long before = dump.notes();
            lilt.await("the music to go on", 10, () -> dump.notes() > before + 3 && dump.sounding() > 0);
            osc.send(new OSCMessage("/lilt/transport/stop"));
            osc.close();
            lilt.await("silence", 5, () -> dump.sounding() == 0);
            long held = dump.notes();
            LockSupport.parkNanos(500_000_000);
            assertEquals(held, dump.notes(), "it stays silent");
            lilt.signal("TERM");
            lilt.end();
        }
    }

    private long allNotesOff() {
        return dump.heard().stream().filter(JackReceiverIT::isAllNotesOff).count();
    }

    private static boolean isAllNotesOff(MidiDump.Heard h) {
        return h.is(ShortMessages.CONTROL) && h.data1() == ShortMessages.ALL_NOTES_OFF;
    }

    private static long soundingAtPanic(List<MidiDump.Heard> heard) {
        long sounding = 0;
        for (MidiDump.Heard h : heard) {
            if (isAllNotesOff(h)) {
                return sounding;
            }
            sounding += h.is(ShortMessages.NOTE_ON) ? 1 : h.is(ShortMessages.NOTE_OFF) ? -1 : 0;
        }
        return sounding;
    }

    @Test
    void aTerminationLeavesNoNoteSounding() throws Exception {
        try (LiltProcess lilt = playing(LiltProcess.start(play()))) {
            lilt.signal("TERM");
            lilt.end();
            lilt.await("silence", 5, () -> dump.sounding() == 0);
        }
    }

    @Test
    void controlCOnATerminalLeavesNoNoteSounding() throws Exception {
        JackServer.assumeInstalled("script", "bsdutils");
        try (LiltProcess lilt = playing(LiltProcess.onTerminal(play()))) {
            lilt.controlC();
            lilt.end();
            lilt.await("silence", 5, () -> dump.sounding() == 0);
        }
    }

    @Test
    void aKillLeavesAtMostAChordAndTheServerDropsThePort() throws Exception {
        try (LiltProcess lilt = playing(LiltProcess.start(play()))) {
            lilt.signal("KILL");
            lilt.end();
            long hanging = dump.sounding();
            System.out.printf("kill -9: %d notes hang at the receiver%n", hanging);
            assertTrue(hanging <= 5, hanging + " notes");
            // Another one gets the same name and goes on into the same receiver.
            long before = dump.notes();
            try (LiltProcess next = LiltProcess.start(play())) {
                assertTrue(next.behind("Playing on ").startsWith("jack: lilt:out, connected"), next.said.toString());
                next.await("its notes", 20, () -> dump.notes() > before + 3);
                next.signal("TERM");
                next.end();
                next.await("the end of its own notes", 5, () -> dump.sounding() == hanging);
            }
        }
    }
}
