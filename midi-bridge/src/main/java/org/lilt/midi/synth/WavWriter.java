package org.lilt.midi.synth;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.lilt.midi.file.WholeFile;

/** Writes 16-bit stereo sound to a RIFF WAVE file, whole or not at all. [one thread] */
public final class WavWriter implements Closeable {
    static final int HEADER_BYTES = 44;

    /** The sizes in the header are 32 bits, unsigned. */
    private static final long MOST_BYTES = 0xFFFF_FFFFL - HEADER_BYTES;

    private final WholeFile file;
    private long bytes;

    /**
     * Begins a file.
     *
     * @param target its final name
     * @throws IOException when it cannot be written
     */
    public WavWriter(Path target) throws IOException {
        file = new WholeFile(target);
        file.output().write(header(0));
    }

    /**
     * Writes sound.
     *
     * @param sound frames of {@link SoundRenderer#FRAME_BYTES} bytes
     * @param offset first byte
     * @param length number of bytes
     * @throws IOException when it cannot be written, or the file would be larger than the format allows
     */
    public void write(byte[] sound, int offset, int length) throws IOException {
        if (bytes + length > MOST_BYTES) {
            throw new IOException("a WAV file holds at most 4 GB");
        }
        file.output().write(sound, offset, length);
        bytes += length;
    }

    /**
     * Ends the file, which appears under its name.
     *
     * @throws IOException when it cannot be written
     */
    public void commit() throws IOException {
        file.output().flush();
        FileChannel channel = file.channel();
        channel.write(ByteBuffer.wrap(header(bytes)), 0);
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The header for so many bytes of sound, after Microsoft's "Multimedia Programming Interface and Data Specifications 1.0". */
    static byte[] header(long bytes) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (bytes + HEADER_BYTES - 8));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 2);
        header.putInt(SoundRenderer.RATE).putInt(SoundRenderer.RATE * SoundRenderer.FRAME_BYTES);
        header.putShort((short) SoundRenderer.FRAME_BYTES).putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) bytes);
        return header.array();
    }
}
