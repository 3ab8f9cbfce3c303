package org.lilt.host.session;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.player.MessageListener;
import org.lilt.midi.ring.MessageRing;

/** The last hundred tunes that were heard. Listens on the player thread, keeps on a thread of its own and when somebody asks, is asked by any. */
public final class TuneHistory implements MessageListener, AutoCloseable {
    /** How many tunes are kept; of those that are liked, none is dropped while there are others. */
    public static final int MOST = 100;

    private static final int CAPACITY = 256;
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final long CLOSE_MILLIS = 2_000;

    private final MessageRing begun = new MessageRing(CAPACITY);
    private final Deque<HeardTune> tunes = new ArrayDeque<>();
    /** Code points by a tune's number, of those that can be played. */
    private final Map<Integer, int[]> playable = new HashMap<>();

    private final TextTap text;
    private String preset;
    private long seed;
    private final Thread thread = new Thread(this::run, "lilt-history");
    private long first;
    private boolean open;
    private int numbers;
    private volatile boolean closed;
    private volatile int[][] forPlaying = {};

    /**
     * Begins to keep.
     *
     * @param text what the leading part writes
     * @param preset its name
     * @param seed of the part
     * @param before tunes that were heard in the same session before
     */
    public TuneHistory(TextTap text, String preset, long seed, List<HeardTune> before) {
        this.text = text;
        this.preset = preset;
        this.seed = seed;
        tunes.addAll(before);
        before.forEach(this::prepare);
        numbers = before.stream().mapToInt(HeardTune::number).max().orElse(0);
        offer();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Tunes that begin from now on are of another preset or seed. [any thread]
     *
     * @param newPreset its name
     * @param newSeed of the leading part
     */
    public synchronized void goesOnWith(String newPreset, long newSeed) {
        look(); // what has begun before is of the one before
        preset = newPreset;
        seed = newSeed;
    }

    @Override
    public void tuneWritten(int ordinal, long character) {
        begun.offer(character, ordinal); // a tune too many in a second is none that was heard
    }

    private void run() {
        while (!closed) {
            look();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        look();
    }

    private synchronized void look() {
        while (!begun.isEmpty()) {
            long next = begun.time();
            if (open) {
                bring(next);
            }
            first = next;
            open = true;
            tunes.addLast(new HeardTune(
                    ++numbers,
                    (int) begun.message(),
                    seed,
                    preset,
                    OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    false,
                    ""));
            begun.remove();
            drop();
        }
        if (open) {
            bring(text.written());
        }
    }

    /** Brings the text of the latest tune up to a character. */
    private void bring(long end) {
        StringBuilder written = new StringBuilder();
        text.read(first, written);
        int wanted = (int) Math.min(end - first, written.codePointCount(0, written.length()));
        String whole =
                written.substring(0, written.offsetByCodePoints(0, wanted)).stripLeading();
        int emptyLine = whole.indexOf("\n\n");
        String tune = emptyLine < 0 ? whole : whole.substring(0, emptyLine + 1);
        if (!tune.equals(tunes.getLast().abc())) {
            tunes.addLast(tunes.removeLast().written(tune));
            prepare(tunes.getLast());
            offer();
        }
    }

    private void drop() {
        while (tunes.size() > MOST) {
            HeardTune goes = tunes.stream().filter(t -> !t.liked()).findFirst().orElse(tunes.getFirst());
            tunes.remove(goes);
            playable.remove(goes.number());
        }
    }

    private void prepare(HeardTune tune) {
        if (tune.abc().contains("\nK:") || tune.abc().startsWith("K:")) {
            playable.put(
                    tune.number(), (tune.abc().strip() + "\n\n").codePoints().toArray());
        }
    }

    private void offer() {
        forPlaying = tunes.stream()
                .map(tune -> playable.get(tune.number()))
                .filter(Objects::nonNull)
                .toArray(int[][]::new);
    }

    /**
     * All that is kept. [any thread]
     *
     * @return the oldest first; the last is the one that is heard now
     */
    public synchronized List<HeardTune> tunes() {
        look();
        return new ArrayList<>(tunes);
    }

    /**
     * One of them. [any thread]
     *
     * @param number by which it is called
     * @return empty when there is none, or no longer
     */
    public synchronized Optional<HeardTune> find(int number) {
        look();
        return tunes.stream().filter(t -> t.number() == number).findFirst();
    }

    /**
     * Likes a tune, or no longer. [any thread]
     *
     * @param number by which it is called
     * @param liked whether it is liked
     */
    public synchronized void like(int number, boolean liked) {
        List<HeardTune> all = new ArrayList<>(tunes);
        all.replaceAll(t -> t.number() == number ? t.liked(liked) : t);
        tunes.clear();
        tunes.addAll(all);
    }

    /**
     * A tune for playing. [generator thread; does not block]
     *
     * @param index any number from 0 on
     * @return code points of one of the tunes; null when there is none
     */
    public int[] forPlaying(int index) {
        int[][] all = forPlaying;
        return all.length == 0 ? null : all[index % all.length];
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
