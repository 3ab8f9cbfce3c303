package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.ChangeLog;
import org.lilt.engine.player.MessageListener;
import org.lilt.engine.player.Setup;
import org.lilt.engine.player.TransportView;
import org.lilt.engine.plugins.Plugins;
import org.lilt.host.control.Mappings;
import org.lilt.host.session.TuneHistory;
import org.lilt.midi.SilentDestination;
import org.lilt.plugin.Parameter;

/** A session that was played in real time, with all done to it at any moment that a page can do, played once more from its files. */
@SuppressWarnings("try") // the file is there to be closed
class ReplayTest {
    private static final int TURNS = 120;
    private static final int FEW_TURNS = 50;
    private static final long SEED = 4;

    @TempDir
    Path folder;

    private Path changes;
    private Path live;

    @Test
    void aSessionAndItsChangesReplayToTheSameBytes() throws Exception {
        play("trio", 1, true);
        assertTrue(Files.size(live) > 1_200, "bytes: " + Files.size(live));
        List<String> lines = Files.readAllLines(changes);
        for (String action : List.of("restart", "silence", "cue", "seed", "heed")) {
            assertTrue(lines.stream().anyMatch(l -> l.contains("\"do\":\"" + action + "\"")), action);
        }
        assertArrayEquals(Files.readAllBytes(live), Files.readAllBytes(replay()));
    }

    @Test
    void copiesReplayToo() throws Exception {
        play("nottingham", 6, false); // more channels than a port has, so that some are silent
        assertArrayEquals(Files.readAllBytes(live), Files.readAllBytes(replay()));
    }

    @Test
    void tunesOfTheHistoryReplayToo() throws Exception {
        Path preset = folder.resolve("echoes.json");
        Files.writeString(preset, """
                {"format": 2, "name": "echoes", "description": "What was heard, once more",
                 "parts": [{"name": "tune", "generator": "lstm", "model": "nottingham", "parameters": {"breath": 0}},
                           {"name": "echo", "generator": "history"}]}
                """);
        play(preset.toString(), 1, true);
        assertTrue(Files.readString(changes).contains("\"do\":\"recall\""));
        assertArrayEquals(Files.readAllBytes(live), Files.readAllBytes(replay()));
    }

    @Test
    void whatAKilledProcessLeavesReplaysAsFarAsItGoes() throws Exception {
        play("trio", 1, true, FEW_TURNS);
        String all = Files.readString(changes);
        String head = all.substring(0, all.length() / 2);
        Files.writeString(changes, head.substring(0, head.lastIndexOf('\n') + 1) + "{\"played\":20000}\n{\"do\":\"hee");
        byte[] some = Files.readAllBytes(replay());
        byte[] whole = Files.readAllBytes(live);
        int same = 22; // behind the length of the track
        while (same < some.length && some[same] == whole[same]) {
            same++;
        }
        assertTrue(same > some.length / 2, same + " of " + some.length + " bytes are the same");
        assertTrue(some.length < whole.length);
    }

    @Test
    void whatCannotBeReplayedIsSaidInOneLine() throws Exception {
        play("trio", 1, false, FEW_TURNS);
        String all = Files.readString(changes);
        refused(all.replace("\"follows\":false", "\"follows\":true"), "a clock was followed");
        refused(all.replace("\"part\":\"", "\"part\":\"no"), "no part no");
        refused(all.replace("\"parameter\":\"", "\"parameter\":\"no"), "no parameter no");
        refused(all.substring(0, all.indexOf('\n') + 1), "nothing was played");
        refused("", "is empty");
    }

    private void refused(String content, String reason) throws IOException {
        Files.writeString(changes, content);
        IOException e = assertThrows(IOException.class, this::replay);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().startsWith(changes.toString()), e.getMessage());
    }

    private Path replay() throws Exception {
        Path again = folder.resolve("again.mid");
        try (Recording recording = new Recording(again)) {
            ReplayCommand.play(new ChangesReader(changes), changes.toString(), List.of(recording), line -> {});
        }
        return again;
    }

    private void play(String preset, int copies, boolean withActions) throws Exception {
        play(preset, copies, withActions, TURNS);
    }

    private void play(String preset, int copies, boolean withActions, int turns) throws Exception {
        changes = folder.resolve("s.changes.jsonl");
        live = folder.resolve("live.mid");
        PresetLibrary.Found found = PresetLibrary.find(preset);
        Parameter tempo = PlaySession.tempoParameter();
        Parameter transpose = Setup.transposeParameter();
        Bands.playing(found, tempo, transpose);
        tempo.set(240);
        ChangeLog log = new ChangeLog();
        TuneHistory[] heard = new TuneHistory[1];
        Plugins plugins = new Plugins();
        Band band = new Band(new Band.Plan(
                found,
                new Generators(found, null, plugins, false, (generator, index) -> {
                    int[] text = heard[0] == null ? null : heard[0].forPlaying(index);
                    log.recalled(generator, text);
                    return text;
                }),
                plugins,
                SEED,
                0,
                1,
                copies,
                Ports.SILENT,
                line -> {}));
        heard[0] = new TuneHistory(band.writer().orElseThrow().text().orElseThrow(), preset, SEED, List.of());
        List<Throwable> errors = new ArrayList<>();
        Recording recording = new Recording(live);
        PlaySession session = new PlaySession(
                preset,
                SEED,
                band,
                band.writer().orElseThrow().text().orElseThrow(),
                Setup.free(tempo, transpose, 0.1).with(log, new TransportView()),
                new Output(new SilentDestination(), "silence", Optional.empty()),
                recording,
                List.<MessageListener>of(),
                0,
                heard[0],
                errors::add);
        SessionFile beginning = new SessionFile(
                Snapshot.of(found, band, List.of(tempo, transpose), SEED), List.of(), Mappings.NONE, 1, List.of());
        try (ChangesFile file = new ChangesFile(
                changes,
                beginning,
                new ChangesFile.Way(null, false, false),
                log,
                band,
                tempo,
                transpose,
                session.performance()::playHead)) {
            session.start();
            tempo.set(200); // before anything sounds, or after
            turn(session, withActions, turns);
            session.close();
            recording.close();
        }
        assertEquals(List.of(), errors);
        assertEquals(0, log.lost());
    }

    /** Adds, takes away, moves and bypasses effects, and turns one that was added. */
    private static void arrange(PlaySession session, Random random) {
        Band.Member member = session.band()
                .members()
                .get(random.nextInt(session.band().members().size()));
        List<Slot> slots = new ArrayList<>(member.part().chain().slots());
        switch (slots.isEmpty() ? 0 : random.nextInt(4)) {
            case 0, 1 -> {
                String id = List.of("humanise", "swing", "octave", "echo", "harmonise")
                        .get(random.nextInt(5));
                try {
                    Slot slot = session.band().effect(member, id, new Plugins());
                    Parameter knob = slot.parameters()
                            .get(random.nextInt(slot.parameters().size()));
                    knob.set(knob.minimum() + random.nextDouble() * (knob.maximum() - knob.minimum()));
                    slots.add(random.nextInt(slots.size() + 1), slot);
                } catch (PresetException e) {
                    throw new IllegalStateException(e);
                }
            }
            case 2 -> slots.remove(random.nextInt(slots.size()));
            default -> {
                Collections.shuffle(slots, random);
                slots.get(0).bypass(!slots.get(0).bypassed());
            }
        }
        session.performance().effects(member.part(), slots);
        session.rearranged();
    }

    private static void turn(PlaySession session, boolean withActions, int turns) throws InterruptedException {
        Random random = new Random(1);
        List<Parameter> before = session.parameters();
        Map<String, Parameter> knobs =
                ChangesFile.parameters(session.band().parts(), before.get(0), before.get(before.size() - 1));
        List<Parameter> all = new ArrayList<>(knobs.values());
        List<Runnable> actions = Stream.<Runnable>of(
                        session::nextTune,
                        session::allNotesOff,
                        () -> session.pause(true),
                        () -> session.pause(false),
                        () -> session.seed(random.nextInt(5)),
                        () -> {
                            session.beginWith("M:6/8\nL:1/8\nK:G\nG2B d2B|");
                            session.nextTune();
                        },
                        () -> {
                            session.moreLike(1);
                            session.nextTune();
                        },
                        () -> {
                            session.again(1);
                            session.nextTune();
                            session.nextTune(); // before the first is written
                        })
                .toList();
        for (int i = 0; i < turns; i++) {
            Thread.sleep(random.nextInt(70));
            if (withActions && i % 8 == 4) {
                arrange(session, random);
            }
            if (withActions && i > 20 && i % 8 == 0) {
                actions.get(i / 8 % actions.size()).run();
                continue;
            }
            Parameter knob = all.get(random.nextInt(all.size()));
            double low = knob.id().equals("tempo") ? 150 : knob.minimum();
            double high = knob.id().equals("temperature") ? 1 : knob.id().equals("breath") ? 2 : knob.maximum();
            knob.set(low + random.nextDouble() * (high - low));
            if (knob.id().equals("mute") || knob.id().equals("solo")) {
                Thread.sleep(40);
                knob.set(0); // lest there be nothing to compare
            }
        }
        session.pause(false);
        Thread.sleep(300);
    }
}
