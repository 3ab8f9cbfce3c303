package org.lilt.abc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes out the parts of tunes in the order that their headers ask for, {@code P:A2(BC)2D}. Key, meter and unit note length are written again before a part, as they
 * were where it was first written. A tune without such a header stays as it is.
 */
final class PlayOrder {
    /** Parts in a tune that is written out; an order that asks for more is cut. */
    private static final int MOST_PARTS = 1000;

    /** A directive that only this class writes: the repeat sign before it is none of the tune's own, and need not be answered. */
    static final String IMPLIED = "lilt-implied-repeat";

    private record Line(String text, int number) {}

    private final List<Line> lines = new ArrayList<>();

    /** Writes out a text. */
    PlayOrder(CharSequence abc) {
        List<Line> tune = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) abc.toString().lines()::iterator) {
            tune.add(new Line(line, ++number));
            if (line.isBlank()) {
                tune(tune);
                tune.clear();
            }
        }
        tune(tune);
    }

    /** The text, written out. */
    String text() {
        StringBuilder out = new StringBuilder();
        for (Line line : lines) {
            out.append(line.text).append('\n');
        }
        return out.toString();
    }

    /** Tells oddities of the text that is written out by the lines of the text that was given, each once, however often its part is played. */
    AbcDiagnostics diagnostics(AbcDiagnostics told) {
        Set<String> known = new HashSet<>();
        return (line, column, problem, words) -> {
            int number = lines.isEmpty() ? 1 : lines.get((int) Math.min(line, lines.size()) - 1).number;
            if (known.add(number + " " + column + " " + problem)) {
                told.report(number, column, problem, words);
            }
        };
    }

    private void tune(List<Line> tune) {
        String order = "";
        List<Line> before = new ArrayList<>();
        Map<String, List<Line>> parts = new LinkedHashMap<>();
        Map<Character, String> state = new LinkedHashMap<>();
        List<Line> into = before;
        boolean body = false;
        for (Line line : tune) {
            String text = line.text;
            char field = text.length() > 1 && text.charAt(1) == ':' ? text.charAt(0) : ' ';
            if (field == 'P' && !body) {
                order = text.substring(2).trim();
                continue;
            }
            if ("KLM".indexOf(field) >= 0) {
                state.put(field, text);
            }
            if (field == 'P') {
                String label = text.substring(2).trim();
                into = parts.computeIfAbsent(label.isEmpty() ? "" : label.substring(0, 1), k -> new ArrayList<>());
                into.clear();
                into.add(line);
                for (String setting : state.values()) {
                    into.add(new Line(setting, line.number));
                }
                into.add(new Line("|:", line.number)); // a repeat within the part goes back no further
                into.add(new Line("%%" + IMPLIED, line.number));
            } else if (!text.isBlank()) {
                into.add(line);
            }
            body |= field == 'K';
        }
        if (order.isEmpty() || parts.isEmpty()) {
            lines.addAll(tune);
            return;
        }
        lines.addAll(before);
        String sequence = sequence(order);
        for (int i = 0; i < sequence.length(); i++) {
            lines.addAll(parts.getOrDefault(sequence.substring(i, i + 1), List.of()));
        }
        lines.add(new Line("", tune.get(tune.size() - 1).number));
    }

    /** {@code A2(BC)2} as AABCBC. */
    static String sequence(String order) {
        return sequence(order, new int[1]);
    }

    private static String sequence(String order, int[] at) {
        StringBuilder out = new StringBuilder();
        while (at[0] < order.length() && out.length() < MOST_PARTS) {
            char c = order.charAt(at[0]++);
            if (c == ')') {
                break;
            }
            String what = c == '(' ? sequence(order, at) : Text.isLetter(c) ? String.valueOf(c) : "";
            int from = at[0];
            while (at[0] < order.length() && Text.isDigit(order.charAt(at[0]))) {
                at[0]++;
            }
            int times = from == at[0] ? 1 : Text.number(order, from, at[0]);
            for (int i = 0; i < times && out.length() < MOST_PARTS; i++) {
                out.append(what);
            }
        }
        return out.toString();
    }
}
