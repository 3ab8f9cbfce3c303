package org.lilt.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.lilt.abc.Transposition;

/**
 * Tunes in normal form, to be learnt as numbers. The vocabulary is the sorted set of the tunes' characters, in all keys in which they are learnt; a
 * tune is preceded by a line feed, the end of the empty line before it, so that the first character of a tune is predicted from the
 * zero state like any other.
 */
final class TuneSet implements Corpus {
    /** What stands before each tune. */
    static final char PRIMER = '\n';

    /** Farthest that a tune is moved, in semitones, up or down. */
    private static final int FARTHEST = 6;

    private final List<String> vocabulary;
    private final int[] index = new int[Character.MAX_VALUE + 1];
    private final List<String> tunes = new ArrayList<>();
    private final double transposed;
    /** How many tunes are in each key. */
    private final Map<String, Integer> keys = new HashMap<>();

    private final int dropped;

    private TuneSet(List<String> tunes, List<String> vocabulary, double transposed) {
        this.vocabulary = vocabulary;
        this.transposed = transposed;
        Arrays.fill(index, -1);
        for (int i = 0; i < vocabulary.size(); i++) {
            index[vocabulary.get(i).charAt(0)] = i;
        }
        for (String tune : tunes) {
            if (tune.chars().allMatch(c -> index[c] >= 0)) {
                this.tunes.add(tune);
            }
        }
        dropped = tunes.size() - this.tunes.size();
        this.tunes.forEach(tune -> keys.merge(key(tune), 1, Integer::sum));
    }

    /**
     * Tunes and their own vocabulary.
     *
     * @param tunes tunes in normal form
     * @param transposed share of them that an epoch sees in another key, one in which there are others
     */
    static TuneSet of(List<String> tunes, double transposed) {
        TreeSet<Character> characters = new TreeSet<>();
        characters.add(PRIMER);
        Consumer<String> add = tune -> tune.chars().forEach(c -> characters.add((char) c));
        tunes.forEach(add);
        if (transposed > 0) {
            TuneSet unmoved = of(tunes, characters.stream().map(String::valueOf).toList());
            tunes.forEach(tune -> unmoved.elsewhere(tune).keySet().forEach(add));
        }
        return new TuneSet(tunes, characters.stream().map(String::valueOf).toList(), transposed);
    }

    /**
     * Tunes by a given vocabulary, in their own keys; those with other characters are left out, see {@link #dropped}.
     *
     * @param tunes tunes in normal form
     * @param vocabulary index to character
     */
    static TuneSet of(List<String> tunes, List<String> vocabulary) {
        return new TuneSet(tunes, vocabulary, 0);
    }

    /** Tunes left out for characters that the vocabulary lacks. */
    int dropped() {
        return dropped;
    }

    @Override
    public List<String> vocabulary() {
        return vocabulary;
    }

    @Override
    public int size() {
        return tunes.size();
    }

    @Override
    public long characters() {
        return tunes.stream().mapToLong(String::length).sum();
    }

    @Override
    public String fingerprint() {
        CRC32 crc = new CRC32();
        for (String tune : tunes) {
            tune.chars().forEach(crc::update);
        }
        return String.format("%08x", crc.getValue());
    }

    /**
     * The batches of one epoch: all tunes once, in an order and in keys that depend on the seed and the epoch alone, tunes of about the same
     * length together so that little of a batch is padding.
     */
    @Override
    public List<List<Line>> batches(int rows, long seed, int epoch) {
        SplittableRandom random = new SplittableRandom(seed * 31 + epoch);
        List<Line> shuffled = new ArrayList<>();
        for (String tune : tunes) {
            shuffled.add(line(random.nextDouble() < transposed ? inAnotherKey(tune, random) : tune));
        }
        shuffle(shuffled, random);
        // Tunes are sorted by length within pools of this many batches: enough for even lengths, few enough to keep
        // batches mixed.
        int pool = 8 * rows;
        List<List<Line>> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += pool) {
            List<Line> part = shuffled.subList(from, Math.min(from + pool, shuffled.size()));
            part.sort((a, b) -> Integer.compare(a.length(), b.length()));
            for (int i = 0; i < part.size(); i += rows) {
                batches.add(List.copyOf(part.subList(i, Math.min(i + rows, part.size()))));
            }
        }
        shuffle(batches, random);
        return batches;
    }

    private Line line(String tune) {
        int[] tokens = (PRIMER + tune).chars().map(c -> index[c]).toArray();
        byte[] bars = new byte[tokens.length];
        bars[0] = BarClock.NONE;
        System.arraycopy(BarClock.of(tune), 0, bars, 1, tune.length());
        return new Line(tokens, bars);
    }

    /** The tune in each other key in which there are tunes, and how many there are. */
    private Map<String, Integer> elsewhere(String tune) {
        Map<String, Integer> all = new java.util.LinkedHashMap<>();
        for (int semitones = -FARTHEST; semitones <= FARTHEST; semitones++) {
            Optional<String> moved = semitones == 0 ? Optional.empty() : Transposition.of(tune, semitones);
            moved.ifPresent(there -> {
                Integer count = keys.get(key(there));
                if (count != null) {
                    all.put(there, count);
                }
            });
        }
        return all;
    }

    /** The tune in a key that is chosen as often as there are tunes in it; as it stands where no other fits. */
    private String inAnotherKey(String tune, SplittableRandom random) {
        Map<String, Integer> all = elsewhere(tune);
        int sum = all.values().stream().mapToInt(Integer::intValue).sum();
        int draw = sum == 0 ? 0 : random.nextInt(sum);
        for (Map.Entry<String, Integer> one : all.entrySet()) {
            draw -= one.getValue();
            if (draw < 0) {
                return one.getKey();
            }
        }
        return tune;
    }

    private static String key(String tune) {
        int from = tune.startsWith("K:") ? 0 : tune.indexOf("\nK:") + 1;
        return tune.substring(from, Math.max(from, tune.indexOf('\n', from)));
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
