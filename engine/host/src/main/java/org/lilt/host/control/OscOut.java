package org.lilt.host.control;

import com.illposed.osc.ByteArrayListBytesReceiver;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializer;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.lilt.engine.player.MessageListener;
import org.lilt.midi.ShortMessages;
import org.lilt.midi.ring.MessageRing;
import org.lilt.plugin.Parameter;

/**
 * Tells by OSC over UDP what is played, {@code /lilt/note channel pitch velocity} (channel from 1, velocity 0 at a note's end), and where the
 * parameters stand, {@code /lilt/param/ID number}, at the start and after each change. The player thread puts notes in a queue and goes on; they
 * are sent on a thread of its own.
 */
public final class OscOut implements MessageListener, AutoCloseable {
    private static final String NOTE = OscIn.ROOT + "note";
    private static final int CAPACITY = 1 << 12;
    private static final long LOOK_NANOS = 2_000_000L;

    /** Looks at the notes for each look at the parameters: ten times in a second they are compared. */
    private static final int LOOKS = 50;

    private static final int KIND = 0xF0;
    private static final int CHANNEL = 0x0F;

    private final MessageRing ring = new MessageRing(CAPACITY);
    private final InetSocketAddress to;
    private final DatagramChannel channel;
    private final ByteArrayListBytesReceiver bytes = new ByteArrayListBytesReceiver();
    private final OSCSerializer serializer = new OSCSerializerAndParserBuilder().buildSerializer(bytes);
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean closing;
    private Thread thread;

    /**
     * A sender that is not yet started.
     *
     * @param to who is told
     * @throws IOException when there is no network
     */
    public OscOut(InetSocketAddress to) throws IOException {
        this.to = to;
        channel = DatagramChannel.open();
    }

    /**
     * Begins to send. [once]
     *
     * @param parameters those that are told of: the same list until there are others
     */
    public void start(Supplier<List<Parameter>> parameters) {
        thread = new Thread(() -> run(parameters), "lilt-osc-out");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Notes and values that could not be sent. [any thread]
     *
     * @return how many
     */
    public long lost() {
        return lost.get();
    }

    @Override
    public void sent(long tick, int status, int data1, int data2) {
        int kind = status & KIND;
        boolean note = kind == ShortMessages.NOTE_ON || kind == ShortMessages.NOTE_OFF;
        if (note && !ring.offer(tick, ShortMessages.pack(status, data1, data2))) {
            lost.incrementAndGet();
        }
    }

    private void run(Supplier<List<Parameter>> all) {
        List<Parameter> parameters = List.of();
        double[] told = {};
        for (int look = 0; !closing; look++) {
            drain();
            if (look % LOOKS == 0) {
                if (parameters != all.get()) {
                    parameters = all.get();
                    told = new double[parameters.size()];
                    Arrays.fill(told, Double.NaN);
                }
                tellChanges(parameters, told);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        drain();
    }

    private void drain() {
        while (!ring.isEmpty()) {
            long message = ring.message();
            int status = ShortMessages.status(message);
            boolean on = (status & KIND) == ShortMessages.NOTE_ON;
            send(
                    NOTE,
                    List.of(
                            (status & CHANNEL) + 1,
                            ShortMessages.data1(message),
                            on ? ShortMessages.data2(message) : 0));
            ring.remove();
        }
    }

    private void tellChanges(List<Parameter> parameters, double[] told) {
        for (int i = 0; i < told.length; i++) {
            double value = parameters.get(i).get();
            if (value != told[i]) {
                told[i] = value;
                send(OscIn.PARAMETER + parameters.get(i).id(), List.of((float) value));
            }
        }
    }

    private void send(String address, List<?> arguments) {
        try {
            bytes.clear();
            serializer.write(new OSCMessage(address, arguments));
            channel.send(ByteBuffer.wrap(bytes.toByteArray()), to);
        } catch (IOException | OSCSerializeException e) {
            lost.incrementAndGet();
        }
    }

    /** Sends what is still to be sent, and ends. */
    @Override
    public synchronized void close() throws IOException {
        closing = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        channel.close();
    }
}
