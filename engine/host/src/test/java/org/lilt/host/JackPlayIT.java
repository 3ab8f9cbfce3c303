package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.engine.player.Performance;
import org.lilt.engine.player.Setup;
import org.lilt.midi.file.MidiFile;
import org.lilt.midi.file.MidiFileReader;
import org.lilt.midi.jack.JackListener;
import org.lilt.midi.jack.JackServer;
import org.lilt.plugin.Event;
import org.lilt.plugin.Parameter;
import picocli.CommandLine;

/** The whole road: real weights, real threads, a real jackd with the dummy driver, and a real JACK client that listens. */
class JackPlayIT {
    private static final int SECONDS = 10;
    private static final double TEMPO = 110;

    @TempDir
    Path folder;

    @Test
    void everyRecordedNoteArrivesAtTheFrameThatItsBeatDemands() throws Exception {
        JackServer.assumeInstalled();
        Path file = folder.resolve("played.mid");
        ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        List<JackListener.Heard> heard;
        long underruns;
        try (JackServer server = new JackServer(128);
                JackListener listener = server.listener()) {
            Source options = new Source();
            new CommandLine(options).parseArgs("--seed", "21");
            Parameter tempo = PlaySession.tempoParameter();
            Source.Loaded source = options.load(tempo);
            tempo.set(TEMPO);
            try (Recording recording = new Recording(file);
                    Output output = Output.open("jack:listener", Optional.empty(), news -> {})) {
                try (PlaySession session =
                        new PlaySession(source, free(tempo), output, recording, List.of(), 0, errors::add)) {
                    session.start();
                    session.performance().await(TimeUnit.SECONDS.toNanos(SECONDS));
                    underruns = session.status().underruns();
                }
            }
            heard = listener.heard();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (sounding(heard) > 0 && System.nanoTime() < until) {
                LockSupport.parkNanos(10_000_000); // the last cycles are still on their way
                heard = listener.heard();
            }
        }
        assertTrue(errors.isEmpty(), errors.toString());
        assertEquals(0, underruns, "underruns");
        List<MidiFile.Event> recorded = MidiFileReader.read(file).tracks().get(0).stream()
                .filter(e -> (e.status() & 0xF0) == 0x90)
                .toList();
        List<JackListener.Heard> notes =
                heard.stream().filter(m -> (m.status() & 0xF0) == 0x90).toList();
        assertTrue(recorded.size() > 30, "notes: " + recorded.size());
        assertEquals(
                recorded.stream().map(MidiFile.Event::data1).toList(),
                notes.stream().map(JackListener.Heard::data1).toList());
        double framesPerTick = JackServer.RATE * 60 / (TEMPO * Event.TICKS_PER_QUARTER);
        // The performance begins on a whole frame at tick 0.
        long origin = notes.get(0).frame() - Math.round(recorded.get(0).tick() * framesPerTick);
        for (int i = 0; i < notes.size(); i++) {
            MidiFile.Event note = recorded.get(i);
            assertEquals(note.status(), notes.get(i).status(), "note " + i);
            assertEquals(note.data1(), notes.get(i).data1(), "note " + i);
            assertEquals(
                    origin + Math.round(note.tick() * framesPerTick),
                    notes.get(i).frame(),
                    "note " + i);
        }
        assertEquals(0, sounding(heard), "every note ends");
    }

    private static long sounding(List<JackListener.Heard> heard) {
        return heard.stream().filter(m -> (m.status() & 0xF0) == 0x90).count()
                - heard.stream().filter(m -> (m.status() & 0xF0) == 0x80).count();
    }

    private static Setup free(Parameter tempo) {
        return Setup.free(tempo, Setup.transposeParameter(), Performance.DEFAULT_HORIZON_SECONDS);
    }
}
