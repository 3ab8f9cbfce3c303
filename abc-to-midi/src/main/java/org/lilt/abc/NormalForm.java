package org.lilt.abc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The one way of writing a tune that networks learn and that bits per character are compared on: the fields R:, M:, L:, K: in that
 * order, one a line, as {@code F:value} without spaces around; {@code L:} written out where the tune leaves it to the default rule;
 * {@code R:} only where present, in lower case. Then the body: fields M:, L:, K: on their own lines; every other field, comment and
 * directive dropped, as is a {@code \} at a line's end; runs of white space are one space, lines trimmed, empty lines dropped. Then
 * one empty line.
 */
public final class NormalForm {
    private NormalForm() {}

    /**
     * Splits text at its empty lines into tunes.
     *
     * @param text ABC, with any line ends
     * @return the blocks that hold a field K:, in the order of the text; a block without one is free text and left out
     */
    public static List<String> tunes(String text) {
        List<String> tunes = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean hasKey = false;
        for (String line : (text + "\n\n").lines().toList()) {
            if (!line.isBlank()) {
                block.append(line).append('\n');
                hasKey |= line.startsWith("K:");
            } else {
                if (hasKey) {
                    tunes.add(block.toString());
                }
                block.setLength(0);
                hasKey = false;
            }
        }
        return tunes;
    }

    /**
     * The normal form of one tune.
     *
     * @param tune a tune, from its first field to its last line
     * @return the tune in normal form, its final empty line included; without a note after the header just the header
     * @throws IllegalArgumentException when the tune has no field K:, which ends a header
     */
    public static String of(String tune) {
        String rhythm = null;
        String meter = null;
        String unit = null;
        String key = null;
        StringBuilder body = new StringBuilder();
        for (String raw : tune.lines().toList()) {
            String line = withoutComment(raw);
            char field = field(line);
            if (key == null) {
                switch (field) {
                    case 'R' -> rhythm = value(line).toLowerCase(Locale.ROOT);
                    case 'M' -> meter = value(line);
                    case 'L' -> unit = value(line);
                    case 'K' -> key = value(line);
                    default -> {}
                }
            } else if (field == 'M' || field == 'L' || field == 'K') {
                body.append(field).append(':').append(value(line)).append('\n');
            } else if (field == 0) {
                String music = squeezed(line.stripTrailing().endsWith("\\") ? withoutLast(line.stripTrailing()) : line);
                if (!music.isEmpty()) {
                    body.append(music).append('\n');
                }
            }
        }
        if (key == null) {
            throw new IllegalArgumentException("the tune has no K: field");
        }
        StringBuilder out = new StringBuilder();
        if (rhythm != null && !rhythm.isEmpty()) {
            out.append("R:").append(rhythm).append('\n');
        }
        if (meter != null) {
            out.append("M:").append(meter).append('\n');
        }
        out.append("L:").append(unit != null ? unit : defaultUnit(meter)).append('\n');
        out.append("K:").append(key).append('\n');
        return out.append(body).append('\n').toString();
    }

    /** The unit note length that ABC 2.1 prescribes where L: is missing: 1/16 below a meter of 3/4, else 1/8. */
    private static String defaultUnit(String meter) {
        if (meter != null) {
            int slash = meter.indexOf('/');
            try {
                int beats =
                        Integer.parseInt(meter.substring(0, Math.max(0, slash)).trim());
                int beat = Integer.parseInt(meter.substring(slash + 1).trim());
                return 4L * beats < 3L * beat ? "1/16" : "1/8";
            } catch (NumberFormatException e) {
                // C, C| and none: at least 3/4 by the rule.
            }
        }
        return "1/8";
    }

    /** The letter of a field line, else 0. A letter and a colon that a bar line follows are music: a note and a repeat. */
    private static char field(String line) {
        if (line.length() < 2 || line.charAt(1) != ':' || !Character.isLetter(line.charAt(0))) {
            return 0;
        }
        boolean repeat = line.length() > 2 && (line.charAt(2) == '|' || line.charAt(2) == ':');
        return repeat ? 0 : line.charAt(0);
    }

    private static String value(String line) {
        return squeezed(line.substring(2));
    }

    private static String withoutComment(String line) {
        for (int i = line.indexOf('%'); i >= 0; i = line.indexOf('%', i + 1)) {
            if (i == 0 || line.charAt(i - 1) != '\\') {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private static String withoutLast(String line) {
        return line.substring(0, line.length() - 1);
    }

    private static String squeezed(String s) {
        return s.strip().replaceAll("\\s+", " ");
    }
}
