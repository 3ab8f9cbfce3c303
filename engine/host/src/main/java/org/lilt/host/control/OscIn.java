package org.lilt.host.control;

import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.OSCParser;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.lilt.host.panel.Controls;
import org.lilt.plugin.Parameter;

/**
 * Control by OSC over UDP: {@code /lilt/param/ID number}, {@code /lilt/transport/play}, {@code stop}, {@code next} and {@code panic}. What is not
 * one of these, in whatever way, is counted and ignored. Reads on a thread of its own.
 */
public final class OscIn implements AutoCloseable {
    /** First part of every address. */
    static final String ROOT = "/lilt/";

    /** First part of the addresses of parameters. */
    static final String PARAMETER = ROOT + "param/";

    private static final String TRANSPORT = ROOT + "transport/";

    /** Longer packets are cut off and so not understood; the longest that is meant has a few dozen bytes. */
    private static final int LONGEST = 4096;

    private final DatagramChannel channel;
    private final Controls controls;
    private final OSCParser parser;
    private final Thread thread;
    private final AtomicLong ignored = new AtomicLong();
    private final AtomicLong heeded = new AtomicLong();

    /**
     * Begins to listen.
     *
     * @param address where
     * @param controls what is controlled
     * @throws IOException when the address cannot be listened on; one line
     */
    public OscIn(InetSocketAddress address, Controls controls) throws IOException {
        this.controls = controls;
        OSCSerializerAndParserBuilder builder = new OSCSerializerAndParserBuilder();
        builder.unregisterArgumentHandler('b'); // its parser believes a blob's length and makes room for two gigabytes
        parser = builder.buildParser();
        channel = DatagramChannel.open();
        try {
            channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "OSC: " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
        thread = new Thread(this::run, "lilt-osc-in");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Where it listens.
     *
     * @return the address, with the port that was found where 0 was asked for
     * @throws IOException when it is closed
     */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Packets and messages that meant nothing. [any thread]
     *
     * @return how many
     */
    public long ignored() {
        return ignored.get();
    }

    /**
     * Messages that did something. [any thread]
     *
     * @return how many
     */
    public long heeded() {
        return heeded.get();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                channel.receive(buffer);
                buffer.flip();
                heed(parser.convert(buffer.asReadOnlyBuffer()));
            } catch (OSCParseException | RuntimeException e) {
                // The parser throws whatever it stumbles over: it was not made for what strangers send.
                ignored.incrementAndGet();
            } catch (IOException e) {
                // Closed, or news of an earlier packet that did not arrive, which is nothing to us.
                ignored.incrementAndGet();
            }
        }
    }

    private void heed(OSCPacket packet) {
        if (packet instanceof OSCBundle bundle) {
            bundle.getPackets().forEach(this::heed);
        } else if (packet instanceof OSCMessage message && heeds(message.getAddress(), message.getArguments())) {
            heeded.incrementAndGet();
        } else {
            ignored.incrementAndGet();
        }
    }

    private boolean heeds(String address, List<?> arguments) {
        if (address.startsWith(PARAMETER)) {
            String id = address.substring(PARAMETER.length());
            return arguments.size() == 1 && arguments.get(0) instanceof Number value && set(id, value.doubleValue());
        }
        switch (address) {
            case TRANSPORT + "play" -> controls.pause(false);
            case TRANSPORT + "stop" -> controls.pause(true);
            case TRANSPORT + "next" -> controls.nextTune();
            case TRANSPORT + "panic" -> controls.allNotesOff();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean set(String id, double value) {
        for (Parameter parameter : controls.parameters()) {
            if (parameter.id().equals(id)) {
                parameter.set(value); // throws when it is outside the range
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
