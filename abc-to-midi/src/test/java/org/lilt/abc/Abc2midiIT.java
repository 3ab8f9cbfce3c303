package org.lilt.abc;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bass and chords are those of the real abc2midi, on tunes whose chord symbols it reads without fault. */
class Abc2midiIT {
    private static final Pattern SYMBOL = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern PLAIN = Pattern.compile("[A-G][#b]?(m|7|m7|dim|maj7)?(/[A-Ga-g][#b]?)?");
    private static final double LEAST_AGREEMENT = 0.95;

    /** In 48ths of a quarter note, which is finer than anything in these tunes and coarser than rounding. */
    private record Heard(long onset, int pitch, long length) {}

    private static final Comparator<Heard> ORDER = Comparator.comparingLong(Heard::onset)
            .thenComparingInt(Heard::pitch)
            .thenComparingLong(Heard::length);

    @TempDir
    Path folder;

    @Test
    void bassAndChordsAreThoseOfAbc2midi() throws Exception {
        List<String> tunes = new ArrayList<>();
        for (String tune : Tunes.all()) {
            Matcher symbols = SYMBOL.matcher(tune);
            if (symbols.results().allMatch(m -> PLAIN.matcher(m.group(1)).matches()) && tune.contains("\"")) {
                tunes.add(tune);
            }
        }
        convert(tunes);
        List<String> different = new ArrayList<>();
        for (int i = 0; i < tunes.size(); i++) {
            List<Heard> theirs = theirs(folder.resolve("t" + (i + 1) + ".mid"));
            List<Heard> ours = ours(tunes.get(i));
            if (!theirs.equals(ours)) {
                different.add(describe(tunes.get(i), ours, theirs));
            }
        }
        assertTrue(different.size() <= (1 - LEAST_AGREEMENT) * tunes.size(), () -> String.join("\n", different));
    }

    private void convert(List<String> tunes) throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < tunes.size(); i++) {
            all.append(tunes.get(i).replaceFirst("X:.*", "X:" + (i + 1))).append('\n');
        }
        Path file = folder.resolve("t.abc");
        Files.writeString(file, all);
        try {
            Process process = new ProcessBuilder("abc2midi", "t.abc")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            process.waitFor();
        } catch (IOException e) {
            assumeTrue("1".equals(System.getenv("LILT_REQUIRE_ALL")), "abc2midi is not installed");
            throw e;
        }
    }

    private static List<Heard> ours(String tune) {
        List<Heard> heard = new ArrayList<>();
        for (Notes.Note n : Notes.of(tune)) {
            if (n.channel() == Accompaniment.BASS_CHANNEL || n.channel() == Accompaniment.CHORD_CHANNEL) {
                heard.add(new Heard(n.onset() * 48 / 10080, n.pitch(), (n.end() - n.onset()) * 48 / 10080));
            }
        }
        heard.sort(ORDER);
        return heard;
    }

    /** Notes on all channels but that of the melody, which is 0. */
    private static List<Heard> theirs(Path file) throws Exception {
        Sequence sequence = MidiSystem.getSequence(file.toFile());
        double scale = 48.0 / sequence.getResolution();
        List<Heard> heard = new ArrayList<>();
        for (Track track : sequence.getTracks()) {
            Map<Integer, List<Long>> on = new HashMap<>();
            for (int i = 0; i < track.size(); i++) {
                MidiEvent event = track.get(i);
                if (event.getMessage() instanceof ShortMessage m && m.getChannel() > 0) {
                    int key = m.getChannel() << 8 | m.getData1();
                    if (m.getCommand() == ShortMessage.NOTE_ON && m.getData2() > 0) {
                        on.computeIfAbsent(key, k -> new ArrayList<>()).add(event.getTick());
                    } else if (m.getCommand() == ShortMessage.NOTE_OFF || m.getCommand() == ShortMessage.NOTE_ON) {
                        long onset = on.get(key).remove(0);
                        heard.add(new Heard(
                                Math.round(onset * scale),
                                m.getData1(),
                                Math.round((event.getTick() - onset) * scale)));
                    }
                }
            }
        }
        heard.sort(ORDER);
        return heard;
    }

    private static String describe(String tune, List<Heard> ours, List<Heard> theirs) {
        int i = 0;
        while (i < ours.size() && i < theirs.size() && ours.get(i).equals(theirs.get(i))) {
            i++;
        }
        return tune.lines().filter(l -> l.startsWith("T:")).findFirst().orElse("?") + " " + ours.size() + "/"
                + theirs.size() + " ours "
                + ours.subList(i, Math.min(i + 4, ours.size())) + " theirs "
                + theirs.subList(i, Math.min(i + 4, theirs.size()));
    }
}
