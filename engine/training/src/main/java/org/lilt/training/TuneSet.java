package org.lilt.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Tunes in normal form as numbers. The vocabulary is the sorted set of the tunes' characters; a tune is preceded by a line feed, the
 * end of the empty line before it, so that the first character of a tune is predicted from the zero state like any other.
 */
final class TuneSet {
    /** What stands before each tune. */
    static final char PRIMER = '\n';

    private final List<String> vocabulary;
    private final List<int[]> tunes;

    private TuneSet(List<String> vocabulary, List<int[]> tunes) {
        this.vocabulary = vocabulary;
        this.tunes = tunes;
    }

    /**
     * Numbers the characters of some tunes.
     *
     * @param tunes tunes in normal form
     * @return the tunes with their own vocabulary
     */
    static TuneSet of(List<String> tunes) {
        TreeSet<Character> characters = new TreeSet<>();
        characters.add(PRIMER);
        for (String tune : tunes) {
            tune.chars().forEach(c -> characters.add((char) c));
        }
        return of(tunes, characters.stream().map(String::valueOf).toList());
    }

    /**
     * Numbers the characters of some tunes by a given vocabulary.
     *
     * @param tunes tunes in normal form, of characters of the vocabulary only
     * @param vocabulary index to character
     */
    static TuneSet of(List<String> tunes, List<String> vocabulary) {
        int[] index = new int[Character.MAX_VALUE + 1];
        Arrays.fill(index, -1);
        for (int i = 0; i < vocabulary.size(); i++) {
            index[vocabulary.get(i).charAt(0)] = i;
        }
        List<int[]> numbered = new ArrayList<>();
        for (String tune : tunes) {
            int[] tokens = (PRIMER + tune).chars().map(c -> index[c]).toArray();
            if (Arrays.stream(tokens).noneMatch(t -> t < 0)) {
                numbered.add(tokens);
            }
        }
        return new TuneSet(vocabulary, numbered);
    }

    List<String> vocabulary() {
        return vocabulary;
    }

    int size() {
        return tunes.size();
    }

    /** Characters to be predicted, the primers aside. */
    long characters() {
        return tunes.stream().mapToLong(t -> t.length - 1L).sum();
    }

    /** A number that tells these tunes from others, as hexadecimal digits. */
    String fingerprint() {
        CRC32 crc = new CRC32();
        for (int[] tune : tunes) {
            for (int token : tune) {
                crc.update(token);
            }
        }
        return String.format("%08x", crc.getValue());
    }

    /**
     * The batches of one epoch: all tunes once, in an order that depends on the seed and the epoch alone, tunes of about the same
     * length together so that little of a batch is padding.
     *
     * @param rows tunes in a batch; the last batch may hold fewer
     * @return the batches, each a list of tunes as tokens with the primer first
     */
    List<List<int[]>> batches(int rows, long seed, int epoch) {
        SplittableRandom random = new SplittableRandom(seed * 31 + epoch);
        List<int[]> shuffled = new ArrayList<>(tunes);
        shuffle(shuffled, random);
        // Tunes are sorted by length within pools of this many batches: enough for even lengths, few enough to keep
        // batches mixed.
        int pool = 8 * rows;
        List<List<int[]>> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += pool) {
            List<int[]> part = shuffled.subList(from, Math.min(from + pool, shuffled.size()));
            part.sort((a, b) -> Integer.compare(a.length, b.length));
            for (int i = 0; i < part.size(); i += rows) {
                batches.add(List.copyOf(part.subList(i, Math.min(i + rows, part.size()))));
            }
        }
        shuffle(batches, random);
        return batches;
    }

    private static <T> void shuffle(List<T> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T t = list.get(i);
            list.set(i, list.get(j));
            list.set(j, t);
        }
    }
}
