package org.lilt.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A page's WebSocket, written to by the thread that measures: a client with threads of its own would add the time that they take to wake. What the panel tells is read
 * and thrown away.
 */
final class PageSocket implements AutoCloseable {
    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int LONGEST = 125;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket socket;

    /** Connects to a panel of this machine. */
    PageSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        String host = "localhost:" + port;
        socket.getOutputStream()
                .write(("GET /live HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        String answer = new String(buffer, 0, Math.max(0, in.read(buffer)), StandardCharsets.ISO_8859_1);
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(
                    "the panel answered: " + answer.lines().findFirst().orElse("nothing"));
        }
        Thread reader = new Thread(() -> drain(in, buffer), "page");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Composes a message, unsent.
     *
     * @param text in ASCII, 125 characters at most
     */
    static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        if (payload.length > LONGEST) {
            throw new IllegalArgumentException(payload.length + " characters are more than one short frame holds");
        }
        byte[] frame = new byte[2 + MASK_BYTES + payload.length]; // a mask of zeros leaves all as it is
        frame[0] = (byte) FINAL_TEXT;
        frame[1] = (byte) (MASKED | payload.length);
        System.arraycopy(payload, 0, frame, 2 + MASK_BYTES, payload.length);
        return frame;
    }

    /** Sends a message that is composed. */
    void send(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
    }

    private static void drain(InputStream in, byte[] buffer) {
        try {
            while (in.read(buffer) >= 0) {
                // The measurement is in the player.
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
