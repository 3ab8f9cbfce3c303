package org.lilt.host.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the bars of a tune add up to its meter. Only interior bars count, those with a plain bar line on either side; a tune that
 * changes its meter, or has none, is not judged.
 *
 * @param good interior bars that add up
 * @param counted interior bars with at least one note or rest
 */
record Bars(int good, int counted) {
    private static final Pattern NOTE = Pattern.compile("(\\^\\^|\\^|__|_|=)?([A-Ga-gzxZ])([,']*)(\\d*)(/*)(\\d*)");
    private static final Pattern TUPLET = Pattern.compile("\\((\\d)(?::(\\d*))?(?::(\\d*))?");
    private static final Pattern CHORD = Pattern.compile("\\[([^\\]]*)\\](\\d*)(/*)(\\d*)");
    private static final Pattern NOT_MUSIC = Pattern.compile("\"[^\"]*\"|\\{[^}]*\\}|![^!]*!|\\[[A-Za-z]:[^\\]]*\\]");
    private static final Pattern ENDING = Pattern.compile("^\\s*\\[?\\d[,\\d]*(?=[\\s\"A-Ga-gz(\\[^_=])");
    private static final Pattern STARTS_AS_ENDING = Pattern.compile("^\\s*\\[?\\d");
    private static final Pattern BAR_LINE = Pattern.compile(":\\|+:?|\\|+:|::|\\|\\||\\|\\]|\\||\\[\\|");
    private static final Pattern METER = Pattern.compile("^M:\\s*(\\S+)", Pattern.MULTILINE);
    private static final Pattern UNIT = Pattern.compile("^L:\\s*(\\d+)/(\\d+)", Pattern.MULTILINE);
    private static final Pattern METERS = Pattern.compile("^M:|\\[M:", Pattern.MULTILINE);
    private static final Pattern RATIO = Pattern.compile("(\\d+)/(\\d+)");
    private static final Map<String, String> NAMED_METERS = Map.of("C", "4/4", "C|", "2/2");
    private static final Map<Integer, Integer> TUPLET_IN = Map.of(2, 3, 3, 2, 4, 3, 6, 2, 8, 3);
    private static final String PLAIN = "|";

    boolean allGood() {
        return good == counted;
    }

    /** Judges a tune; empty when it has no meter of numbers, or more than one. */
    static Optional<Bars> of(String tune) {
        Matcher field = METER.matcher(tune);
        if (!field.find()) {
            return Optional.empty();
        }
        Matcher ratio = RATIO.matcher(NAMED_METERS.getOrDefault(field.group(1), field.group(1)));
        if (!ratio.matches()
                || new BigInteger(ratio.group(2)).signum() == 0
                || METERS.matcher(tune).results().count() > 1) {
            return Optional.empty();
        }
        Fraction meter = new Fraction(new BigInteger(ratio.group(1)), new BigInteger(ratio.group(2)));
        Fraction unit = unit(tune, meter);
        String music = Tunes.body(tune).replace("\\\n", "").replace("\\", "").replace("\n", " ");
        int good = 0;
        int counted = 0;
        String before = "";
        int from = 0;
        Matcher line = BAR_LINE.matcher(music);
        while (line.find()) {
            String bar = music.substring(from, line.start());
            String after = line.group();
            if (before.equals(PLAIN)
                    && after.equals(PLAIN)
                    && !STARTS_AS_ENDING.matcher(bar).find()) {
                List<Fraction> lengths = lengths(bar);
                if (!lengths.isEmpty()) {
                    counted++;
                    Fraction sum = lengths.stream().reduce(Fraction.ZERO, Fraction::plus);
                    good += sum.times(unit).equals(meter) ? 1 : 0;
                }
            }
            before = after;
            from = line.end();
        }
        return Optional.of(new Bars(good, counted));
    }

    private static Fraction unit(String tune, Fraction meter) {
        Matcher field = UNIT.matcher(tune);
        if (field.find() && new BigInteger(field.group(2)).signum() != 0) {
            return new Fraction(new BigInteger(field.group(1)), new BigInteger(field.group(2)));
        }
        boolean below = meter.minus(Fraction.of(3, 4)).numerator().signum() < 0;
        return Fraction.of(1, below ? 16 : 8);
    }

    /** Lengths of the notes, rests and chords of a bar, in unit note lengths. */
    private static List<Fraction> lengths(String bar) {
        String b = ENDING.matcher(NOT_MUSIC.matcher(bar).replaceAll("")).replaceFirst("");
        List<Fraction> lengths = new ArrayList<>();
        int left = 0;
        Fraction factor = Fraction.ONE;
        Fraction broken = null;
        int i = 0;
        while (i < b.length()) {
            Matcher tuplet = at(TUPLET, b, i);
            if (tuplet != null) {
                int p = Integer.parseInt(tuplet.group(1));
                int q = given(tuplet.group(2)) ? bounded(tuplet.group(2)) : TUPLET_IN.getOrDefault(p, 2);
                factor = Fraction.of(q, p == 0 ? 1 : p);
                left = given(tuplet.group(3)) ? bounded(tuplet.group(3)) : p;
                i = tuplet.end();
                continue;
            }
            Matcher whole = at(CHORD, b, i);
            Matcher note = whole == null ? at(NOTE, b, i) : NOTE.matcher(whole.group(1));
            Fraction length;
            if (whole != null && note.find()) {
                length = length(note.group(4), note.group(5), note.group(6))
                        .times(length(whole.group(2), whole.group(3), whole.group(4)));
                i = whole.end();
            } else {
                note = at(NOTE, b, i);
                if (note == null) {
                    char c = b.charAt(i);
                    if (c == '<' || c == '>') {
                        int n = 1;
                        while (i + n < b.length() && b.charAt(i + n) == c) {
                            n++;
                        }
                        Fraction half = new Fraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(n));
                        Fraction rest = Fraction.of(2, 1).minus(half);
                        if (!lengths.isEmpty()) {
                            int last = lengths.size() - 1;
                            lengths.set(last, lengths.get(last).times(c == '>' ? rest : half));
                        }
                        broken = c == '>' ? half : rest;
                        i += n;
                    } else {
                        i++;
                    }
                    continue;
                }
                length = length(note.group(4), note.group(5), note.group(6));
                i = note.end();
            }
            if (left != 0) {
                length = length.times(factor);
                left--;
            }
            if (broken != null) {
                length = length.times(broken);
                broken = null;
            }
            lengths.add(length);
        }
        return lengths;
    }

    private static boolean given(String number) {
        return number != null && !number.isEmpty();
    }

    private static int bounded(String number) {
        return new BigInteger(number).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    }

    private static Fraction length(String numerator, String slashes, String denominator) {
        BigInteger n = numerator.isEmpty() ? BigInteger.ONE : new BigInteger(numerator);
        if (slashes.isEmpty()) {
            return new Fraction(n, BigInteger.ONE);
        }
        BigInteger d = denominator.isEmpty() ? BigInteger.ZERO : new BigInteger(denominator);
        return new Fraction(n, d.signum() == 0 ? BigInteger.ONE.shiftLeft(slashes.length()) : d);
    }

    private static Matcher at(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher : null;
    }
}
