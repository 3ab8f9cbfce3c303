package org.lilt.abc;

import java.util.ArrayList;
import java.util.Iterator;
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
     * A stretch of text without an empty line: a tune, or free text.
     *
     * @param line where it begins, from 1
     * @param text its lines, each with a line feed
     */
    public record Block(int line, String text) {
        /**
         * Whether there is a field, on a line of its own.
         *
         * @param letter of the field, such as {@code K}
         * @return true if there is
         */
        public boolean has(char letter) {
            return text.startsWith(letter + ":") || text.contains("\n" + letter + ":");
        }
    }

    /**
     * Splits text at its empty lines, and before each {@code X:} that follows a tune without an empty line between, as careless collections
     * have it.
     *
     * @param text ABC, with any line ends
     * @return the blocks, in the order of the text
     */
    public static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        int number = 0;
        int from = 0;
        boolean hasKey = false;
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            number++;
            if (line.isBlank() || hasKey && line.startsWith("X:")) {
                add(blocks, from, block);
                hasKey = false;
            }
            if (!line.isBlank()) {
                from = block.isEmpty() ? number : from;
                block.append(line).append('\n');
                hasKey |= line.startsWith("K:");
            }
        }
        add(blocks, from, block);
        return blocks;
    }

    private static void add(List<Block> blocks, int line, StringBuilder block) {
        if (!block.isEmpty()) {
            blocks.add(new Block(line, block.toString()));
            block.setLength(0);
        }
    }

    /**
     * Splits text into tunes.
     *
     * @param text ABC, with any line ends
     * @return the blocks that hold a field K:, in the order of the text; a block without one is free text and left out
     */
    public static List<String> tunes(String text) {
        return blocks(text).stream()
                .filter(block -> block.has('K'))
                .map(Block::text)
                .toList();
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
