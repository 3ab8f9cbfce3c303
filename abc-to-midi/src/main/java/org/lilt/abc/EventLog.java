package org.lilt.abc;

import java.util.Arrays;

/** The events of one voice of a tune, kept until all voices are known. */
final class EventLog implements AbcEvents {
    private static final int ON = 0;
    private static final int OFF = 1;
    private static final int TEMPO = 2;
    private static final int METER = 3;
    private static final int KEY = 4;
    private static final int PROGRAM = 5;
    private static final int CONTROL = 6;
    private static final int BAR = 7;
    private static final int TEXT = 8;

    private long[] ticks = new long[1024];
    private int[] codes = new int[1024];
    private long[] values = new long[1024];
    private int size;
    private int next;
    private final StringBuilder words = new StringBuilder();

    /** Meter, key and bars are told by the first voice only. */
    private boolean secondary;

    void clear(boolean isSecondary) {
        size = 0;
        next = 0;
        words.setLength(0);
        secondary = isSecondary;
    }

    private void add(long tick, int code, long value) {
        if (size == ticks.length) {
            int capacity = size * 2;
            ticks = Arrays.copyOf(ticks, capacity);
            codes = Arrays.copyOf(codes, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        ticks[size] = tick;
        codes[size] = code;
        values[size] = value;
        size++;
    }

    /** Tick of the next event to be told, or the largest number. */
    long nextTick() {
        return next < size ? ticks[next] : Long.MAX_VALUE;
    }

    /** Whether the next event is a note-off, which goes before others of its tick. */
    boolean nextIsOff() {
        return next < size && (codes[next] & 15) == OFF;
    }

    /** Character of the next event if it is a note-on of the voice itself, or -1. */
    long nextNote(int channel) {
        return next < size && (codes[next] & 15) == ON && (codes[next] >> 4 & 15) == channel ? values[next] : -1;
    }

    void tellNext(AbcEvents events) {
        long tick = ticks[next];
        int code = codes[next];
        long value = values[next++];
        int channel = code >> 4 & 15;
        int low = code >> 8 & 127;
        int high = code >> 15 & 127;
        switch (code & 15) {
            case ON -> events.noteOn(tick, channel, low, high, value);
            case OFF -> events.noteOff(tick, channel, low, value);
            case TEMPO -> events.tempo(tick, Double.longBitsToDouble(value));
            case METER -> events.meter(tick, (int) (value >> 32), (int) value);
            case KEY -> events.key(tick, (int) (value >> 1), (value & 1) != 0);
            case PROGRAM -> events.program(tick, channel, low);
            case CONTROL -> events.control(tick, channel, low, high);
            case BAR -> events.bar(tick);
            default -> {
                int from = (int) (value >> 32);
                int to = (int) value;
                events.text(tick, channel, AbcText.values()[low], words.substring(from, to));
            }
        }
    }

    @Override
    public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
        add(tick, ON | channel << 4 | pitch << 8 | velocity << 15, character);
    }

    @Override
    public void noteOff(long tick, int channel, int pitch, long character) {
        add(tick, OFF | channel << 4 | pitch << 8, character);
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        add(tick, TEMPO, Double.doubleToRawLongBits(quartersPerMinute));
    }

    @Override
    public void meter(long tick, int numerator, int denominator) {
        if (!secondary) {
            add(tick, METER, (long) numerator << 32 | denominator);
        }
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        if (!secondary) {
            add(tick, KEY, sharps * 2L + (minor ? 1 : 0));
        }
    }

    @Override
    public void program(long tick, int channel, int program) {
        add(tick, PROGRAM | channel << 4 | program << 8, 0);
    }

    @Override
    public void control(long tick, int channel, int controller, int value) {
        add(tick, CONTROL | channel << 4 | controller << 8 | value << 15, 0);
    }

    @Override
    public void bar(long tick) {
        if (!secondary) {
            add(tick, BAR, 0);
        }
    }

    @Override
    public void text(long tick, int channel, AbcText kind, CharSequence text) {
        int from = words.length();
        words.append(text);
        add(tick, TEXT | channel << 4 | kind.ordinal() << 8, (long) from << 32 | words.length());
    }
}
