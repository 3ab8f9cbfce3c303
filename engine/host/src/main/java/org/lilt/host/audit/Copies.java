package org.lilt.host.audit;

import java.util.Arrays;

/**
 * Finds runs of characters that stand verbatim in a training text. The text is indexed by the hash of each of its shortest runs, in eight to
 * twelve bytes a character, so that tens of thousands of tunes are no matter.
 */
final class Copies {
    private static final int NONE = -1;
    private static final int FACTOR = 31;
    private static final int FEWEST_SLOTS = 16;

    private final String text;
    private final int shortest;
    /** The last place in the text whose run has a hash, by its slot. */
    private final int[] last;
    /** The place before it with a hash of the same slot. */
    private final int[] before;

    /**
     * Indexes a training text.
     *
     * @param text the text
     * @param shortest shortest run that will be looked for
     */
    Copies(String text, int shortest) {
        this.text = text;
        this.shortest = shortest;
        last = new int[Math.max(FEWEST_SLOTS, Integer.highestOneBit(text.length()))];
        before = new int[Math.max(0, text.length() - shortest + 1)];
        Arrays.fill(last, NONE);
        int[] hashes = hashes(text);
        for (int i = 0; i < before.length; i++) {
            int slot = slot(hashes[i]);
            before[i] = last[slot];
            last[slot] = i;
        }
    }

    /** At each character the length of the longest run that begins there; 0 where it is shorter than the shortest. */
    int[] longestRuns(String tune) {
        int[] runs = new int[tune.length()];
        int[] hashes = hashes(tune);
        for (int i = 0; i < hashes.length; i++) {
            for (int place = last[slot(hashes[i])]; place != NONE; place = before[place]) {
                int length = 0;
                while (i + length < tune.length()
                        && place + length < text.length()
                        && tune.charAt(i + length) == text.charAt(place + length)) {
                    length++;
                }
                runs[i] = length >= shortest ? Math.max(runs[i], length) : runs[i];
            }
        }
        return runs;
    }

    /** A hash of each of the shortest runs, by the place where it begins. */
    private int[] hashes(String s) {
        int[] hashes = new int[Math.max(0, s.length() - shortest + 1)];
        int leaving = 1; // what the first character of a run is worth in its hash
        for (int i = 1; i < shortest; i++) {
            leaving *= FACTOR;
        }
        int hash = 0;
        for (int i = 0; i < s.length(); i++) {
            hash = FACTOR * (i < shortest ? hash : hash - leaving * s.charAt(i - shortest)) + s.charAt(i);
            if (i >= shortest - 1) {
                hashes[i - shortest + 1] = hash;
            }
        }
        return hashes;
    }

    private int slot(int hash) {
        int spread = hash * 0x9E3779B1; // Knuth's multiplicative hashing: the upper bits depend on all
        return (spread ^ spread >>> 15) & last.length - 1;
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
