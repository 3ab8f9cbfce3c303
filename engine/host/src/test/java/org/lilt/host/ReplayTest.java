package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.player.ChangeLog;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.Setup;
import org.lilt.engine.player.TransportView;
import org.lilt.engine.plugins.Plugins;
import org.lilt.host.session.TuneHistory;
import org.lilt.midi.SilentDestination;
import org.lilt.plugin.Parameter;

/** A session that was played in real time, with knobs turned at any moment, played once more from its files. */
@SuppressWarnings("try") // the file is there to be closed
class ReplayTest {
    private static final int TURNS = 120;
    private static final long SEED = 4;

    @TempDir
    Path folder;

    /** Writes down what a listener is told. */
    private static final class Told implements MessageListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void sent(long tick, int status, int data1, int data2) {
            lines.add(tick + " " + Integer.toHexString(status) + " " + data1 + " " + data2);
        }

        @Override
        public void tempo(long tick, double quartersPerMinute) {
            lines.add(tick + " tempo " + quartersPerMinute);
        }

        @Override
        public void meter(long tick, int numerator, int denominator) {
            lines.add(tick + " meter " + numerator + "/" + denominator);
        }

        @Override
        public void key(long tick, int sharps, boolean minor) {
            lines.add(tick + " key " + sharps + " " + minor);
        }

        @Override
        public void tuneStarts(long tick, int ordinal) {
            lines.add(tick + " tune " + ordinal);
        }
    }

    @Test
    void aSessionAndItsChangesReplayToTheSameMessages() throws Exception {
        Told live = new Told();
        Path file = folder.resolve("s.changes.jsonl");
        play(live, file);
        Told again = new Told();
        ReplayCommand.play(ChangesFile.read(file), file.toString(), List.of(again), line -> {});
        assertTrue(live.lines.size() > 200, "messages: " + live.lines.size());
        assertTrue(Files.readAllLines(file).size() > TURNS / 2, "changes");
        for (int i = 0; i < Math.min(live.lines.size(), again.lines.size()); i++) {
            assertEquals(live.lines.get(i), again.lines.get(i), "message " + i);
        }
        assertEquals(live.lines.size(), again.lines.size());
    }

    private void play(Told live, Path file) throws Exception {
        PresetLibrary.Found found = PresetLibrary.find("trio");
        Parameter tempo = PlaySession.tempoParameter();
        Parameter transpose = Setup.transposeParameter();
        Bands.playing(found, tempo, transpose);
        tempo.set(240);
        Plugins plugins = new Plugins();
        Band band = new Band(new Band.Plan(
                found,
                new Generators(found, null, plugins, false, i -> null),
                plugins,
                SEED,
                0,
                1,
                1,
                List.of(),
                name -> null,
                line -> {}));
        ChangeLog turned = new ChangeLog();
        Output output = new Output(new SilentDestination(), "silence", Optional.empty());
        List<Throwable> errors = new ArrayList<>();
        PlaySession session = new PlaySession(
                "trio",
                SEED,
                band,
                Setup.free(tempo, transpose, 0.1).with(turned, new TransportView()),
                output,
                null,
                List.of(live),
                0,
                new TuneHistory(new TextTap(), "trio", SEED, List.of()),
                errors::add);
        SessionFile beginning =
                new SessionFile(Snapshot.of(found, band, List.of(tempo, transpose), SEED), List.of(), 1, List.of());
        try (ChangesFile changes = new ChangesFile(file, beginning, turned, session.performance())) {
            session.start();
            tempo.set(200); // before anything sounds, or after
            turnKnobs(ChangesFile.byName(session.performance()));
            session.close();
        }
        assertEquals(List.of(), errors);
        assertEquals(0, turned.lost());
    }

    private static void turnKnobs(Map<String, Parameter> knobs) throws InterruptedException {
        Random random = new Random(1);
        List<Parameter> all = new ArrayList<>(knobs.values());
        for (int i = 0; i < TURNS; i++) {
            Thread.sleep(random.nextInt(70));
            Parameter knob = all.get(random.nextInt(all.size()));
            double low = knob.id().equals("tempo") ? 150 : knob.minimum();
            double high = knob.id().equals("temperature") ? 1 : knob.id().equals("breath") ? 2 : knob.maximum();
            knob.set(low + random.nextDouble() * (high - low));
            if (knob.id().equals("mute") || knob.id().equals("solo")) {
                Thread.sleep(40);
                knob.set(0); // lest there be nothing to compare
            }
        }
    }
}
