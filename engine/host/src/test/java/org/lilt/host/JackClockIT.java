package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.midi.ClockState;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;
import org.lilt.midi.jack.JackInput;
import org.lilt.midi.jack.JackListener;
import org.lilt.midi.jack.JackServer;
import org.lilt.midi.jack.JackTransport;
import org.lilt.plugin.Event;

/** Lilt beside a real JACK transport, and two Lilts of which one follows the other, through a real jackd. */
class JackClockIT {
    private static final double NANOS_PER_FRAME = 1e9 / JackServer.RATE;
    private static final long SIXTEENTH = Event.TICKS_PER_QUARTER / 4;
    private static final double MILLISECOND = 1e6;

    /**
     * {@code jack_transport} adds whole ticks, 1,920 to the beat, in each cycle: at this tempo twelve in 128 frames, so that it goes as fast as it says.
     */
    private static final double MASTER_TEMPO = 140.625;

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();

    /** The notes that the session of a seed has recorded, once it is closed. */
    private List<MidiFile.Event> recorded(String seed) throws Exception {
        return MidiFileReader.read(folder.resolve(seed + ".mid")).tracks().get(0).stream()
                .filter(e -> (e.status() & 0xF0) == ShortMessages.NOTE_ON)
                .toList();
    }

    private static void await(String what, double seconds, BooleanSupplier condition) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited in vain for " + what);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static List<JackListener.Heard> noteOns(JackListener listener) {
        return listener.heard().stream()
                .filter(m -> (m.status() & 0xF0) == ShortMessages.NOTE_ON)
                .toList();
    }

    private static long sounding(JackListener listener) {
        return noteOns(listener).size()
                - listener.heard().stream()
                        .filter(m -> (m.status() & 0xF0) == ShortMessages.NOTE_OFF)
                        .count();
    }

    /** Notes heard against the moments at which a line, and what was recorded, want them; returns the worst distance in milliseconds. */
    private static double worst(
            List<MidiFile.Event> recorded, List<JackListener.Heard> heard, int from, ClockState line) {
        long shift = Long.MIN_VALUE;
        double worst = 0;
        for (int i = from; i < heard.size(); i++) {
            assertEquals(recorded.get(i).data1(), heard.get(i).data1(), "note " + i);
            double nanos = heard.get(i).frame() * NANOS_PER_FRAME;
            if (shift == Long.MIN_VALUE) {
                // The host's ticks and the performance's are whole bars apart, in any meter at least whole sixteenths.
                shift = Math.round((line.tickAt(nanos) - recorded.get(i).tick()) / SIXTEENTH) * SIXTEENTH;
            }
            worst = Math.max(
                    worst, Math.abs(nanos - line.nanosAt(recorded.get(i).tick() + shift)) / MILLISECOND);
        }
        return worst;
    }

    @Test
    void theNotesLieOnTheGridOfTheJackTransportThatIsFollowed() throws Exception {
        JackServer.assumeInstalled();
        JackServer.assumeInstalled("jack_transport", "jackd2 or jack-example-tools");
        List<JackListener.Heard> heard;
        ClockState line;
        try (JackServer server = new JackServer(128)) {
            Process process = new ProcessBuilder("jack_transport")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (JackListener listener = server.listener();
                    JackTransport transport = JackTransport.open(() -> 120);
                    Writer commands = process.outputWriter();
                    Player player = new Player(folder, errors, "21", "jack:listener", "--clock", "jack")) {
                player.session.start();
                commands.write("tempo " + MASTER_TEMPO + "\nmaster\nlocate 48000\n");
                commands.flush();
                await("the master", 10, () -> Math.abs(transport.state().quartersPerMinute() - MASTER_TEMPO) < 1e-6);
                LockSupport.parkNanos(300_000_000);
                assertEquals(0, noteOns(listener).size(), "it stands with the host");
                commands.write("play\n");
                commands.flush();
                await("notes", 20, () -> noteOns(listener).size() > 40);
                line = transport.state();
                assertTrue(line.rolling());
                assertEquals(MASTER_TEMPO, player.tempo.get(), 1e-6, "the parameter shows the tempo");
                commands.write("stop\n");
                commands.flush();
                await("the stop", 5, () -> !transport.state().rolling());
                LockSupport.parkNanos(200_000_000);
                heard = noteOns(listener);
                assertEquals(0, sounding(listener), "nothing sounds while the host stands");
                commands.write("locate 0\nplay\n");
                commands.flush();
                await("notes from another place", 10, () -> noteOns(listener).size() > heard.size() + 10);
                commands.write("quit\n");
                commands.flush();
            } finally {
                process.destroy();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        }
        assertTrue(errors.isEmpty(), errors.toString());
        double worst = worst(recorded("21"), heard, 2, line);
        System.out.printf("Following the JACK transport: %d notes, worst %.3f ms off its grid%n", heard.size(), worst);
        assertTrue(worst < 1, worst + " ms");
    }

    @Test
    void aLiltThatFollowsAnotherPlaysWithinAMillisecondOfItsGrid() throws Exception {
        JackServer.assumeInstalled();
        List<JackListener.Heard> heard;
        List<Long> pulses = new ArrayList<>();
        ConcurrentLinkedQueue<Long> came = new ConcurrentLinkedQueue<>();
        double tempo = 133;
        try (JackServer server = new JackServer(128);
                JackListener listener = server.listener();
                JackInput probe = JackInput.open("lilt-probe", (nanos, status, data1, data2) -> {
                    if (status == ShortMessages.CLOCK) {
                        came.add(nanos);
                    }
                });
                Player follower = new Player(folder, errors, "8", "jack:listener", "--clock", "midi:jack");
                Player sender = new Player(folder, errors, "21", "jack:lilt-", "--send-clock")) {
            assertEquals("jack: lilt-probe:in", probe.name());
            sender.tempo.set(tempo);
            follower.session.start();
            sender.session.start();
            await("notes", 40, () -> noteOns(listener).size() > 50);
            sender.session.pause(true);
            LockSupport.parkNanos(300_000_000);
            heard = noteOns(listener);
            assertEquals(0, sounding(listener), "a pause stops the one that follows");
            pulses.addAll(came);
        }
        assertTrue(errors.isEmpty(), errors.toString());
        double perPulse = 60e9 / tempo / ClockState.PULSES_PER_QUARTER;
        for (int i = 0; i < pulses.size(); i++) {
            assertEquals(pulses.get(0) + i * perPulse, pulses.get(i), 1.1 * NANOS_PER_FRAME, "pulse " + i);
        }
        ClockState line = new ClockState(true, true, 0, pulses.get(0), perPulse, 0);
        double worst = worst(recorded("8"), heard, 2, line);
        System.out.printf("Lilt after Lilt: %d notes, worst %.3f ms off the sender's grid%n", heard.size(), worst);
        assertTrue(worst < 1, worst + " ms");
    }

    @Test
    void theCommandEndsWellBesideATransportThatStands() throws Exception {
        JackServer.assumeInstalled();
        try (JackServer server = new JackServer(256);
                JackListener listener = server.listener()) {
            Run run = Run.lilt(
                    "play",
                    "--out",
                    "jack:listener",
                    "--clock",
                    "jack",
                    "--send-clock",
                    "--control",
                    "jack",
                    "--map",
                    "74=temperature",
                    "--transpose-from",
                    "jack",
                    "--osc",
                    "0",
                    "--osc-to",
                    "9",
                    "--seconds",
                    "1",
                    "--no-panel",
                    "--seed",
                    "3");
            assertEquals("", run.err());
            assertEquals(0, run.status());
            assertTrue(run.out().contains("OSC: listening on 127.0.0.1:"), run.out());
            assertTrue(run.out().contains("0 tunes begun"), run.out());
            assertEquals(List.of(), noteOns(listener));
        }
    }
}
