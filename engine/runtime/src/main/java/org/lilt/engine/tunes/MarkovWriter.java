package org.lilt.engine.tunes;

import java.util.Arrays;
import java.util.List;
import org.lilt.engine.network.Sampler;
import org.lilt.engine.network.SplitMix64;
import org.lilt.plugin.Parameter;

/**
 * Writes tunes by a Markov chain: the next character is drawn as often as it follows the last few characters in given tunes. The baseline that a network has to
 * beat, to be heard.
 *
 * <p>All places of the text are sorted by what stands before them, read backwards. So the places that follow the same characters lie side by side, whatever the
 * order; it can be turned while it plays. Where the last characters do not occur, fewer of them count.
 */
public final class MarkovWriter implements TuneText {
    /** The highest order; beyond it whole tunes are copied. */
    public static final int HIGHEST_ORDER = 12;

    private static final int DEFAULT_ORDER = 6;
    private static final int MAXIMUM_CHARACTERS = 4_000;
    private static final int LINE_FEED = '\n';
    private static final double COLDEST = 0.05;
    private static final int NONE = -1;

    private final int[] text;
    /** Places in {@link #text}, sorted by the characters before them, from the nearest back. */
    private final int[] places;

    private final int[] alphabet;
    private final float[] logits;
    private final int[] usualHeader;
    private int[] header;
    private final int[] context = new int[HIGHEST_ORDER];
    private final Sampler sampler;
    private long seed;
    private final Parameter order;
    private final Parameter temperature;
    private int tune = 1;
    private int position;
    private long character;
    private boolean ended;
    private int put = NONE;
    private boolean headerLeftOff;
    private double probability = 1;

    /**
     * Learns.
     *
     * @param tunes at least one, in normal form
     * @param header text that every tune begins with; may be empty
     * @param seed any number; the same writes the same tunes
     */
    public MarkovWriter(List<String> tunes, String header, long seed) {
        StringBuilder all = new StringBuilder("\n\n");
        for (String tuneText : tunes) {
            all.append(tuneText.strip()).append("\n\n");
        }
        text = all.codePoints().toArray();
        alphabet = Arrays.stream(text).distinct().sorted().toArray();
        logits = new float[alphabet.length];
        places = sorted();
        usualHeader = header.codePoints().toArray();
        this.seed = seed;
        sampler = new Sampler(alphabet.length);
        order = new Parameter("order", "Order", "generator", 1, HIGHEST_ORDER, DEFAULT_ORDER, true, "characters");
        temperature = new Parameter("temperature", "Temperature", "generator/sampling", 0, 2, 1, false, "");
        startTune(1);
    }

    /**
     * What can be turned.
     *
     * @return order and temperature
     */
    public List<Parameter> parameters() {
        return List.of(order, temperature);
    }

    private int[] sorted() {
        Integer[] all = new Integer[text.length - 2];
        for (int i = 0; i < all.length; i++) {
            all[i] = i + 2; // the two line feeds before the first tune are nobody's next character
        }
        Arrays.sort(all, (a, b) -> {
            for (int k = 1; k <= HIGHEST_ORDER; k++) {
                int difference = before(a, k) - before(b, k);
                if (difference != 0) {
                    return difference;
                }
            }
            return a - b;
        });
        return Arrays.stream(all).mapToInt(i -> i).toArray();
    }

    /** The k-th character before a place; -1 where the text has not begun. */
    private int before(int place, int k) {
        return place >= k ? text[place - k] : -1;
    }

    @Override
    public void startTune(int ordinal) {
        startTune(ordinal, null, 0);
    }

    @Override
    public boolean knows(int codePoint) {
        return Arrays.binarySearch(alphabet, codePoint) >= 0;
    }

    @Override
    public void startTune(int ordinal, int[] beginning, long variation) {
        header = beginning == null ? usualHeader : beginning;
        tune = ordinal;
        position = 0;
        ended = false;
        put = NONE;
        headerLeftOff = false;
        Arrays.fill(context, -1);
        context[0] = LINE_FEED;
        context[1] = LINE_FEED;
        sampler.seed(variation == 0 ? seed : SplitMix64.streamSeed(seed, variation), ordinal);
    }

    @Override
    public int next() {
        if (ended) {
            startTune(tune + 1);
        }
        int c = choose();
        ended = position > 0 && c == LINE_FEED && context[0] == LINE_FEED;
        System.arraycopy(context, 0, context, 1, HIGHEST_ORDER - 1);
        context[0] = c;
        position++;
        character++;
        return c;
    }

    private int choose() {
        probability = 1;
        if (put != NONE) {
            int c = put;
            put = NONE;
            return c;
        }
        if (!headerLeftOff && position < header.length) {
            return header[position];
        }
        return position >= MAXIMUM_CHARACTERS ? LINE_FEED : draw();
    }

    @Override
    public void put(int codePoint) {
        put = codePoint;
        headerLeftOff = true;
    }

    @Override
    public void seed(long newSeed) {
        seed = newSeed;
    }

    @Override
    public double probability() {
        return probability;
    }

    private int draw() {
        int low = 0;
        int high = places.length;
        // What stood before the tune does not count.
        int known = Math.min((int) order.current(), position + 2);
        for (int k = 1; k <= known; k++) {
            int from = bound(low, high, k, context[k - 1]);
            int to = bound(from, high, k, context[k - 1] + 1);
            if (from == to) {
                break;
            }
            low = from;
            high = to;
        }
        Arrays.fill(logits, 0);
        for (int i = low; i < high; i++) {
            logits[Arrays.binarySearch(alphabet, text[places[i]])]++;
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] = logits[i] == 0 ? Float.NEGATIVE_INFINITY : (float) StrictMath.log(logits[i]);
        }
        double t = temperature.current();
        int drawn = sampler.sample(logits, t == 0 ? 0 : Math.max(COLDEST, t), 0, 1);
        probability = sampler.probability();
        return alphabet[drawn];
    }

    /** The first of the places from low to high, all alike in the k - 1 characters before them, whose k-th character before is not less than one. */
    private int bound(int low, int high, int k, int c) {
        int a = low;
        int b = high;
        while (a < b) {
            int middle = (a + b) >>> 1;
            if (before(places[middle], k) < c) {
                a = middle + 1;
            } else {
                b = middle;
            }
        }
        return a;
    }

    @Override
    public boolean tuneEnded() {
        return ended;
    }

    @Override
    public long character() {
        return character;
    }
}
