package org.lilt.host.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Finds runs of characters that stand verbatim in a training text. */
final class Copies {
    private static final int[] NONE = {};

    private final String text;
    private final int shortest;
    /** Where each run of the shortest length begins. */
    private final Map<String, int[]> places = new HashMap<>();

    /**
     * Indexes a training text.
     *
     * @param text the text
     * @param shortest shortest run that will be looked for
     */
    Copies(String text, int shortest) {
        this.text = text;
        this.shortest = shortest;
        for (int i = 0; i + shortest <= text.length(); i++) {
            int[] before = places.getOrDefault(text.substring(i, i + shortest), NONE);
            int[] all = Arrays.copyOf(before, before.length + 1);
            all[before.length] = i;
            places.put(text.substring(i, i + shortest), all);
        }
    }

    /** At each character the length of the longest run that begins there; 0 where it is shorter than the shortest. */
    int[] longestRuns(String tune) {
        int[] runs = new int[tune.length()];
        for (int i = 0; i + shortest <= tune.length(); i++) {
            for (int place : places.getOrDefault(tune.substring(i, i + shortest), NONE)) {
                int length = shortest;
                while (i + length < tune.length()
                        && place + length < text.length()
                        && tune.charAt(i + length) == text.charAt(place + length)) {
                    length++;
                }
                runs[i] = Math.max(runs[i], length);
            }
        }
        return runs;
    }

    /** Number of characters that lie in runs of at least a length. */
    static int covered(int[] runs, int length) {
        int covered = 0;
        int until = 0;
        for (int i = 0; i < runs.length; i++) {
            if (runs[i] >= length) {
                until = Math.max(until, i + runs[i]);
            }
            covered += i < until ? 1 : 0;
        }
        return covered;
    }
}
