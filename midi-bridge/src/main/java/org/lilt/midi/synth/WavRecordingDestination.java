package org.lilt.midi.synth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.lilt.midi.Destination;
import org.lilt.midi.MediaClock;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.ring.MessageRing;

/**
 * Records what is sent to a destination as a WAV file, played by a synthesizer of its own on a thread of its own, whatever the
 * destination is. The file is whole at any moment, also after {@code kill -9}: at most the last second is missing.
 */
public final class WavRecordingDestination implements Destination {
    private static final int CAPACITY = 1 << 14;
    private static final long PAUSE_NANOS = 50_000_000L;

    /** The file is this far behind the music, so that every message has come before its sound is made. */
    private static final int BEHIND_FRAMES = SoundRenderer.RATE / 10;

    /** Sound is written to the file in pieces of half a second. */
    private static final int PIECE_FRAMES = SoundRenderer.RATE / 2;

    /** A clock that jumps by more than this was a laptop asleep: nobody wants hours of silence in a recording. */
    private static final int LONGEST_GAP_FRAMES = 5 * SoundRenderer.RATE;

    private static final int TAIL_FRAMES = 2 * SoundRenderer.RATE;
    private static final long MOST_BYTES = 0xFFFF_FFFFL - WavWriter.HEADER_BYTES;

    private final Destination inner;
    private final SoundRenderer renderer;
    private final Path path;
    private final FileChannel file;
    private final MessageRing ring = new MessageRing(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private final byte[] block;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_FRAMES * SoundRenderer.FRAME_BYTES);
    private long origin;
    private long rendered;
    private long skipped;
    private long written;
    private volatile boolean closing;
    private volatile String failure;

    /**
     * Begins a recording; an old file of that name is emptied.
     *
     * @param inner the destination; closed with this
     * @param renderer makes the sound of the recording; closed with this
     * @param path the WAV file
     * @throws IOException when the file cannot be written
     */
    public WavRecordingDestination(Destination inner, SoundRenderer renderer, Path path) throws IOException {
        this.inner = inner;
        this.renderer = renderer;
        this.path = path;
        block = new byte[renderer.block() * SoundRenderer.FRAME_BYTES];
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        file.write(ByteBuffer.wrap(WavWriter.header(0)), 0);
        origin = inner.clock().now();
        thread = new Thread(this::run, "lilt-wav");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closing) {
                advance(frame(inner.clock().now()) - BEHIND_FRAMES);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            advance(frame(inner.clock().now()) + TAIL_FRAMES);
            flush();
        } catch (IOException e) {
            failure = path + ": recording has ended: " + e.getMessage();
        } finally {
            renderer.close();
        }
    }

    /** The frame of the recording at a time of the destination's clock. */
    private long frame(long time) {
        long rate = inner.clock().rate();
        long units = time - origin;
        return units / rate * SoundRenderer.RATE + units % rate * SoundRenderer.RATE / rate - skipped;
    }

    private void advance(long until) throws IOException {
        if (until - rendered > LONGEST_GAP_FRAMES) {
            skipped += until - rendered;
            return;
        }
        while (rendered + renderer.block() <= until) {
            while (!ring.isEmpty() && frame(ring.time()) < rendered + renderer.block()) {
                long message = ring.message();
                renderer.send(
                        Math.max(rendered, frame(ring.time())),
                        ShortMessages.status(message),
                        ShortMessages.data1(message),
                        ShortMessages.data2(message));
                ring.remove();
            }
            renderer.render(block, renderer.block());
            rendered += renderer.block();
            if (piece.remaining() < block.length) {
                flush();
            }
            piece.put(block);
        }
    }

    /** Appends the sound, and only then says in the header that it is there. */
    private void flush() throws IOException {
        piece.flip();
        if (written + piece.remaining() > MOST_BYTES) {
            throw new IOException("a WAV file holds at most 4 GB");
        }
        while (piece.hasRemaining()) {
            written += file.write(piece, WavWriter.HEADER_BYTES + written);
        }
        piece.clear();
        file.write(ByteBuffer.wrap(WavWriter.header(written)), 0);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public MediaClock clock() {
        return inner.clock();
    }

    @Override
    public long lead() {
        return inner.lead();
    }

    @Override
    public boolean send(long time, int status, int data1, int data2) {
        if (!inner.send(time, status, data1, data2)) {
            return false;
        }
        if (status < 0xF0 && !ring.offer(time, ShortMessages.pack(status, data1, data2))) {
            lost.lazySet(lost.getPlain() + 1);
        }
        return true;
    }

    @Override
    public Optional<String> trouble() {
        return inner.trouble().or(() -> Optional.ofNullable(failure));
    }

    /**
     * Messages that are missing in the recording because the machine was too slow to play them. [any thread]
     *
     * @return how many, 0 in normal running
     */
    public long lost() {
        return lost.get();
    }

    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        inner.close();
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            file.close();
        } catch (IOException e) {
            failure = path + ": " + e.getMessage();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
