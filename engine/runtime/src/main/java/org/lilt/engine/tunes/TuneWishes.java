package org.lilt.engine.tunes;

import java.util.ArrayList;
import java.util.List;
import org.lilt.plugin.Parameter;

/**
 * What a person wishes of the tunes to come: their type, meter and key. What is wished is put into the writer's mouth as soon as its line of the header begins, so
 * that a network goes on from it as from its own.
 *
 * <p>Whoever reads on names each tune by {@link #startTune} before its first character. Belongs to the generator thread; allocates nothing once made.
 */
public final class TuneWishes implements TuneText {
    private static final int LONGEST_HEADER = 256;
    private static final int LINE_FEED = '\n';
    private static final String ANY = "any";
    private static final String PATH = "next tune";
    private static final String TYPES = "jig,reel,hornpipe,waltz,polka,slip jig,morris,playford,carol";
    private static final String METERS = "2/4,3/4,4/4,6/8,9/8,2/2,3/2,6/4";
    private static final String KEYS = "C,G,D,A,E,F,Bb,Eb,Am,Em,Bm,F#m,Dm,Gm,Cm,Ador,Edor,Ddor,Amix,Dmix,Gmix";

    private final TuneText writer;
    private final List<Field> header = new ArrayList<>();
    private final Wish[] wishes;
    private final List<Parameter> parameters = new ArrayList<>();

    /** What is put into the writer's mouth. */
    private final int[] forced = new int[LONGEST_HEADER];

    private int forcedLength;
    private int forcedPosition;

    // Where in the header the writer is.
    private boolean inHeader;
    private int field;
    private int column;

    /** A line of the header that the writer's tunes begin with. */
    private record Field(int letter, int[] text) {}

    /** A field of the header that can be asked for, and how its choices are written. */
    private record Wish(int letter, Parameter parameter, int[][] values) {
        boolean isMade() {
            return parameter.current() != 0;
        }

        int[] value() {
            return values[(int) parameter.current()];
        }
    }

    /**
     * Stands between a person and a writer.
     *
     * @param writer at its first tune
     * @param header that the writer begins every tune with by itself; may be empty
     */
    public TuneWishes(TuneText writer, String header) {
        this.writer = writer;
        header.lines().forEach(line -> this.header.add(new Field(line.codePointAt(0), characters(line + "\n"))));
        List<Wish> possible = new ArrayList<>();
        wish('R', "next_type", "Tune type", TYPES, possible);
        wish('M', "next_meter", "Meter", METERS, possible);
        wish('K', "next_key", "Key", KEYS, possible);
        wishes = possible.toArray(Wish[]::new);
    }

    /** Only what the writer can spell is offered. */
    private void wish(int letter, String id, String name, String choices, List<Wish> possible) {
        List<String> names = new ArrayList<>(List.of(ANY));
        for (String choice : choices.split(",")) {
            if (choice.codePoints().allMatch(writer::knows)) {
                names.add(choice);
            }
        }
        if (names.size() > 1 && writer.knows(letter)) {
            Parameter parameter = Parameter.choice(id, name, PATH, 0, names.toArray(String[]::new));
            parameters.add(parameter);
            int[][] values = names.stream().map(n -> characters(n + "\n")).toArray(int[][]::new);
            possible.add(new Wish(letter, parameter, values));
        }
    }

    private static int[] characters(String text) {
        return text.codePoints().toArray();
    }

    /**
     * What can be turned.
     *
     * @return type, meter and key of the tunes to come; nothing where nobody can tell the writer
     */
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    @Override
    public void startTune(int ordinal) {
        startTune(ordinal, null, 0);
    }

    @Override
    public void startTune(int ordinal, int[] beginning, long variation) {
        writer.startTune(ordinal, beginning, variation);
        begin(beginning == null);
    }

    private void begin(boolean heeded) {
        forcedLength = 0;
        forcedPosition = 0;
        inHeader = heeded;
        column = 0;
        if (heeded) {
            forceHeader();
        }
    }

    @Override
    public int next() {
        if (forcedPosition < forcedLength) {
            writer.put(forced[forcedPosition++]);
        }
        int c = writer.next();
        if (inHeader) {
            watchHeader(c);
        }
        return c;
    }

    /** Once the writer has begun a field that is wished for, the value is put into its mouth. */
    private void watchHeader(int c) {
        if (c == LINE_FEED) {
            inHeader = column > 0 && field != 'K';
            column = 0;
            return;
        }
        if (column == 0) {
            field = c;
        } else if (column == 1) {
            inHeader = c == ':';
            Wish wish = forcedPosition < forcedLength ? null : wish(field);
            if (inHeader && wish != null) {
                forcedLength = 0;
                forcedPosition = 0;
                force(wish.value());
            }
        }
        column++;
    }

    /** Where something is wished for, the writer's own header with the wishes in it; the tune's type has to come first. */
    private void forceHeader() {
        boolean any = false;
        for (Wish wish : wishes) {
            any |= wish.isMade();
        }
        if (!any) {
            return;
        }
        if (wish('R') != null && (header.isEmpty() || header.get(0).letter() != 'R')) {
            force('R', wish('R'));
        }
        for (int i = 0; i < header.size(); i++) {
            Wish wish = wish(header.get(i).letter());
            if (wish == null) {
                force(header.get(i).text());
            } else {
                force(wish.letter(), wish);
            }
        }
    }

    /** The wish for a field; null where none is made. */
    private Wish wish(int letter) {
        for (Wish wish : wishes) {
            if (wish.letter() == letter && wish.isMade()) {
                return wish;
            }
        }
        return null;
    }

    private void force(int letter, Wish wish) {
        forced[forcedLength++] = letter;
        forced[forcedLength++] = ':';
        force(wish.value());
    }

    private void force(int[] text) {
        System.arraycopy(text, 0, forced, forcedLength, text.length);
        forcedLength += text.length;
    }

    @Override
    public boolean tuneEnded() {
        return writer.tuneEnded();
    }

    @Override
    public boolean knows(int codePoint) {
        return writer.knows(codePoint);
    }

    @Override
    public void put(int codePoint) {
        writer.put(codePoint);
    }

    @Override
    public void seed(long seed) {
        writer.seed(seed);
    }

    @Override
    public long character() {
        return writer.character();
    }

    @Override
    public double probability() {
        return writer.probability();
    }
}
