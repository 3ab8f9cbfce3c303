package org.lilt.host.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.illposed.osc.ByteArrayListBytesReceiver;
import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lilt.engine.generator.TextTap;
import org.lilt.host.panel.Await;
import org.lilt.host.panel.Controls;
import org.lilt.host.panel.NoteTap;
import org.lilt.plugin.Parameter;

/** Real packets over the loopback network. */
class OscTest {
    private final Parameter temperature = new Parameter("temperature", "Temperature", "", 0, 2, 1, false, "");
    private final Parameter tempo = new Parameter("tempo", "Tempo", "", 20, 400, 120, false, "bpm");
    private final List<String> asked = new ArrayList<>();
    private OscIn in;
    private DatagramSocket socket;

    /** Notes what is asked for. */
    private final class Asked implements Controls {
        @Override
        public NoteTap notes() {
            return new NoteTap();
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(temperature, tempo);
        }

        @Override
        public TextTap text() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Status status() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void pause(boolean paused) {
            asked.add("pause " + paused);
        }

        @Override
        public void nextTune() {
            asked.add("next");
        }

        @Override
        public void allNotesOff() {
            asked.add("panic");
        }
    }

    @BeforeEach
    void open() throws IOException {
        in = new OscIn(OscAddress.parse("0"), new Asked());
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(5000);
    }

    @AfterEach
    void close() throws IOException {
        in.close();
        socket.close();
    }

    private static byte[] bytes(OSCPacket packet) throws Exception {
        ByteArrayListBytesReceiver receiver = new ByteArrayListBytesReceiver();
        new OSCSerializerAndParserBuilder().buildSerializer(receiver).write(packet);
        return receiver.toByteArray();
    }

    private void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, in.address()));
    }

    private void send(String address, Object... arguments) throws Exception {
        send(bytes(new OSCMessage(address, List.of(arguments))));
    }

    @Test
    void parametersAndTransportAreHeededAlsoInBundles() throws Exception {
        send("/lilt/param/temperature", 0.5f);
        send("/lilt/param/tempo", 90);
        OSCBundle bundle = new OSCBundle();
        for (String order : List.of("stop", "play", "next", "panic")) {
            bundle.addPacket(new OSCMessage("/lilt/transport/" + order));
        }
        send(bytes(bundle));
        Await.until("six messages", () -> in.heeded() == 6);
        assertEquals(0.5, temperature.get());
        assertEquals(90, tempo.get());
        assertEquals(List.of("pause true", "pause false", "next", "panic"), asked);
        assertEquals(0, in.ignored());
    }

    @Test
    void whatMeansNothingIsCountedAndChangesNothing() throws Exception {
        send("/lilt/param/temperature", 7.0f);
        send("/lilt/param/temperature", Float.NaN);
        send("/lilt/param/temperature", "warm");
        send("/lilt/param/temperature");
        send("/lilt/param/nothing", 1.0f);
        send("/lilt/transport/rewind");
        send("/other", 1);
        send(new byte[0]);
        send(new byte[] {1, 2, 3});
        Await.until("all", () -> in.ignored() == 9);
        assertEquals(1, temperature.get());
        assertEquals(0, in.heeded());
    }

    @Test
    void itListensOnThisMachineAloneUnlessToldOtherwise() throws IOException {
        assertTrue(in.address().getAddress().isLoopbackAddress());
        assertTrue(OscAddress.parse("9000").getAddress().isLoopbackAddress());
        assertEquals(new InetSocketAddress("127.0.0.2", 9000), OscAddress.parse("127.0.0.2:9000"));
        for (String wrong : List.of("", ":9000", "nine", "host:", "1.2.3.4:70000")) {
            assertThrows(IOException.class, () -> OscAddress.parse(wrong), wrong);
        }
    }

    @Test
    void noPacketWhateverIsInItEndsTheListening() throws Exception {
        Random random = new Random(17);
        byte[] good = bytes(new OSCMessage("/lilt/param/temperature", List.of(0.5f, "text", 7)));
        byte[] blob = "/lilt/param/temperature\0,b\0\0\177\177\177\177".getBytes("ISO-8859-1");
        OSCPacket nest = new OSCMessage("/lilt/none");
        for (int i = 0; i < 150; i++) {
            nest = new OSCBundle(List.of(nest));
        }
        List<byte[]> packets = new ArrayList<>(List.of(good, blob, bytes(nest)));
        for (int i = 0; i < 5000; i++) {
            byte[] packet;
            if (random.nextBoolean()) {
                packet = new byte[random.nextInt(200)];
                random.nextBytes(packet);
            } else {
                packet = Arrays.copyOf(good, 4 + random.nextInt(good.length));
                for (int k = random.nextInt(4); k >= 0; k--) {
                    packet[random.nextInt(packet.length)] = (byte) random.nextInt();
                }
            }
            packets.add(packet);
        }
        for (byte[] packet : packets) {
            long before = in.ignored() + in.heeded();
            send(packet);
            long until = System.nanoTime() + 2_000_000_000L;
            while (in.ignored() + in.heeded() == before && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        send("/lilt/param/temperature", 1.5f);
        Await.until("the good one", () -> temperature.get() == 1.5);
        assertTrue(in.ignored() > 4900, "ignored " + in.ignored());
    }

    @Test
    void notesAndParametersAreTold() throws Exception {
        List<String> told = new ArrayList<>();
        try (OscOut out = new OscOut((InetSocketAddress) socket.getLocalSocketAddress())) {
            List<Parameter> both = List.of(temperature, tempo);
            out.start(() -> both);
            told.add(receive());
            told.add(receive());
            out.sent(0, 0xC0, 21, 0);
            out.sent(0, 0x90, 60, 90);
            out.sent(1, 0x82, 60, 64);
            told.add(receive());
            told.add(receive());
            temperature.set(0.25);
            told.add(receive());
        }
        assertEquals(
                List.of(
                        "/lilt/param/temperature [1.0]",
                        "/lilt/param/tempo [120.0]",
                        "/lilt/note [1, 60, 90]",
                        "/lilt/note [3, 60, 0]",
                        "/lilt/param/temperature [0.25]"),
                told);
    }

    private String receive() throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        OSCMessage message = (OSCMessage) new OSCSerializerAndParserBuilder()
                .buildParser()
                .convert(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        return message.getAddress() + " " + message.getArguments();
    }
}
