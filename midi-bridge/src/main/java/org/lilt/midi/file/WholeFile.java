package org.lilt.midi.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all: what is written goes to a temporary file beside it, which takes its name on
 * {@link #commit}. [one thread]
 */
public final class WholeFile implements Closeable {
    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private OutputStream output;
    private boolean committed;

    /**
     * Begins a file.
     *
     * @param target its final name; the folder must exist
     * @throws IOException when the folder does not exist or cannot be written to
     */
    public WholeFile(Path target) throws IOException {
        this.target = target;
        Path opened = null;
        FileChannel at = null;
        // Not createTempFile: its files are readable by the owner alone, and would stay so under their final name.
        for (int attempt = 0; at == null; attempt++) {
            opened = target.resolveSibling("." + target.getFileName() + "." + attempt + ".part");
            try {
                at = FileChannel.open(opened, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
        temporary = opened;
        channel = at;
    }

    /**
     * Writes a file at once.
     *
     * @param target its name; the folder must exist
     * @param bytes its content
     * @throws IOException when it cannot be written; an old file of that name is then as it was
     */
    public static void write(Path target, byte[] bytes) throws IOException {
        try (WholeFile whole = new WholeFile(target)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                whole.channel.write(left);
            }
            whole.commit();
        }
    }

    /** Leftovers of killed runs, and runs at the same time, that may be in the way. */
    private static final int MOST_ATTEMPTS = 1000;

    /**
     * Takes the content.
     *
     * @return buffered; closed by this file
     */
    public OutputStream output() {
        if (output == null) {
            output = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        }
        return output;
    }

    /**
     * The temporary file, for a header that is only known at the end. Flush {@link #output} first.
     *
     * @return the channel, positioned where the output ended
     */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Makes the file appear under its name, in the place of an old one.
     *
     * @throws IOException when it cannot be written; the old file is then as it was
     */
    public void commit() throws IOException {
        if (output != null) {
            output.close();
        }
        channel.close();
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
        committed = true;
    }

    /**
     * Ends the work; without {@link #commit}, nothing remains of it.
     *
     * @throws IOException when the temporary file cannot be removed
     */
    @Override
    public void close() throws IOException {
        if (!committed) {
            channel.close();
            Files.deleteIfExists(temporary);
        }
    }
}
