package org.lilt.host.panel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says exactly what it is told to say, as an attacker would and no client library allows. */
final class RawHttp {
    private RawHttp() {}

    /** Sends a request as it stands, and returns all of the answer. */
    static String exchange(int port, String... lines) throws IOException {
        return exchange(InetAddress.getLoopbackAddress(), port, lines);
    }

    /** Sends a request as it stands to an address of this machine, and returns all of the answer. */
    static String exchange(InetAddress address, int port, String... lines) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(10_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Asks for the WebSocket, and returns the first line of the answer. */
    static String upgrade(int port, String... headers) throws IOException {
        return upgrade(InetAddress.getLoopbackAddress(), port, headers);
    }

    /** Asks an address of this machine for the WebSocket, and returns the first line of the answer. */
    static String upgrade(InetAddress address, int port, String... headers) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET /live HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + String.join("\r\n", headers)
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
