package org.lilt.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /** Tunes in a row of a batch: enough for rows of even lengths. */
    private static final int TUNES_IN_ROW = 8;

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
     * @param known characters that belong to the vocabulary whether a tune holds them or not
     */
    static TuneSet of(List<String> tunes, double transposed, List<String> known) {
        TreeSet<Character> characters = new TreeSet<>();
        characters.add(PRIMER);
        known.forEach(c -> characters.add(c.charAt(0)));
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

    @Override
    public List<List<Line>> lines(int rows) {
        List<Line> all = new ArrayList<>(tunes.stream().map(this::line).toList());
        all.sort(Comparator.comparingInt(Line::length)); // little of a batch is padding
        List<List<Line>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += rows) {
            batches.add(List.copyOf(all.subList(from, Math.min(from + rows, all.size()))));
        }
        return batches;
    }

    /**
     * The batches of one epoch: all tunes once, in an order and in keys that depend on the seed and the epoch alone. In each row whole tunes
     * follow each other, each from the zero state, such that the rows are about equally long.
     */
    @Override
    public List<List<Line>> batches(int rows, long seed, int epoch) {
        SplittableRandom random = new SplittableRandom(seed * 31 + epoch);
        List<String> shuffled = new ArrayList<>(tunes);
        shuffle(shuffled, random);
        List<List<Line>> batches = new ArrayList<>();
        int tunesInBatch = TUNES_IN_ROW * rows;
        for (int from = 0; from < shuffled.size(); from += tunesInBatch) {
            List<Line> lines = new ArrayList<>();
            for (String tune : shuffled.subList(from, Math.min(from + tunesInBatch, shuffled.size()))) {
                lines.add(line(random.nextDouble() < transposed ? inAnotherKey(tune, random) : tune));
            }
            batches.add(packed(lines, Math.min(rows, lines.size()), random));
        }
        return batches;
    }

    /** Lays lines one behind the other in so many rows: the longest first, always into the row that is shortest. */
    private static List<Line> packed(List<Line> lines, int rows, SplittableRandom random) {
        lines.sort(Comparator.comparingInt(Line::length).reversed());
        List<List<Line>> packed = new ArrayList<>();
        int[] lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            packed.add(new ArrayList<>());
        }
        for (Line line : lines) {
            int shortest = 0;
            for (int row = 1; row < rows; row++) {
                shortest = lengths[row] < lengths[shortest] ? row : shortest;
            }
            packed.get(shortest).add(line);
            lengths[shortest] += line.tokens().length;
        }
        List<Line> joined = new ArrayList<>();
        for (List<Line> row : packed) {
            shuffle(row, random);
            joined.add(joined(row));
        }
        return joined;
    }

    private static Line joined(List<Line> lines) {
        int length = lines.stream().mapToInt(line -> line.tokens().length).sum();
        int[] tokens = new int[length];
        byte[][] clocks = new byte[Clocks.count()][length];
        int[] starts = new int[lines.size()];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            Line line = lines.get(i);
            starts[i] = at;
            System.arraycopy(line.tokens(), 0, tokens, at, line.tokens().length);
            for (int clock = 0; clock < clocks.length; clock++) {
                System.arraycopy(line.clocks()[clock], 0, clocks[clock], at, line.tokens().length);
            }
            at += line.tokens().length;
        }
        return new Line(tokens, clocks, starts);
    }

    private Line line(String tune) {
        String primed = PRIMER + tune;
        return new Line(primed.chars().map(c -> index[c]).toArray(), Clocks.of(primed), 0);
    }

    /** The tune in each other key in which there are tunes, and how many there are. */
    private Map<String, Integer> elsewhere(String tune) {
        Map<String, Integer> all = new LinkedHashMap<>();
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
