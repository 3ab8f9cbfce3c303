package org.lilt.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.player.MessageListener;
import org.lilt.midi.ring.MessageRing;

/**
 * Records the tunes that are played as ABC, each with the time, the preset and the seed. What is written of the tune that sounds is brought
 * into the file every half second, so that it is whole at any moment. Listens on the player thread, writes on a thread of its own.
 */
final class AbcRecording implements MessageListener, Closeable {
    /** Tunes that may begin between two looks. */
    private static final int CAPACITY = 256;

    private static final long LOOK_NANOS = 500_000_000L;
    private static final long CLOSE_MILLIS = 2_000;

    private final Path file;
    private final FileChannel channel;
    private final MessageRing begun = new MessageRing(CAPACITY);
    private Thread thread;
    private TextTap text;
    private String origin = "";
    private long ordinal;
    private long first;
    private String heading;
    private long position;
    private volatile boolean closing;
    private volatile String trouble = "";

    /**
     * Begins a file; an old one of that name is emptied.
     *
     * @param file where to
     * @throws IOException when it cannot be written
     */
    AbcRecording(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * Begins to write. [once]
     *
     * @param tap what the network writes
     * @param preset its name
     * @param seed seed of the tunes
     */
    void start(TextTap tap, String preset, long seed) {
        text = tap;
        origin = "preset " + preset + ", seed " + seed;
        thread = new Thread(this::run, "lilt-abc-recording");
        thread.setDaemon(true);
        thread.start();
    }

    /** What has failed, in one line; empty while all is well. */
    String trouble() {
        return trouble;
    }

    @Override
    public void tuneWritten(int tune, long character) {
        if (!begun.offer(character, tune)) {
            trouble = file + ": too many tunes at once";
        }
    }

    private void run() {
        try {
            while (!closing) {
                bringIn();
                LockSupport.parkNanos(LOOK_NANOS);
            }
            bringIn();
        } catch (IOException e) {
            trouble = file + ": " + e.getMessage();
        }
    }

    private void bringIn() throws IOException {
        while (!begun.isEmpty()) {
            if (heading != null) {
                position += write(begun.time());
            }
            first = begun.time();
            ordinal = begun.message();
            heading = "% played " + OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS) + ", " + origin + "\n";
            begun.remove();
        }
        if (heading != null) {
            write(text.written());
        }
    }

    /** Writes the tune under way, up to a character; returns how many bytes. */
    private int write(long end) throws IOException {
        StringBuilder characters = new StringBuilder();
        text.read(first, characters);
        int wanted = (int) Math.min(end - first, characters.codePointCount(0, characters.length()));
        String tune = characters
                .substring(0, characters.offsetByCodePoints(0, wanted))
                .strip();
        String number = tune.startsWith("X:") ? "" : "X:" + ordinal + "\n";
        byte[] bytes = (heading + number + tune + "\n\n").getBytes(StandardCharsets.UTF_8);
        channel.position(position);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.truncate(position + bytes.length);
        return bytes.length;
    }

    @Override
    public synchronized void close() throws IOException {
        closing = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        channel.close();
    }
}
