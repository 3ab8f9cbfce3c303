package org.lilt.host.audit;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts text into tunes, and tunes into what is compared. */
final class Tunes {
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n\\s*\\n");
    private static final Pattern KEY = Pattern.compile("^K:", Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile("^(%|[A-Za-z]:)");
    private static final Pattern BLANK = Pattern.compile("[\\s\\\\]");
    private static final Pattern CLOSED = Pattern.compile("\\[(?=\\s*\\d)|\\|\\]|\\[\\||\"[^\"\\n]*\"");

    private Tunes() {}

    /** The blocks of a text, parted by empty lines, that hold a field K:. */
    static List<String> of(String text) {
        return Arrays.stream(EMPTY_LINE.split(text.replace("\r", "")))
                .map(String::strip)
                .filter(t -> KEY.matcher(t).find())
                .toList();
    }

    /** A tune without its fields, comments and directives. */
    static String body(String tune) {
        return Arrays.stream(tune.split("\n", -1))
                .filter(line -> !FIELD.matcher(line).find())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** A tune's body without white space and the marks at line ends: what runs are compared on. */
    static String bare(String tune) {
        return BLANK.matcher(body(tune)).replaceAll("");
    }

    /** Whether quotes or brackets do not match, marks of endings and thick bar lines aside. */
    static boolean unclosed(String tune) {
        String rest = CLOSED.matcher(body(tune)).replaceAll("");
        return count(rest, '"') % 2 == 1 || count(rest, '[') != count(rest, ']');
    }

    private static long count(String text, char c) {
        return text.chars().filter(x -> x == c).count();
    }
}
