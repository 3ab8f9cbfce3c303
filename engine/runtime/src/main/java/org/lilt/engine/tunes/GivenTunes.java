package org.lilt.engine.tunes;

import java.util.List;
import java.util.function.IntFunction;
import org.lilt.engine.network.SplitMix64;
import org.lilt.plugin.Parameter;

/** Plays tunes that are there already: those of ABC files, or those that were heard before. One after another, or mixed; for ever. */
public final class GivenTunes implements TuneText {
    private static final int LINE_FEED = '\n';

    /** Played where there is nothing to play: a tune of one bar's rest. */
    private static final int[] NOTHING =
            "M:4/4\nL:1/4\nK:C\nz4|\n\n".codePoints().toArray();

    private final IntFunction<int[]> tunes;
    private final Parameter mixed = Parameter.toggle("mixed", "Mixed", "generator", false);
    private long seed;
    private int[] text = NOTHING;
    private int tune = 1;
    private int position;
    private long character;
    private boolean ended;

    /**
     * Tunes of a list.
     *
     * @param tunes in ABC, at least one
     * @param seed for the mixing
     */
    public GivenTunes(List<String> tunes, long seed) {
        this(ofList(tunes), seed);
    }

    /**
     * Tunes that are asked for when they are needed.
     *
     * @param tunes gives a tune for a number from 0 on, whose choice is its own; null for none. Called on the generator thread: it does not block
     * @param seed for the mixing
     */
    public GivenTunes(IntFunction<int[]> tunes, long seed) {
        this.tunes = tunes;
        this.seed = seed;
        startTune(1);
    }

    private static IntFunction<int[]> ofList(List<String> tunes) {
        int[][] texts = tunes.stream()
                .map(t -> (t.strip() + "\n\n").codePoints().toArray())
                .toArray(int[][]::new);
        return i -> texts[i % texts.length];
    }

    /**
     * What can be turned.
     *
     * @return whether they are mixed
     */
    public List<Parameter> parameters() {
        return List.of(mixed);
    }

    @Override
    public void startTune(int ordinal) {
        tune = ordinal;
        position = 0;
        ended = false;
        int index = ordinal - 1;
        if (mixed.current() != 0) {
            index = (int) (SplitMix64.streamSeed(seed, ordinal) >>> 33);
        }
        int[] next = tunes.apply(index);
        text = next == null ? NOTHING : next;
    }

    @Override
    public int next() {
        if (ended) {
            startTune(tune + 1);
        }
        int c = text[position++];
        character++;
        ended = position == text.length || c == LINE_FEED && position > 1 && text[position - 2] == LINE_FEED;
        return c;
    }

    @Override
    public void seed(long newSeed) {
        seed = newSeed;
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
