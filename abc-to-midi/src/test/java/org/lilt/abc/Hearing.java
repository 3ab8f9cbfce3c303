package org.lilt.abc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a few lines of ABC sound like, and what is reported of them, in short. */
final class Hearing {
    /** A header in quarter notes of common time. */
    static final String HEADER = "X:1\nM:4/4\nL:1/4\nK:C\n";

    /** The notes of some channels as pitch@onset:length in quarters, in order of onset and pitch. */
    static String heard(String abc, AbcOptions options, int... channels) {
        Notes notes = new Notes();
        AbcFile.read(abc, notes, AbcDiagnostics.NONE, options);
        return notes.notes.stream()
                .filter(n -> java.util.Arrays.stream(channels).anyMatch(c -> c == n.channel()))
                .sorted((a, b) -> a.onset() != b.onset() ? Long.compare(a.onset(), b.onset()) : a.pitch() - b.pitch())
                .map(n -> n.pitch() + "@" + quarters(n.onset()) + ":" + quarters(n.end() - n.onset()))
                .collect(Collectors.joining(" "));
    }

    static String melody(String body) {
        return heard(HEADER + body, AbcOptions.FILE, 0);
    }

    static String quarters(long ticks) {
        long divisor = java.math.BigInteger.valueOf(ticks)
                .gcd(java.math.BigInteger.valueOf(AbcReader.TICKS_PER_QUARTER))
                .longValue();
        long above = ticks / divisor;
        long below = AbcReader.TICKS_PER_QUARTER / divisor;
        return below == 1 ? String.valueOf(above) : above + "/" + below;
    }

    private Hearing() {}

    static List<Integer> velocities(String body) {
        Notes notes = new Notes();
        AbcFile.read(HEADER + body, notes, AbcDiagnostics.NONE, AbcOptions.FILE.withAccompaniment(false));
        return notes.notes.stream().map(Notes.Note::velocity).collect(Collectors.toList());
    }

    /** What is reported of a body, as line:column and kind. */
    static List<String> reports(String body, AbcOptions options) {
        List<String> reports = new ArrayList<>();
        AbcDiagnostics diagnostics = (line, column, problem, words) -> reports.add(line + ":" + column + " " + problem);
        AbcFile.read(HEADER + body, new Notes(), diagnostics, options);
        return reports;
    }

    static List<String> log(String abc, AbcOptions options) {
        Log log = new Log();
        AbcFile.read(abc, log, AbcDiagnostics.NONE, options);
        return log.lines;
    }
}
