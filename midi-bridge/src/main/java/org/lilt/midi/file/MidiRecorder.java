package org.lilt.midi.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.lilt.midi.ring.MessageRing;

/**
 * A standard MIDI file (format 0) that is written while the music plays and is whole at any moment, also after {@code kill -9}: at
 * most the last half second is missing.
 *
 * <p>The methods of {@link MidiTrack} are for the player thread: they do not block and do no input or output, and they allocate
 * nothing. A thread of the recorder's own writes twice a second. Ticks should not go back; one that does is taken as the latest so far.
 *
 * <p>How the file stays whole: new events are first appended behind the end-of-track event, with a new end of their own; then the
 * track's length is made to reach over them; then one byte turns the old end of track into an empty text. Whatever step comes last,
 * what a reader sees is a track that ends properly. On {@link #close} the empty texts are taken out, so that the bytes say what was played and nothing of when
 * it was written down.
 */
public final class MidiRecorder implements MidiTrack, Closeable {
    private static final int CAPACITY = 1 << 15;
    private static final int TEXT_CAPACITY = 1 << 10;
    private static final long FLUSH_NANOS = 500_000_000L;

    /** Where the track's length stands: behind the file's header and the type of the track's chunk. */
    private static final int LENGTH_AT = 18;

    private static final int BODY_AT = 22;

    /** Bytes of an empty text, or of the end of a track, with its delta. */
    private static final int EMPTY = 4;

    private final Path file;
    private final FileChannel channel;
    private final MessageRing ring = new MessageRing(CAPACITY);

    /** Texts on their way to the writer; the ring's message says where each is. A free place holds null. */
    private final AtomicReferenceArray<String> texts = new AtomicReferenceArray<>(TEXT_CAPACITY);

    private final AtomicLong lost = new AtomicLong();
    private final MidiBytes pending = new MidiBytes();
    private final Thread writer;
    private int nextText;
    private long lastTick;
    private long bodyLength;
    /** Where the empty texts stand. */
    private long[] seams = new long[64];

    private int seamCount;
    private volatile boolean closing;
    private volatile IOException failure;

    /**
     * Begins a recording; an old file of that name is emptied. The file is whole from here on.
     *
     * @param file where to; the folder must exist
     * @throws IOException when it cannot be written
     */
    public MidiRecorder(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        MidiBytes start = new MidiBytes();
        start.header(0, 1);
        start.trackHeader(4);
        start.delta(0).end();
        try {
            writeAt(0, start.toByteArray());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        bodyLength = 4;
        writer = new Thread(this::run, "lilt-recorder");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void event(long tick, int status, int data1, int data2) {
        MidiBytes.checkChannel(tick, status, data1, data2);
        put(tick, 0, status << 16 | data1 << 8 | data2 & 0x7F);
    }

    @Override
    public void tempo(long tick, double quartersPerMinute) {
        put(tick, MidiBytes.META_TEMPO, MidiBytes.checkTempo(tick, quartersPerMinute));
    }

    @Override
    public void meter(long tick, int beats, int unit) {
        MidiBytes.checkMeter(tick, beats, unit);
        put(tick, MidiBytes.META_METER, beats << 8 | unit);
    }

    @Override
    public void key(long tick, int sharps, boolean minor) {
        MidiBytes.checkKey(tick, sharps);
        put(tick, MidiBytes.META_KEY, sharps << 1 | (minor ? 1 : 0));
    }

    @Override
    public void text(long tick, Text kind, String text) {
        MidiBytes.checkTick(tick);
        int place = nextText;
        if (texts.getAcquire(place) != null) {
            lost.lazySet(lost.getPlain() + 1);
            return;
        }
        texts.setRelease(place, text);
        if (put(tick, kind.type, place)) {
            nextText = (place + 1) % TEXT_CAPACITY;
        } else {
            texts.setRelease(place, null);
        }
    }

    private boolean put(long tick, int meta, int value) {
        boolean taken = ring.offer(tick, (long) meta << 32 | value & 0xFFFF_FFFFL);
        if (!taken) {
            lost.lazySet(lost.getPlain() + 1);
        }
        return taken;
    }

    /**
     * Events that found no room because the disk was too slow. [any thread]
     *
     * @return how many, 0 in normal running
     */
    public long lost() {
        return lost.get();
    }

    /**
     * Why nothing is written any more, such as a full disk. What was written before is whole. [any thread]
     *
     * @return one line with the file and the reason; empty while all is well
     */
    public Optional<String> failure() {
        IOException e = failure;
        return e == null ? Optional.empty() : Optional.of(file + ": recording has ended: " + e.getMessage());
    }

    /**
     * Writes the rest and closes the file. [any thread, after the last event]
     *
     * @throws IOException when the recording could not be written to its end; what was written is whole
     */
    @Override
    public void close() throws IOException {
        if (closing) {
            return;
        }
        closing = true;
        LockSupport.unpark(writer);
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        channel.close();
        if (failure != null) {
            throw new IOException(failure().orElseThrow(), failure);
        }
        try {
            tidy();
        } catch (IOException e) {
            // It is whole as it is.
        }
    }

    private void run() {
        boolean last;
        do {
            last = closing;
            try {
                flush();
            } catch (IOException e) {
                failure = e;
                return;
            }
            if (!last) {
                LockSupport.parkNanos(FLUSH_NANOS);
            }
        } while (!last);
    }

    private void flush() throws IOException {
        if (ring.isEmpty()) {
            return;
        }
        pending.reset();
        while (!ring.isEmpty()) {
            long tick = Math.max(ring.time(), lastTick);
            pending.delta(tick - lastTick);
            encode(ring.message());
            lastTick = tick;
            ring.remove();
        }
        pending.delta(0).end();
        long oldEnd = BODY_AT + bodyLength;
        writeAt(oldEnd, pending.toByteArray());
        bodyLength += pending.size();
        writeAt(LENGTH_AT, new MidiBytes().int32(bodyLength).toByteArray());
        // The old end is 00 FF 2F 00; as 00 FF 01 00 it is an empty text.
        writeAt(oldEnd - 2, new byte[] {(byte) Text.TEXT.type});
        if (seamCount == seams.length) {
            seams = Arrays.copyOf(seams, 2 * seamCount);
        }
        seams[seamCount++] = oldEnd - EMPTY;
    }

    /** Writes the file anew without its empty texts; one that is killed meanwhile leaves it as it was. */
    private void tidy() throws IOException {
        if (seamCount == 0) {
            return;
        }
        try (WholeFile whole = new WholeFile(file.toRealPath());
                FileChannel old = FileChannel.open(file)) {
            long from = 0;
            for (int i = 0; i <= seamCount; i++) {
                long to = i == seamCount ? BODY_AT + bodyLength : seams[i];
                while (from < to) {
                    from += old.transferTo(from, to - from, whole.channel());
                }
                from = to + EMPTY;
            }
            ByteBuffer length = ByteBuffer.wrap(
                    new MidiBytes().int32(bodyLength - (long) EMPTY * seamCount).toByteArray());
            whole.channel().write(length, LENGTH_AT);
            whole.commit();
        }
    }

    private void encode(long message) {
        int meta = (int) (message >> 32);
        int value = (int) message;
        switch (meta) {
            case 0 -> pending.channel(value >> 16, value >> 8 & 0x7F, value & 0x7F);
            case MidiBytes.META_TEMPO -> pending.tempo(value);
            case MidiBytes.META_METER -> pending.meter(value >> 8, value & 0xFF);
            case MidiBytes.META_KEY -> pending.key(value >> 1, (value & 1) != 0);
            default -> {
                pending.meta(meta, texts.getAcquire(value).getBytes(StandardCharsets.UTF_8));
                texts.setRelease(value, null);
            }
        }
    }

    private void writeAt(long position, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }
}
