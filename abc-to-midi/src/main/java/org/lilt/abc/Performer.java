package org.lilt.abc;

/**
 * Plays notes and lengths as they are told, live or from memory: keeps the time, joins ties, and tells the events in order. At any moment
 * there is a group of notes that begins now (open), and those of the group before, whose end is now but may yet be tied over.
 */
final class Performer {
    /** Notes that may sound at once; more are dropped. */
    static final int MOST_NOTES = 64;

    private static final int CHANNEL = 7;
    private static final int STEP = 11;
    private static final int TIED = 1 << 31;

    private final AbcEvents events;
    final Accompaniment accompaniment;
    private final EventQueue queue = new EventQueue();
    private int channel;

    private final Meter meter = new Meter();
    private long key;
    private double tempo;
    private long now;
    /** The same in whole ticks. */
    private long tick;

    private long barStart;
    /** A bar line has been passed since music began. */
    private boolean barBegun;
    /** Everything before this tick has been told. */
    private long told;

    private long limit = Long.MAX_VALUE;

    // Sounding notes: [0, open) end now unless a tie follows, [open, count) begin now.
    /** Pitch, channel and staff step of each, and whether it is tied. */
    private final int[] notes = new int[MOST_NOTES];

    private final long[] characters = new long[MOST_NOTES];
    private final long[] lengths = new long[MOST_NOTES];
    private int open;
    private int count;
    private int droppedTies;

    Performer(AbcEvents events) {
        this.events = events;
        accompaniment = new Accompaniment(queue);
    }

    void copyFrom(Performer other) {
        channel = other.channel;
        accompaniment.copyFrom(other.accompaniment);
        queue.copyFrom(other.queue);
        meter.copyFrom(other.meter);
        now = other.now;
        tick = other.tick;
        barStart = other.barStart;
        barBegun = other.barBegun;
        told = other.told;
        limit = other.limit;
        key = other.key;
        tempo = other.tempo;
        open = other.open;
        count = other.count;
        droppedTies = other.droppedTies;
        System.arraycopy(other.notes, 0, notes, 0, count);
        System.arraycopy(other.characters, 0, characters, 0, count);
        System.arraycopy(other.lengths, 0, lengths, 0, count);
    }

    void reset() {
        queue.clear();
        accompaniment.reset();
        move(0);
        barStart = 0;
        barBegun = false;
        told = 0;
        limit = Long.MAX_VALUE;
        key = Long.MIN_VALUE;
        tempo = 0;
        meter.set(0, 1, true);
        open = 0;
        count = 0;
        droppedTies = 0;
    }

    int channel() {
        return channel;
    }

    /** Notes that begin from now on go to this channel. */
    void channel(int newChannel) {
        channel = newChannel;
    }

    /** Forgets what sounds and goes back to a time: an overlay begins where its bar began. */
    void goBack(long time) {
        queue.clear();
        count = 0;
        open = 0;
        move(time);
        barStart = Math.min(barStart, time);
        told = Math.min(told, Ticks.toTick(time));
        accompaniment.enable(false);
    }

    /** Whether a note has begun whose end has not been told. */
    boolean sounds() {
        return count > 0 || !queue.isEmpty();
    }

    boolean barBegun() {
        return barBegun;
    }

    /** A repeat from the start of a tune begins with its pickup again. */
    void barBegun(boolean begun) {
        barBegun = begun;
    }

    /** Time in fixed-point ticks. */
    long now() {
        return now;
    }

    long barStart() {
        return barStart;
    }

    long tick() {
        return tick;
    }

    /** Earliest tick of an event not yet told. */
    long frontier() {
        return Math.min(told, tick);
    }

    /** Ties that met no note since the last call. */
    int takeDroppedTies() {
        int n = droppedTies;
        droppedTies = 0;
        return n;
    }

    boolean hasDroppedTies() {
        return droppedTies > 0;
    }

    boolean hasTies() {
        for (int i = 0; i < count; i++) {
            if (isTied(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTied(int i) {
        return notes[i] < 0;
    }

    private int pitchOf(int i) {
        return notes[i] & 127;
    }

    private int channelOf(int i) {
        return notes[i] >> CHANNEL & 15;
    }

    /** Pitch of a note on this staff step that is tied into now, or -1. */
    int tiedPitch(int step) {
        for (int i = 0; i < open; i++) {
            if (isTied(i) && (notes[i] >> STEP & 127) == step) {
                return pitchOf(i);
            }
        }
        return -1;
    }

    /** Something begins now: what ended now and is not tied is off. */
    void begin() {
        release();
        strokesBefore(now + 1);
    }

    /** No tie can come any more for what ended now: what is not tied is off. */
    void release() {
        if (count == 1 && open == 1 && !isTied(0)) { // as most often
            end(0);
            open = 0;
            count = 0;
        } else if (open > 0) {
            releaseUntied();
        }
    }

    private void releaseUntied() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i < open && !isTied(i)) {
                end(i);
            } else {
                if (kept != i) {
                    move(i, kept);
                }
                kept++;
            }
        }
        open -= count - kept;
        count = kept;
    }

    /** A note by itself begins now: as {@link #begin}, {@link #strike} and {@link #settle}. Returns false if too many sound already. */
    boolean soloBegins(int step, int pitch, int velocity, long character) {
        if (count > 1 || count == 1 && (open == 0 || isTied(0))) {
            begin();
            boolean struck = strike(step, pitch, velocity, character);
            settle();
            return struck;
        }
        if (count == 1) { // as most often
            end(0);
            open = 0;
            count = 0;
        }
        strokesBefore(now + 1);
        return strikeAnew(step, pitch, velocity, character);
    }

    /** Whether nothing sounds but one note that ends now and is not tied, and there is room for more: where {@link #single} may be called. */
    boolean atEase() {
        return (count == 0 || count == 1 && open == 1 && !isTied(0)) && queue.hasRoom(2 * MOST_NOTES);
    }

    /**
     * A note by itself, whose length is known, begins now, and time moves on: what {@link #soloBegins} and {@link #soloEnds} do, save that {@link #tell} is left to
     * the caller, after this note or after more of them. Only where the performer is {@link #atEase}, or after another that was not tied, and before the limit.
     */
    void single(int step, int pitch, int velocity, boolean isTied, long length, long character) {
        boolean strokes = accompaniment.due(now + 1);
        if (strokes) {
            accompaniment.strokes(now, events);
        }
        queue.flushBefore(tick + 1, events);
        if (count == 1) {
            events.noteOff(tick, channelOf(0), pitchOf(0), characters[0]);
        }
        if (strokes) {
            accompaniment.strokes(now + 1, events);
        }
        events.noteOn(tick, channel, pitch, velocity, character);
        int note = step << STEP | channel << CHANNEL | pitch;
        notes[0] = isTied ? note | TIED : note;
        characters[0] = character;
        count = 1;
        open = 1;
        move(Math.min(now + length, Ticks.END_OF_TIME));
    }

    /** A note begins now, or goes on by a tie. Returns false if too many sound already. */
    boolean strike(int step, int pitch, int velocity, long character) {
        return open > 0 && goOn(step, pitch) || strikeAnew(step, pitch, velocity, character);
    }

    private boolean strikeAnew(int step, int pitch, int velocity, long character) {
        if (count == MOST_NOTES || !queue.hasRoom(MOST_NOTES)) {
            return false;
        }
        queue.flushBefore(tick + 1, events);
        events.noteOn(tick, channel, pitch, velocity, character);
        add(step << STEP | channel << CHANNEL | pitch, character);
        return true;
    }

    /** If a note of this pitch is tied into now, it goes on. */
    private boolean goOn(int step, int pitch) {
        for (int i = 0; i < open; i++) {
            if (isTied(i) && pitchOf(i) == pitch) {
                int note = step << STEP | channelOf(i) << CHANNEL | pitch;
                long origin = characters[i];
                open--;
                count--;
                for (int j = i; j < count; j++) {
                    move(j + 1, j);
                }
                add(note, origin);
                return true;
            }
        }
        return false;
    }

    private void add(int note, long character) {
        notes[count] = note;
        characters[count] = character;
        lengths[count] = -1;
        count++;
    }

    private void move(int from, int to) {
        notes[to] = notes[from];
        characters[to] = characters[from];
        lengths[to] = lengths[from];
    }

    private void dropTie(int i) {
        if (isTied(i)) {
            droppedTies++;
        }
    }

    /** A note that ends now is off. */
    private void end(int i) {
        if (tick < limit) {
            queue.flushBefore(tick + 1, events);
            events.noteOff(tick, channelOf(i), pitchOf(i), characters[i]);
        } else {
            queue.off(tick, channelOf(i), pitchOf(i), characters[i]);
        }
    }

    /** All notes that begin now are there: ties that none of them took up are dropped. */
    void settle() {
        if (open > 0) {
            dropTies();
        }
    }

    private void dropTies() {
        for (int i = 0; i < open; i++) {
            dropTie(i);
            end(i);
        }
        for (int i = open; i < count; i++) {
            move(i, i - open);
        }
        count -= open;
        open = 0;
    }

    /** A note from memory: one that begins now, with its length. */
    void replayNote(int step, int pitch, int velocity, boolean isTied, long length, long character) {
        if (strike(step, pitch, velocity, character)) {
            shapeNote(count - 1, length, isTied);
        }
    }

    /** Sets how long the i-th of the notes that begin now sounds, and whether it is tied. */
    void shape(int i, long length, boolean isTied) {
        if (open + i < count) {
            shapeNote(open + i, length, isTied);
        }
    }

    private void shapeNote(int i, long length, boolean isTied) {
        lengths[i] = length;
        notes[i] = isTied ? notes[i] | TIED : notes[i] & ~TIED;
    }

    /** The only note that begins now gets its end, and time moves on. */
    void soloEnds(long length, boolean isTied) {
        if (count == 1 && open == 0) {
            shapeNote(0, length, isTied);
            open = 1;
            move(Math.min(now + length, Ticks.END_OF_TIME));
            tell();
        } else {
            shape(0, length, isTied);
            advance(length);
        }
    }

    /** The notes that begin now get their ends, and time moves on. */
    void advance(long length) {
        settle();
        if (count > 1 || count == 1 && lengths[0] != length) {
            endEarlierOrLater(length);
        }
        open = count;
        move(Math.min(now + length, Ticks.END_OF_TIME));
        tell();
    }

    /** Notes of a chord may be shorter or longer than the chord: what follows it cannot take up their ties. */
    private void endEarlierOrLater(long length) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (lengths[i] < 0 || lengths[i] == length) {
                move(i, kept++);
            } else {
                dropTie(i);
                long end = Math.min(now + lengths[i], Ticks.END_OF_TIME);
                queue.off(Ticks.toTick(end), channelOf(i), pitchOf(i), characters[i]);
            }
        }
        count = kept;
    }

    private void move(long time) {
        now = time;
        tick = Ticks.toTick(time);
    }

    /** Ties all notes that ended now. */
    void tie() {
        for (int i = 0; i < open; i++) {
            notes[i] |= TIED;
        }
    }

    /**
     * A bar line. A soft one (a double bar, a repeat sign) may stand within a bar, where a pickup completes it: then the bar goes on.
     * Returns whether a new bar begins.
     */
    boolean bar(boolean hard) {
        move(Ticks.snap(now));
        if (hard || !barBegun || now - barStart >= meter.barLength()) {
            barBegun |= now > barStart;
            barStart = now;
            accompaniment.bar(now);
            events.bar(tick());
            return true;
        }
        return false;
    }

    void setMeter(long packed) {
        if (packed != meter.packed()) {
            meter.unpack(packed);
            barStart = now;
            accompaniment.meter(meter);
            events.meter(tick(), meter.numerator, meter.denominator);
        }
    }

    /** Key as twice its sharps, plus 1 if minor. */
    void setKey(long packed) {
        if (packed != key && packed != Long.MIN_VALUE) {
            key = packed;
            events.key(tick(), (int) (packed >> 1), (packed & 1) != 0);
        }
    }

    /** Quarter notes a minute; 0 means that none is known. */
    void setTempo(double quartersPerMinute) {
        if (quartersPerMinute != tempo && quartersPerMinute > 0) {
            tempo = quartersPerMinute;
            events.tempo(tick(), quartersPerMinute);
        }
    }

    void program(int onChannel, int program) {
        events.program(tick(), onChannel, program);
    }

    void chord(int packed, long character) {
        release();
        accompaniment.chord(packed, character);
    }

    /** The tune is over: everything is off. Returns the tick of the last event. */
    long stop() {
        open = count;
        settle();
        return Math.max(tick(), queue.flush(events));
    }

    /** Bounds what is told: nothing at or after this tick, even where it is settled. */
    void limit(long tick) {
        limit = tick;
        tell();
    }

    private void strokesBefore(long time) {
        if (accompaniment.due(time)) {
            accompaniment.strokes(time, events);
        }
    }

    /** Tells all that is settled: what lies before now, and within the limit. */
    void tell() {
        long until = Math.min(tick, limit);
        strokesBefore(until < tick ? until << Ticks.FRACTION_BITS : now);
        told = Math.max(told, until);
        queue.flushBefore(told, events);
    }
}
