package org.lilt.abc;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes out the parts of tunes in the order that their headers ask for, {@code P:A2(BC)2D}. Key, meter and unit note length are written again before a part, as they
 * were where it was first written. A tune without such a header stays as it is.
 */
final class PlayOrder {
    /** Parts in a tune that is written out; an order that asks for more is cut. */
    private static final int MOST_PARTS = 1000;

    private PlayOrder() {}

    static String expand(CharSequence abc) {
        StringBuilder out = new StringBuilder();
        StringBuilder tune = new StringBuilder();
        for (String line : (Iterable<String>) abc.toString().lines()::iterator) {
            tune.append(line).append('\n');
            if (line.isBlank()) {
                out.append(tune(tune.toString()));
                tune.setLength(0);
            }
        }
        return out.append(tune(tune.toString())).toString();
    }

    private static String tune(String tune) {
        String order = "";
        StringBuilder before = new StringBuilder();
        Map<String, StringBuilder> parts = new LinkedHashMap<>();
        Map<Character, String> state = new LinkedHashMap<>();
        StringBuilder into = before;
        boolean body = false;
        for (String line : (Iterable<String>) tune.lines()::iterator) {
            char field = line.length() > 1 && line.charAt(1) == ':' ? line.charAt(0) : ' ';
            if (field == 'P' && !body) {
                order = line.substring(2).trim();
                continue;
            }
            if ("KLM".indexOf(field) >= 0) {
                state.put(field, line);
            }
            if (field == 'P') {
                String label = line.substring(2).trim();
                into = parts.computeIfAbsent(label.isEmpty() ? "" : label.substring(0, 1), k -> new StringBuilder());
                into.setLength(0);
                into.append(line).append('\n');
                for (String setting : state.values()) {
                    into.append(setting).append('\n');
                }
                into.append("|:\n"); // a repeat within the part goes back no further
                continue;
            }
            if (!line.isBlank()) {
                into.append(line).append('\n');
            }
            body |= field == 'K';
        }
        if (order.isEmpty() || parts.isEmpty()) {
            return tune;
        }
        StringBuilder out = before;
        String sequence = sequence(order);
        for (int i = 0; i < sequence.length(); i++) {
            StringBuilder part = parts.get(sequence.substring(i, i + 1));
            if (part != null) {
                out.append(part);
            }
        }
        return out.append('\n').toString();
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
