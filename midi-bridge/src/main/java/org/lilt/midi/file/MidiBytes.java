package org.lilt.midi.file;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.lilt.midi.ShortMessages;

/** Encodes events as the Standard MIDI Files 1.0 specification has them, in a buffer that grows. Not for several threads. */
final class MidiBytes extends ByteArrayOutputStream {
    /** Longest delta time that four bytes of seven bits hold. */
    static final long LONGEST_DELTA = 0x0FFF_FFFFL;

    static final int META = 0xFF;
    static final int META_TEMPO = 0x51;
    static final int META_METER = 0x58;
    static final int META_KEY = 0x59;
    static final int META_END = 0x2F;

    /** As the inherited method, but without taking a lock for every byte. */
    @Override
    public void write(int b) {
        if (count == buf.length) {
            buf = Arrays.copyOf(buf, 2 * count);
        }
        buf[count++] = (byte) b;
    }

    /** Appends some of the bytes that have been written to another one. */
    MidiBytes append(MidiBytes other, int from, int to) {
        write(other.buf, from, to - from);
        return this;
    }

    /** A delta time in ticks; one that four bytes cannot hold is bridged with empty texts. */
    MidiBytes delta(long ticks) {
        long rest = ticks;
        while (rest > LONGEST_DELTA) {
            quantity((int) LONGEST_DELTA);
            meta(MidiTrack.Text.TEXT.type, new byte[0]);
            rest -= LONGEST_DELTA;
        }
        quantity((int) rest);
        return this;
    }

    /** A variable-length quantity of at most 28 bits. */
    private void quantity(int value) {
        for (int shift = 21; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                write(value >>> shift & 0x7F | 0x80);
            }
        }
        write(value & 0x7F);
    }

    MidiBytes channel(int status, int data1, int data2) {
        write(status);
        write(data1);
        if (dataBytes(status) == 2) {
            write(data2);
        }
        return this;
    }

    MidiBytes meta(int type, byte[] content) {
        write(META);
        write(type);
        quantity(content.length);
        write(content, 0, content.length);
        return this;
    }

    MidiBytes tempo(int microsPerQuarter) {
        return meta(
                META_TEMPO,
                new byte[] {(byte) (microsPerQuarter >> 16), (byte) (microsPerQuarter >> 8), (byte) microsPerQuarter});
    }

    MidiBytes meter(int beats, int unit) {
        // The metronome clicks on the felt beat: a dotted note where the meter is compound (6/8, 9/8, 12/8).
        int clocksPerUnit = Math.max(1, 96 / unit);
        int clocksPerClick = beats > 3 && beats % 3 == 0 && unit >= 8 ? 3 * clocksPerUnit : clocksPerUnit;
        int thirtySecondsPerQuarter = 8;
        return meta(META_METER, new byte[] {
            (byte) beats,
            (byte) Integer.numberOfTrailingZeros(unit),
            (byte) clocksPerClick,
            (byte) thirtySecondsPerQuarter
        });
    }

    MidiBytes key(int sharps, boolean minor) {
        return meta(META_KEY, new byte[] {(byte) sharps, (byte) (minor ? 1 : 0)});
    }

    MidiBytes end() {
        return meta(META_END, new byte[0]);
    }

    MidiBytes int32(long value) {
        return int16((int) (value >> 16)).int16((int) value);
    }

    MidiBytes int16(int value) {
        write(value >> 8);
        write(value);
        return this;
    }

    MidiBytes header(int format, int tracks) {
        write('M');
        write('T');
        write('h');
        write('d');
        return int32(6).int16(format).int16(tracks).int16(MidiTrack.TICKS_PER_QUARTER);
    }

    /** The head of a track's chunk: its type and its length in bytes, the end of track included. */
    MidiBytes trackHeader(long length) {
        write('M');
        write('T');
        write('r');
        write('k');
        return int32(length);
    }

    /** Data bytes that follow a channel status. */
    static int dataBytes(int status) {
        return ShortMessages.length(status) - 1;
    }

    static void checkTick(long tick) {
        if (tick < 0) {
            throw new IllegalArgumentException("tick " + tick + " is negative");
        }
    }

    static void checkChannel(long tick, int status, int data1, int data2) {
        checkTick(tick);
        if (status < 0x80 || status > 0xEF) {
            throw new IllegalArgumentException("status " + status + " is not that of a channel message");
        }
        if ((data1 & ~0x7F) != 0 || dataBytes(status) == 2 && (data2 & ~0x7F) != 0) {
            throw new IllegalArgumentException("data " + data1 + ", " + data2 + " is outside 0 to 127");
        }
    }

    /** Microseconds to the quarter note for a tempo. */
    static int checkTempo(long tick, double quartersPerMinute) {
        checkTick(tick);
        if (!(quartersPerMinute >= 4 && quartersPerMinute <= 60_000_000)) {
            throw new IllegalArgumentException("tempo " + quartersPerMinute + " is outside 4 to 60,000,000");
        }
        return (int) Math.round(60_000_000 / quartersPerMinute);
    }

    static void checkMeter(long tick, int beats, int unit) {
        checkTick(tick);
        if (beats < 1 || beats > 255 || unit < 1 || unit > 128 || Integer.bitCount(unit) != 1) {
            throw new IllegalArgumentException("meter " + beats + "/" + unit + " cannot be written to a MIDI file");
        }
    }

    static void checkKey(long tick, int sharps) {
        checkTick(tick);
        if (sharps < -7 || sharps > 7) {
            throw new IllegalArgumentException("key of " + sharps + " sharps is outside -7 to 7");
        }
    }
}
