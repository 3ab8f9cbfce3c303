package org.lilt.engine.tunes;

import java.util.concurrent.atomic.AtomicReference;
import org.lilt.engine.parts.Changes;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Parameter;

/**
 * Lets any thread say what the next tune is, instead of the one that would be written: a tune that is there already, or one that begins with given bars, or as one
 * that was heard and goes on in another way. Everything after it is as it would have been. A tune can also be repeated as long as that is wished.
 */
public final class CuedTunes implements TuneText {
    private static final int LINE_FEED = '\n';

    private static final int LONGEST_TUNE = 8_192;

    private final TuneText writer;
    private final AtomicReference<Cue> pending = new AtomicReference<>();
    private final AtomicReference<Long> seed = new AtomicReference<>();
    private final Parameter repeat = Parameter.toggle("repeat", "Repeat this tune", "next tune", false);
    /** The tune under way, for being repeated. */
    private final int[] kept = new int[LONGEST_TUNE];

    private int keptLength;
    private boolean leftOff = true;
    /** How many tunes were played before the seed was set. Written by the generator thread. */
    private volatile int before;

    private Generator generator;
    private Changes changes = Changes.NONE;
    private int[] playing;
    private int length;
    private int position;
    private int tune = 1;
    private long character;
    private boolean fresh = true;
    private boolean ended;

    /**
     * What is asked for.
     *
     * @param text code points
     * @param whole whether it is a whole tune; else its beginning
     * @param variation for a beginning: which of the ways in which it can go on
     */
    private record Cue(int[] text, boolean whole, long variation) {}

    /**
     * Tunes of a writer, unless others are asked for.
     *
     * @param writer at its first tune
     */
    public CuedTunes(TuneText writer) {
        this.writer = writer;
    }

    /**
     * Says who is told of tunes that are asked for when they begin. [before it plays]
     *
     * @param listener told on the generator thread
     * @param player the generator that plays these tunes
     */
    public void changes(Changes listener, Generator player) {
        changes = listener;
        generator = player;
    }

    /**
     * Plays a tune next. [any thread]
     *
     * @param abc in ABC
     */
    public void play(String abc) {
        cue((abc.strip() + "\n\n").codePoints().toArray(), true, 0);
    }

    /**
     * Lets the next tune begin with some text. [any thread]
     *
     * @param beginning fields and perhaps bars, in ABC
     * @param variation which of the ways in which it can go on; 0 for that of the tune whose turn it is
     * @throws IllegalArgumentException when the writer does not know one of the characters, or writes nothing of its own; one line
     */
    public void begin(String beginning, long variation) {
        int[] text = beginning.codePoints().toArray();
        for (int i = 0; i < text.length; i++) {
            if (!writer.knows(text[i])) {
                throw new IllegalArgumentException("character " + (i + 1) + " of the beginning, '"
                        + Character.toString(text[i]) + "', is none that these tunes are written with");
            }
        }
        cue(text, false, variation);
    }

    /**
     * Asks for a tune as {@link Changes#cued} told of it. [any thread]
     *
     * @param text code points that the writer knows
     * @param whole whether they are the whole tune; else its beginning
     * @param variation for a beginning: which of the ways in which it can go on
     */
    public void cue(int[] text, boolean whole, long variation) {
        pending.set(new Cue(text, whole, variation));
    }

    /**
     * Whether the tune is repeated when it has ended, unless another is asked for.
     *
     * @return a parameter, off
     */
    public Parameter repeat() {
        return repeat;
    }

    /**
     * Goes on with the first tune of another seed when the tune under way has ended or is left. [any thread]
     *
     * @param newSeed any number
     */
    public void seed(long newSeed) {
        seed.set(newSeed);
    }

    /**
     * How many tunes were played before those of the seed that was set last. [any thread]
     *
     * @return 0 where none was set
     */
    public int before() {
        return before;
    }

    @Override
    public void startTune(int ordinal) {
        tune = ordinal;
        leftOff = true;
        playing = null;
        fresh = true;
        ended = false;
    }

    @Override
    public int next() {
        if (ended) {
            tune++;
            fresh = true;
            ended = false;
        }
        if (fresh) {
            fresh = false;
            begin();
        }
        character++;
        if (playing == null) {
            int c = writer.next();
            ended = writer.tuneEnded();
            keep(c);
            return c;
        }
        int c = playing[position++];
        if (playing != kept) {
            keep(c);
        }
        ended = position == length || c == LINE_FEED && position > 1 && playing[position - 2] == LINE_FEED;
        return c;
    }

    private void begin() {
        Cue cue = pending.getAndSet(null);
        Long newSeed = seed.getAndSet(null);
        if (cue != null) {
            changes.cued(generator, character, cue.text, cue.whole, cue.variation);
        }
        if (newSeed != null) {
            changes.seeded(generator, character, newSeed);
        }
        boolean again =
                cue == null && newSeed == null && !leftOff && repeat.current() != 0 && keptLength < LONGEST_TUNE;
        leftOff = false;
        position = 0;
        if (again) {
            playing = kept;
            length = keptLength;
            return;
        }
        keptLength = 0;
        playing = cue != null && cue.whole ? cue.text : null;
        length = playing == null ? 0 : playing.length;
        if (newSeed != null) {
            writer.seed(newSeed);
            before = tune - 1;
        }
        if (playing == null) {
            // Named, since a cued tune in between may have taken the writer's turn.
            writer.startTune(tune - before, cue == null ? null : cue.text, cue == null ? 0 : cue.variation);
        }
    }

    private void keep(int c) {
        if (keptLength < LONGEST_TUNE) {
            kept[keptLength++] = c;
        }
    }

    @Override
    public double probability() {
        return playing == null ? writer.probability() : 1;
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
