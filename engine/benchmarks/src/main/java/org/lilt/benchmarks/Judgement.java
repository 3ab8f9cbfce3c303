package org.lilt.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.lilt.benchmarks.ControlBenchmark.Change;

/** Which notes obey which changes. */
final class Judgement {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(100);

    /** What a change may take on top of the horizon. */
    private static final double GRACE_SECONDS = 0.005;

    /** A note as it was heard: when it was due, the character that settled it, and by how much it was transposed. */
    private record Note(long nanos, long character, int transposed) {}

    private final List<Change> changes;
    private final List<Note> notes = new ArrayList<>();
    /** Those of them that are no repeats. */
    private final List<Note> newNotes = new ArrayList<>();
    /** When the others were due. */
    private final TreeSet<Long> repeats = new TreeSet<>();

    private final List<Heard.Tempo> tempos;
    private final long horizonNanos;

    Judgement(Heard heard, List<Change> changes, double horizonSeconds) {
        this.changes = changes;
        horizonNanos = (long) ((horizonSeconds + GRACE_SECONDS) * 1e9);
        tempos = heard.tempos();
        Map<Long, Heard.Written> byTick = new HashMap<>(); // of a chord, its first note
        Set<Long> newTicks = new HashSet<>();
        long newest = -1;
        for (Heard.Written written : heard.written()) {
            if (byTick.putIfAbsent(written.tick(), written) == null && written.character() > newest) {
                newTicks.add(written.tick());
            }
            newest = Math.max(newest, written.character());
        }
        long last = -1;
        for (Heard.Sent sent : heard.sent()) {
            if (sent.tick() > last) {
                last = sent.tick();
                Heard.Written written = byTick.get(last);
                Note note = new Note(sent.nanos(), written.character(), sent.pitch() - written.pitch());
                notes.add(note);
                if (newTicks.contains(last)) {
                    newNotes.add(note);
                } else {
                    repeats.add(sent.nanos());
                }
            }
        }
    }

    List<ObjectNode> lines() {
        List<ObjectNode> lines = new ArrayList<>();
        for (Way way : Way.values()) {
            lines.add(temperature(way));
            lines.add(tempo(way));
            lines.add(transposition(way));
        }
        return lines;
    }

    private List<Change> of(String parameter, Way way) {
        return changes.stream()
                .filter(c -> c.parameter().equals(parameter) && c.way() == way)
                .toList();
    }

    private static ObjectNode line(String parameter, Way way, int changes) {
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("name", "lilt-" + parameter + "-" + way.name().toLowerCase(Locale.ROOT));
        line.put("changes", changes);
        return line;
    }

    /**
     * The first new note after each change that was drawn after it, the time to it where nothing is repeated meanwhile, and notes that
     * should have been drawn after it and were not.
     */
    private ObjectNode temperature(Way way) {
        List<Change> made = of("temperature", way);
        Distribution time = new Distribution(LONGEST_NANOS);
        Distribution count = new Distribution(LONGEST_NANOS);
        long judged = 0;
        long disobeyed = 0;
        for (Change change : made) {
            int before = 0;
            boolean found = false;
            for (int i = 1; i < newNotes.size(); i++) {
                Note note = newNotes.get(i);
                if (note.nanos() < change.nanos()) {
                    continue;
                }
                boolean obeys = note.character() >= change.written();
                if (!found && obeys) {
                    found = true;
                    count.add(before);
                    if (repeats.subSet(change.nanos(), note.nanos()).isEmpty()) {
                        time.add(note.nanos() - change.nanos());
                    }
                }
                before++;
                if (newNotes.get(i - 1).nanos() > change.nanos() + horizonNanos) {
                    judged++;
                    disobeyed += obeys ? 0 : 1;
                }
            }
        }
        ObjectNode line = line("temperature", way, made.size());
        time.putMillis(line, "first_obeying_note");
        count.putCounts(line, "notes_before_it");
        line.put("notes_judged", judged);
        line.put("notes_disobeying", disobeyed);
        return line;
    }

    /** When a tempo has begun to hold; what is due later goes by it. */
    private ObjectNode tempo(Way way) {
        List<Change> made = of("tempo", way);
        Distribution time = new Distribution(LONGEST_NANOS);
        int missing = 0;
        for (Change change : made) {
            long began = tempos.stream()
                    .filter(t -> t.value() == change.value() && t.nanos() >= change.nanos())
                    .mapToLong(Heard.Tempo::nanos)
                    .findFirst()
                    .orElse(-1);
            if (began < 0) {
                missing++;
            } else {
                time.add(began - change.nanos());
            }
        }
        ObjectNode line = line("tempo", way, made.size());
        time.putMillis(line, "holds_after");
        line.put("never_held", missing);
        return line;
    }

    /** Notes that were due after a change and did not obey it, and how long after. */
    private ObjectNode transposition(Way way) {
        List<Change> all =
                changes.stream().filter(c -> c.parameter().equals("transpose")).toList();
        Distribution time = new Distribution(LONGEST_NANOS);
        long judged = 0;
        int next = 0;
        for (Note note : notes) {
            while (next < all.size() && all.get(next).nanos() <= note.nanos()) {
                next++;
            }
            if (next == 0 || all.get(next - 1).way() != way) {
                continue;
            }
            Change change = all.get(next - 1);
            judged++;
            if (note.transposed() != change.value()) {
                time.add(note.nanos() - change.nanos());
            }
        }
        ObjectNode line = line("transpose", way, of("transpose", way).size());
        line.put("notes_judged", judged);
        time.putMillis(line, "disobeyed_for");
        return line;
    }
}
