package org.lilt.benchmarks;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import org.lilt.midi.thread.RealTime;
import org.lilt.plugin.Parameter;

/**
 * What any message from another program takes at least: nine bytes through a socket of this machine wake a thread of the panel's priority, which sets a
 * parameter.
 */
final class BareSocket implements AutoCloseable {
    private final List<Parameter> parameters;
    private final Socket there;
    private final Socket here;

    /** Connects to a thread of its own. */
    BareSocket(List<Parameter> parameters) throws IOException {
        this.parameters = parameters;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            there = new Socket(server.getInetAddress(), server.getLocalPort());
            here = server.accept();
        }
        there.setTcpNoDelay(true);
        Thread reader = new Thread(this::hear, "bare-socket");
        reader.setDaemon(true);
        reader.start();
    }

    /** Composes a message, unsent. */
    byte[] message(Parameter parameter, double value) {
        return ByteBuffer.allocate(1 + Double.BYTES)
                .put((byte) parameters.indexOf(parameter))
                .putDouble(value)
                .array();
    }

    /** Sends a message that is composed. */
    void send(byte[] message) throws IOException {
        there.getOutputStream().write(message);
    }

    private void hear() {
        RealTime.grantThisThread();
        byte[] message = new byte[1 + Double.BYTES];
        try (DataInputStream in = new DataInputStream(here.getInputStream())) {
            while (true) {
                in.readFully(message);
                parameters.get(message[0]).set(ByteBuffer.wrap(message).getDouble(1));
            }
        } catch (EOFException | SocketException e) {
            // It was closed.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        there.close();
        here.close();
    }
}
