package org.lilt.host.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with a set of tunes. Compare a generated set with unseen real tunes audited in the same way. */
public final class Audit {
    private static final int SHORT_RUN = 20;
    private static final int RUN = 40;
    private static final int LONG_RUN = 60;
    private static final int PLACES = 4;

    private Audit() {}

    /**
     * Audits a set of tunes.
     *
     * @param text the tunes
     * @param training texts whose runs are looked for in the tunes; none to leave that out
     * @return {@code tunes}, {@code characters}; {@code bars_ok}: share of interior bars that add up; {@code tunes_ok}: share of
     *     tunes without a bad one; {@code unclosed}: share of tunes with unmatched quotes or brackets; {@code distinct}: share of
     *     bodies that are no duplicates; {@code copy20}, {@code copy40}: share of the characters that lie in runs of at least so many
     *     that stand in the training texts; {@code long}: share of tunes with a run over 60; {@code longest}: the longest run
     */
    public static ObjectNode of(String text, List<String> training) {
        List<String> tunes = Tunes.of(text);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("tunes", tunes.size());
        result.put(
                "characters",
                tunes.stream().mapToInt(t -> t.codePointCount(0, t.length())).sum());
        List<Bars> bars = tunes.stream()
                .map(Bars::of)
                .flatMap(Optional::stream)
                .filter(b -> b.counted() > 0)
                .toList();
        int interior = bars.stream().mapToInt(Bars::counted).sum();
        result.put("interior_bars", interior);
        if (!bars.isEmpty()) {
            result.put("bars_ok", share(bars.stream().mapToInt(Bars::good).sum(), interior));
            result.put("tunes_ok", share(bars.stream().filter(Bars::allGood).count(), bars.size()));
            result.put("tunes_counted", bars.size());
        }
        if (!tunes.isEmpty()) {
            result.put("unclosed", share(tunes.stream().filter(Tunes::unclosed).count(), tunes.size()));
            result.put(
                    "distinct", share(tunes.stream().map(Tunes::body).distinct().count(), tunes.size()));
        }
        if (!training.isEmpty()) {
            copies(tunes, training, result);
        }
        return result;
    }

    private static void copies(List<String> tunes, List<String> training, ObjectNode result) {
        Copies copies = new Copies(
                training.stream()
                        .flatMap(t -> Tunes.of(t).stream())
                        .map(Tunes::bare)
                        .collect(Collectors.joining("\n")),
                SHORT_RUN);
        long characters = 0;
        long inShort = 0;
        long inRuns = 0;
        long withLong = 0;
        int longest = 0;
        for (String tune : tunes) {
            String bare = Tunes.bare(tune);
            int[] runs = copies.longestRuns(bare);
            int longestHere = Arrays.stream(runs).max().orElse(0);
            characters += bare.length();
            inShort += Copies.covered(runs, SHORT_RUN);
            inRuns += Copies.covered(runs, RUN);
            withLong += longestHere > LONG_RUN ? 1 : 0;
            longest = Math.max(longest, longestHere);
        }
        result.put("copy20", share(inShort, Math.max(1, characters)));
        result.put("copy40", share(inRuns, Math.max(1, characters)));
        result.put("long", share(withLong, Math.max(1, tunes.size())));
        result.put("longest", longest);
    }

    private static double share(long part, long whole) {
        return new BigDecimal((double) part / whole)
                .setScale(PLACES, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
