package org.lilt.plugin;

/**
 * The events of a stretch of music, ordered by their ticks, all from {@link #from} on and before {@link #until}. All its room is made at once.
 *
 * <p>Written to by one thread, which may hand it to another. What does not fit, lies outside, comes out of order or is no MIDI is not taken, but counted,
 * and the first such event is kept to be shown: that is how a host knows of a plugin that returns nonsense.
 */
public final class Block implements EventSink {
    private static final int CHANNELS = 16;
    private static final int LARGEST_DATA = 127;
    private static final int LARGEST_BEND = (1 << 14) - 1;

    private final Event[] events;
    private final Event refused = new Event();
    private long from;
    private long until;
    private int size;
    private int refusals;

    /**
     * An empty block.
     *
     * @param capacity events that it holds at most
     */
    public Block(int capacity) {
        events = new Event[capacity];
        for (int i = 0; i < capacity; i++) {
            events[i] = new Event();
        }
    }

    /**
     * Empties it for another stretch.
     *
     * @param newFrom first tick
     * @param newUntil the tick behind the last one
     */
    public void begin(long newFrom, long newUntil) {
        from = newFrom;
        until = newUntil;
        size = 0;
        refusals = 0;
    }

    /**
     * The first tick.
     *
     * @return ticks from the start of the performance
     */
    public long from() {
        return from;
    }

    /**
     * The tick behind the last one.
     *
     * @return ticks from the start of the performance
     */
    public long until() {
        return until;
    }

    /**
     * How many events there are.
     *
     * @return a count
     */
    public int size() {
        return size;
    }

    /**
     * One of the events.
     *
     * @param index from 0
     * @return belongs to the block
     */
    public Event get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size + " events");
        }
        return events[index];
    }

    /**
     * How many events were not taken.
     *
     * @return a count
     */
    public int refusals() {
        return refusals;
    }

    /**
     * The first event that was not taken.
     *
     * @return means something only where there are {@link #refusals}
     */
    public Event refused() {
        return refused;
    }

    @Override
    public void accept(long tick, Event.Kind kind, int channel, int data1, int data2, long source) {
        boolean ordered = tick >= from && tick < until && (size == 0 || tick >= events[size - 1].tick);
        if (ordered && size < events.length && valid(kind, channel, data1, data2)) {
            events[size++].set(tick, kind, channel, data1, data2, source);
        } else if (refusals++ == 0) {
            refused.set(tick, kind == null ? Event.Kind.NOTE_ON : kind, channel, data1, data2, source);
        }
    }

    /**
     * Whether an event has the ranges that its kind demands.
     *
     * @param kind what the event is; null is nothing
     * @param channel MIDI channel
     * @param data1 first datum
     * @param data2 second datum
     * @return true when it has
     */
    public static boolean valid(Event.Kind kind, int channel, int data1, int data2) {
        if (kind == null || channel < 0 || channel >= CHANNELS) {
            return false;
        }
        return switch (kind) {
            case NOTE_ON -> isData(data1) && data2 > 0 && data2 <= LARGEST_DATA;
            case NOTE_OFF, PROGRAM -> isData(data1);
            case CONTROL -> isData(data1) && isData(data2);
            case PITCH_BEND -> data1 >= 0 && data1 <= LARGEST_BEND;
            default -> true;
        };
    }

    private static boolean isData(int value) {
        return value >= 0 && value <= LARGEST_DATA;
    }
}
